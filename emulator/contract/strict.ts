import { lookUp, type Content, type Document, type OperationObject, type Schema } from './document';

const BRANCHES = ['allOf', 'oneOf', 'anyOf'] as const;
const CONDITIONS = ['if', 'then', 'else'] as const;

/**
 * Closes the document in place: an object with described properties takes no others, in requests and in answers. The
 * file leaves objects open because a real answer may carry more; the emulator must neither accept nor invent a field.
 */
export function makeStrict(document: Document): Document {
	rewriteCustomerChoice(document);
	const closer = new Closer(document);
	for (const operation of operationsOf(document)) {
		closer.closeContent(operation.requestBody);
		for (const answer of Object.values(operation.responses)) closer.closeContent(resolve(document, answer));
	}
	return document;
}

/** All operations: the paths' and the webhooks'. */
export function operationsOf(document: Document): OperationObject[] {
	const paths = Object.values(document.paths).flatMap((methods) => Object.values(methods));
	return [...paths, ...Object.values(document.webhooks).map(({ post }) => post)];
}

/** The names under any `properties` of the document's components and operations. */
export function propertyNames(value: unknown, names = new Set<string>()): Set<string> {
	if (typeof value !== 'object' || value === null) return names;
	for (const [key, child] of Object.entries(value)) {
		if (key === 'properties' && typeof child === 'object' && child !== null)
			Object.keys(child).forEach((name) => names.add(name));
		propertyNames(child, names);
	}
	return names;
}

/** The thing itself, or what its $ref names. */
export function resolve<T extends object>(document: Document, value: T | { $ref: string }): T {
	return '$ref' in value ? (lookUp(document, value.$ref as string) as T) : value;
}

class Closer {
	private readonly seen = new Set<Schema>();

	constructor(private readonly document: Document) {}

	closeContent(content: Content | undefined): void {
		for (const media of Object.values(content?.content ?? {})) if (media) this.close(media.schema);
	}

	/** `schema` stands for a whole value: nothing outside it may add properties. */
	private close(schema: Schema): void {
		const first = !this.seen.has(schema);
		this.walk(schema);
		if (!first || 'additionalProperties' in schema || 'unevaluatedProperties' in schema) return;
		if (this.describesProperties(schema)) {
			const simple = 'properties' in schema && ![...BRANCHES, ...CONDITIONS, '$ref'].some((key) => key in schema);
			schema[simple ? 'additionalProperties' : 'unevaluatedProperties'] = false;
		}
	}

	/** `schema` may be one branch of a value: only the values of its properties are closed. */
	private walk(schema: Schema): void {
		if (this.seen.has(schema)) return;
		this.seen.add(schema);
		listConstants(schema);
		if (typeof schema.$ref === 'string') this.walk(lookUp(this.document, schema.$ref) as Schema);
		for (const value of Object.values((schema.properties ?? {}) as Record<string, Schema>)) this.close(value);
		if (schema.items) this.close(schema.items as Schema);
		for (const key of BRANCHES) for (const branch of (schema[key] ?? []) as Schema[]) this.walk(branch);
		for (const key of CONDITIONS) if (schema[key]) this.walk(schema[key] as Schema);
	}

	private describesProperties(schema: Schema): boolean {
		if ('properties' in schema) return true;
		if (typeof schema.$ref === 'string') return this.describesProperties(lookUp(this.document, schema.$ref) as Schema);
		return BRANCHES.some((key) => ((schema[key] ?? []) as Schema[]).some((branch) => this.describesProperties(branch)));
	}
}

/** A oneOf of constants becomes an enum: one message instead of one per constant. */
function listConstants(schema: Schema): void {
	const branches = schema.oneOf as Schema[] | undefined;
	if (!branches?.every((branch) => 'const' in branch)) return;
	schema.enum = branches.map((branch) => branch.const);
	delete schema.oneOf;
}

/** Chooses the customer form by `type`, so that a problem is reported for the form that was meant. */
function rewriteCustomerChoice(document: Document): void {
	const schemas = document.components.schemas as Record<string, Schema>;
	schemas.CreateCustomerRequest = {
		type: 'object',
		required: ['type'],
		properties: { type: { enum: ['individual', 'business'] } },
		if: { properties: { type: { const: 'business' } } },
		then: { $ref: '#/components/schemas/CreateBusinessRequest' },
		else: {
			if: { properties: { type: { const: 'individual' } }, required: ['type'] },
			then: { $ref: '#/components/schemas/CreateIndividualRequest' },
		},
	};
}
