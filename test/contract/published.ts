import addFormats from 'ajv-formats';
import { type Document, type Operation, OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';

import type { Traffic } from '../support/traffic';
import { inWords, telling } from './words';

/** Where the API's own names for headers begin. All others belong to HTTP. */
const OWN_HEADER = /^x-bu-/;

/** A published OpenAPI file, read by `readStrict`, as a judge of what the node sends, and of what the emulator answers. */
export class Published {
	private readonly router: OpenAPIRouter;
	private readonly operations: Operation[];
	private readonly validator: OpenAPIValidator;

	constructor(definition: Document) {
		this.router = new OpenAPIRouter({ definition, ignoreTrailingSlashes: false });
		this.operations = this.router.getOperations();
		// The library lists the operations anew for every request.
		this.router.getOperations = () => this.operations;
		this.validator = new OpenAPIValidator({
			definition,
			router: this.router,
			lazyCompileValidators: true,
			ajvOpts: { allErrors: true, logger: false },
			customizeAjv: (ajv) => addFormats(ajv),
		});
	}

	/** What the file says otherwise about a request, each as one line that begins with the operation. */
	requestDifferences({ method, path, search, headers, rawBody }: Traffic): string[] {
		const operation = this.router.matchOperation({ method, path, headers: {} });
		if (!operation) return [`${method} ${path}: the file does not have this operation`];
		const query = queryOf(search);
		const body: unknown = rawBody === '' ? undefined : JSON.parse(rawBody);
		const { errors } = this.validator.validateRequest(
			{ method, path, query, body, headers: headers as Record<string, string> },
			operation,
		);
		const problems = [
			...telling(errors ?? [])
				.map(inWords)
				.map((words) => words.replace(/^requestBody/, 'body')),
			...repeated(operation, query),
			...headerProblems(operation, headers),
			...(body !== undefined && !operation.requestBody ? ['body is not named'] : []),
		];
		return unique(problems.map((problem) => `${operation.operationId}: ${problem}`));
	}

	/** What the file says otherwise about an answer. Nothing about an operation or a failure that it does not describe. */
	answerDifferences({ method, path, answer }: Traffic): string[] {
		const operation = this.router.matchOperation({ method, path, headers: {} });
		if (!operation || !answer) return [];
		const { status, body } = answer;
		const name = `${operation.operationId} answers ${status}`;
		const described = Object.keys(operation.responses ?? {});
		if (status < 300 && !described.some((code) => code === String(status) || code === '2XX' || code === 'default'))
			return [`${name}: this status is not named`];
		const { errors } = this.validator.validateResponse(body, operation, status);
		return unique(telling(errors ?? []).map((error) => `${name}: ${inWords(error)}`));
	}
}

const unique = (lines: string[]): string[] => [...new Set(lines)];

/** Each name with its value, or with a list of its values when it is there several times. */
function queryOf(search: string): Record<string, string | string[]> {
	const given = new URLSearchParams(search);
	return Object.fromEntries(
		[...new Set(given.keys())].map((name) => {
			const [first = '', ...others] = given.getAll(name);
			return [name, others.length === 0 ? first : [first, ...others]];
		}),
	);
}

/** The library lets a list that belongs into one parameter be spread over several. */
function repeated({ parameters = [] }: Operation, query: Record<string, string | string[]>): string[] {
	return parameters
		.flatMap((parameter) => ('name' in parameter && parameter.explode === false ? [parameter.name] : []))
		.filter((name) => Array.isArray(query[name]))
		.map((name) => `query.${name} is one list with commas`);
}

function headerProblems({ parameters = [], security = [] }: Operation, headers: Traffic['headers']): string[] {
	const named = parameters.flatMap((parameter) =>
		'name' in parameter && parameter.in === 'header' ? [parameter.name.toLowerCase()] : [],
	);
	const unnamed = Object.keys(headers).filter((name) => OWN_HEADER.test(name) && !named.includes(name));
	const needsKey = security.length > 0 && security.every((schemes) => Object.keys(schemes).length > 0);
	return [
		...unnamed.map((name) => `header.${name} is not named`),
		...(needsKey && headers.authorization === undefined ? ['header.authorization is required'] : []),
	];
}
