import type { IDataObject } from 'n8n-workflow';

import { adviceFor } from './advice';
import type { Endpoint } from './endpoint';
import { readErrorBody } from './errorBody';
import { permissionFor } from './permissions';
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
	/** The turn of the call came after the moment by which it had to be sent. */
	late?: true;
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

/** An answer with an error status. */
export interface ErrorAnswer {
	status: number;
	body: unknown;
	requestId?: string;
	endpoint: Endpoint;
}

/** Messages that only say that some field is wrong. */
const SAYS_NOTHING = /validation|invalid (request|input)|bad request/i;

/** The failure that an answer with an error status tells, without the secrets and contents that it may repeat. */
export function fromAnswer(
	{ status, body, requestId, endpoint }: ErrorAnswer,
	secrets: readonly string[],
): Omit<Failure, 'outcome'> {
	const { name, message, fields, hints } = withoutSecrets(readErrorBody(body), secrets);
	const said = message ?? `status ${status} without an explanation`;
	const source = [name, `HTTP ${status}`, requestId && `request ${requestId}`].filter(Boolean).join(', ');
	const detail = hints.join('; ').replace(/\.$/, '');
	const title = hints.length > 0 && SAYS_NOTHING.test(said) ? detail : said;
	const advice = [
		adviceFor(status, { name, said, named: hints.length > 0, permission: permissionFor(endpoint) }),
		title === detail ? '' : detail && `${detail}.`,
		`Busha's answer: ${said} (${source}).`,
	];
	return {
		message: status >= 500 ? `Busha could not handle the request: ${title}` : `Busha refused the request: ${title}`,
		advice: advice.filter(Boolean).join(' '),
		httpCode: status,
		name,
		requestId,
		fields,
	};
}

/** What a promise gives, or the {@link BushaError} that it ends in. Every other error passes as it is. */
export async function orError<T>(promise: Promise<T>): Promise<T | BushaError> {
	return await promise.catch((problem: unknown) => {
		if (problem instanceof BushaError) return problem;
		throw problem;
	});
}

/**
 * Adds facts to the {@link BushaError} of a promise, such as the id of what was made before it failed. Every other
 * error passes as it is.
 */
export async function knowing<T>(
	promise: Promise<T>,
	facts: Partial<Failure> | ((failure: Failure) => Partial<Failure>),
): Promise<T> {
	const told = await orError(promise);
	if (told instanceof BushaError) throw told.with(typeof facts === 'function' ? facts(told.failure) : facts);
	return told;
}
