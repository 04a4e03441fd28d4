import { byField, contract } from './contract/contract';
import type { Route } from './contract/router';
import { badRequest, unauthorized, type ApiError } from './errors';
import type { RecordedRequest } from './types';

/** A request that was checked: what a handler may use, or why it must be refused. */
export interface Judgement {
	query: Record<string, unknown>;
	refusal?: ApiError;
}

export interface Keys {
	secretKey: string;
	publicKey: string;
}

/** Checks a request against the OpenAPI file, and notes on it what is wrong. */
export function judge(request: RecordedRequest, { operation, params }: Route): Judgement {
	const query: Record<string, unknown> = { ...request.query };
	const errors = contract().checkParameters(operation, { query, path: params, header: { ...request.headers } });
	const unreadable = bodyProblem(request);
	if (!unreadable) errors.push(...contract().checkBody(operation, request.body));
	if (!unreadable && errors.length === 0) return { query };
	const fields = byField(errors);
	if (unreadable) fields.body = [{ message: unreadable }];
	request.problems = Object.entries(fields).flatMap(([field, problems]) =>
		problems.map(({ message }) => `${field}: ${message}`),
	);
	return { query, refusal: badRequest('Request validation failed', fields) };
}

function bodyProblem({ rawBody, body, headers }: RecordedRequest): string | undefined {
	if (rawBody === '') return undefined;
	if (!/^application\/json\b/i.test(String(headers['content-type'] ?? ''))) return 'must be sent as application/json';
	return body === undefined ? 'must be valid JSON' : undefined;
}

/** Refuses a request that meets none of its operation's alternatives. */
export function checkKeys({ headers }: RecordedRequest, { operation }: Route, keys: Keys): void {
	const given: Record<string, boolean> = {
		secretKey: headers.authorization === `Bearer ${keys.secretKey}`,
		publicKey: headers['x-bu-public-key'] === keys.publicKey,
	};
	const allowed = contract()
		.security(operation)
		.some((alternative) => alternative.every((scheme) => given[scheme]));
	if (!allowed) throw unauthorized();
}
