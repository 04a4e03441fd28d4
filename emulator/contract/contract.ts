import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FieldProblems } from '../errors';
import { readDocument, type Document, type OperationObject, type Parameter, type Schema } from './document';
import { Router, type Route } from './router';
import { makeStrict, propertyNames, resolve } from './strict';

/** The largest page a client may ask for: the reference says to use at most 100. */
const MAX_LIMIT = 100;

/**
 * The OpenAPI file as a judge of requests, answers and webhooks. openapi-backend routes; Ajv validates, since a strict
 * contract needs Ajv's 2020 dialect and its own options for bodies, parameters and answers. Validators are compiled on
 * first use and kept.
 */
export class Contract {
	private readonly document: Document = makeStrict(readDocument());
	/** Every property name that the file describes anywhere. */
	readonly propertyNames: ReadonlySet<string> = propertyNames(this.document);
	private readonly router = new Router(this.document.paths);
	private readonly bodies = this.newAjv({ allErrors: true });
	private readonly parameters = this.newAjv({ allErrors: true, coerceTypes: 'array' });
	private readonly answers = this.newAjv({});
	private readonly compiled = new Map<string | Schema, ValidateFunction | undefined>();

	route(method: string, path: string): Route | undefined {
		return this.router.find(method, path);
	}

	operations(): OperationObject[] {
		return Object.values(this.document.paths).flatMap((methods) => Object.values(methods));
	}

	/** The alternatives of the operation, each a list of scheme names; an empty list is open to everyone. */
	security(operation: OperationObject): string[][] {
		return (operation.security ?? this.document.security).map((alternative) => Object.keys(alternative));
	}

	/** Checks query, path and headers; turns query texts into the types that the file asks for, in place. */
	checkParameters(
		operation: OperationObject,
		values: { query: Record<string, unknown>; path: object; header: object },
	): ErrorObject[] {
		for (const { name, in: place, schema } of this.parametersOf(operation)) {
			const value = place === 'query' && schema.type === 'array' ? values.query[name] : undefined;
			if (typeof value === 'string') values.query[name] = value.split(',');
		}
		return this.run(
			`${operation.operationId} parameters`,
			() => this.parameters.compile(this.parameterSchema(operation)),
			values,
		);
	}

	/** Checks a request body; undefined stands for a missing one. */
	checkBody(operation: OperationObject, body: unknown): ErrorObject[] {
		return this.run(`${operation.operationId} body`, () => this.bodies.compile(this.bodySchema(operation)), { body });
	}

	/** What is wrong with an own answer of this status, as text. */
	answerProblems(operation: OperationObject, status: number, body: unknown): string[] {
		const answer = operation.responses[status] ?? operation.responses.default;
		const schema = answer && resolve(this.document, answer).content?.['application/json']?.schema;
		if (!schema) return [`${operation.operationId} describes no answer ${status}`];
		const errors = this.run(schema, () => this.answers.compile(absolute(schema)), body);
		return errors.map((error) => `${operation.operationId} ${status}: ${error.instancePath} ${error.message}`);
	}

	/** What is wrong with a webhook body, as text. */
	webhookProblems(family: string, body: unknown): string[] {
		const operation = Object.values(this.document.webhooks).find(({ post }) => post.operationId === family)?.post;
		if (!operation) return [`no webhook ${family}`];
		const errors = this.checkBody(operation, body);
		return errors.map((error) => `${family}: ${error.instancePath} ${error.message}`);
	}

	private run(key: string | Schema, compile: () => ValidateFunction | undefined, value: unknown): ErrorObject[] {
		if (!this.compiled.has(key)) this.compiled.set(key, compile());
		const validate = this.compiled.get(key);
		return !validate || validate(value) ? [] : [...(validate.errors ?? [])];
	}

	private newAjv(options: { allErrors?: boolean; coerceTypes?: 'array' }) {
		const ajv = new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false, ...options });
		addFormats(ajv);
		return ajv.addSchema(this.document as unknown as Schema, 'busha');
	}

	private bodySchema({ requestBody }: OperationObject): Schema {
		const schema = requestBody?.content?.['application/json']?.schema;
		// The file describes no body here; clients may still send an empty object.
		if (!schema) return { properties: { body: { type: 'object', maxProperties: 0 } } };
		return { properties: { body: absolute(schema) }, required: requestBody.required ? ['body'] : [] };
	}

	private parametersOf({ parameters = [] }: OperationObject): Parameter[] {
		return parameters.map((entry) => resolve(this.document, entry));
	}

	private parameterSchema(operation: OperationObject): Schema {
		const places = { query: newPlace(false), path: newPlace(false), header: newPlace(true) };
		for (const parameter of this.parametersOf(operation)) {
			const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
			const place = places[parameter.in];
			const schema = absolute(parameter.schema);
			place.properties[name] = name === 'limit' ? { ...schema, maximum: MAX_LIMIT } : schema;
			if (parameter.required) place.required.push(name);
		}
		return { type: 'object', properties: places };
	}
}

interface Place extends Schema {
	properties: Record<string, Schema>;
	required: string[];
}

const newPlace = (additionalProperties: boolean): Place => ({
	type: 'object',
	properties: {},
	required: [],
	additionalProperties,
});

/** The schema with its references made absolute, so that it compiles outside the document. */
function absolute(schema: Schema): Schema {
	return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"busha#/')) as Schema;
}

/** Ajv's errors by the field they belong to, named as a client would name it. */
export function byField(errors: ErrorObject[]): FieldProblems {
	const fields: FieldProblems = {};
	// A branch that fails vouches for none of its properties: only what no branch failed over is truly unknown.
	const own = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'unevaluatedProperties');
	const described = own.length > 0 ? contract().propertyNames : new Set<string>();
	const unknown = errors.filter(
		({ keyword, params }) =>
			keyword === 'unevaluatedProperties' && !described.has(params.unevaluatedProperty as string),
	);
	for (const { instancePath, params, message, keyword } of [...own, ...unknown]) {
		const extra: unknown = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
		const path = instancePath.split('/').slice(2);
		if (typeof extra === 'string') path.push(extra);
		const known = (fields[path.join('.') || 'body'] ??= []);
		known.push({ message: keyword === 'enum' ? `${message}: ${params.allowedValues}` : (message ?? keyword) });
	}
	return fields;
}

let shared: Contract | undefined;

/** The contract of this process: all emulators share its validators. */
export function contract(): Contract {
	return (shared ??= new Contract());
}
