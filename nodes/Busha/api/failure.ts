import type { IDataObject } from 'n8n-workflow';

import { adviceFor } from './advice';
import { withoutSecrets } from './redact';

/**
 * Whether the call may have had an effect. `notSent`: Busha was not asked to do it. `rejected`: Busha did not do it,
 * or it failed for good. `unknown`: it may have happened.
 */
export type Outcome = 'notSent' | 'rejected' | 'unknown';

/** What a person needs to know about something that went wrong. Every part is free of secrets and of document content. */
export interface Failure {
	outcome: Outcome;
	/** What happened. */
	message: string;
	/** What to do next. */
	advice: string;
	/** The HTTP status, when Busha answered. */
	httpCode?: number;
	/** Busha's name of the error, such as `bad_request`. */
	name?: string;
	/** Busha's id of the request, for its support and its logs. */
	requestId?: string;
	/** What Busha says about single fields. */
	fields?: IDataObject;
	quoteId?: string;
	transferId?: string;
	customerId?: string;
	/** Milliseconds that Busha asked to wait. */
	retryAfterMs?: number;
}

/** The one error that this package throws about a call. The item loop turns it into n8n's errors. */
export class BushaError extends Error {
	constructor(readonly failure: Failure) {
		super(failure.message);
		this.name = 'BushaError';
	}

	/** The same failure, knowing more. */
	with(more: Partial<Failure>): BushaError {
		return new BushaError({ ...this.failure, ...more });
	}
}

function object(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as IDataObject) : {};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Busha's documented error body, and the forms that integrations report, read as one. */
function readBody(body: unknown): { name?: string; message?: string; fields?: IDataObject; hints: string[] } {
	const outer = object(body);
	const error = object(outer.error);
	const schema = object(outer.schema);
	const found = outer.fields ?? error.fields ?? error.details ?? error.errors ?? outer.errors ?? outer.details;
	const fields = Array.isArray(found) ? { errors: found } : object(found);
	return {
		name: textOf(error.name),
		message: textOf(error.message) ?? textOf(outer.error) ?? textOf(outer.message),
		fields: Object.keys(fields).length > 0 ? fields : undefined,
		hints: [textOf(schema.reason), textOf(schema.fix)].filter((hint) => hint !== undefined),
	};
}

function fieldLines(fields: IDataObject | undefined): string[] {
	return Object.entries(fields ?? {}).map(([field, problems]) => {
		const list = Array.isArray(problems) ? (problems as unknown[]) : [problems];
		const texts = list.map((problem) => textOf(object(problem).message) ?? textOf(problem) ?? JSON.stringify(problem));
		return `${field}: ${texts.join(', ')}`;
	});
}

/** The failure that an answer with an error status tells. */
export function fromAnswer(
	status: number,
	body: unknown,
	requestId: string | undefined,
	secrets: readonly string[],
): Omit<Failure, 'outcome'> {
	const { name, message, fields, hints } = withoutSecrets(readBody(body), secrets);
	const said = message ?? `status ${status} without an explanation`;
	const lines = [...fieldLines(fields), ...hints];
	const source = [name, `HTTP ${status}`, requestId && `request ${requestId}`].filter(Boolean).join(', ');
	const advice = [adviceFor(status, name, said), lines.join('; '), `Busha's answer: ${said} (${source}).`];
	return {
		message: status >= 500 ? `Busha could not handle the request: ${said}` : `Busha refused the request: ${said}`,
		advice: advice.filter(Boolean).join(' '),
		httpCode: status,
		name,
		requestId,
		fields,
	};
}

/**
 * Adds facts to the {@link BushaError} of a promise, such as the id of what was made before it failed. Every other
 * error passes as it is.
 */
export async function knowing<T>(promise: Promise<T>, facts: Partial<Failure> | ((failure: Failure) => Partial<Failure>)): Promise<T> {
	return await promise.catch((problem: unknown) => {
		if (!(problem instanceof BushaError)) throw problem;
		throw problem.with(typeof facts === 'function' ? facts(problem.failure) : facts);
	});
}
