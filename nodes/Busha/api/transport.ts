import { codeOf, notConnected } from './connection';
import { retryAfterMs } from './effort';
import type { Endpoint } from './endpoint';
import { type Failure, fromAnswer } from './failure';
import { documentsIn } from './redact';
import { type Effect, type Result, RULES } from './retry';

/** What went wrong with one try. Whether the call may have had an effect is decided over all its tries. */
export type Told = Omit<Failure, 'outcome'>;

/** What came back, or did not, from one request: a value, or a failure with what is known about its effect. */
export type Answer = { value: Envelope } | Failed;

export interface Failed {
	result: Result;
	failure: Told;
}

/** A successful answer of the API: `{ status, message, data, pagination }`, or nothing after a deletion. */
export interface Envelope {
	status?: string;
	message?: string;
	data?: unknown;
	pagination?: { next_cursor?: string | null };
}

/** The parts of n8n's full response that are looked at. */
export interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What the data of a successful answer has to be. */
export type Holds = (data: unknown) => boolean;

/** An object or a list. */
export const holdsData: Holds = (data) => typeof data === 'object' && data !== null;

export const holdsText: Holds = (data) => typeof data === 'string';

export const holdsObject: Holds = (data) => holdsData(data) && !Array.isArray(data);

/** What a person does after a try that may have changed something. */
function lookFirst(effect: Effect, result: Result): string {
	return RULES[effect][result].outcome === 'unknown'
		? ' It may have been done all the same: look before you try again.'
		: '';
}

function resultOf(status: number): Result {
	if (status === 429) return 'limited';
	return status >= 400 && status < 500 && status !== 408 ? 'rejected' : 'unknown';
}

function isEnvelope(body: unknown): body is Envelope {
	return (
		typeof body === 'object' &&
		body !== null &&
		!Array.isArray(body) &&
		!('error' in body) &&
		('data' in body || 'status' in body)
	);
}

/** What an answer holds, if it has one of the API's shapes: an envelope, a file of comma-separated values, or nothing on purpose. */
function envelopeOf({ statusCode, headers, body }: FullResponse): Envelope | undefined {
	if (isEnvelope(body)) return body;
	if (statusCode === 204) return {};
	return typeof body === 'string' && /^text\/csv\b/i.test(String(headers['content-type'])) ? { data: body } : undefined;
}

function unreadable(status: number, requestId: string | undefined, effect: Effect): Told {
	const redirected = status >= 300 && status < 400;
	return {
		message: redirected ? 'The address answered with a redirection' : 'The answer is not one of the Busha API',
		advice: `Check the environment and the base URL in the credential, and any proxy in between.${lookFirst(effect, 'unknown')}`,
		httpCode: status,
		requestId,
	};
}

/** Only proxies answer so. */
const PROXY_REFUSED: Told = {
	message: 'The proxy in between refused the connection, so nothing was sent',
	advice: 'Check the proxy that n8n is set up with (HTTPS_PROXY), its user name and its password.',
	httpCode: 407,
};

function empty(status: number, requestId: string | undefined, effect: Effect): Told {
	return {
		message: 'Busha answered without the data that was asked for',
		advice: `Check the environment and the base URL in the credential, and any proxy in between.${lookFirst(effect, 'empty')}`,
		httpCode: status,
		requestId,
	};
}

/** What is needed to judge a response: the secrets to take out, what a success has to hold, and the time. */
interface Measure {
	secrets: readonly string[];
	holds?: Holds;
	now: number;
}

/** The parts of a request that its answer is judged by. */
interface Sent {
	effect: Effect;
	endpoint: Endpoint;
	body?: object;
}

/** Judges the response to a request: a value only if it has the API's shape, else a failure, without secrets and documents. */
export function judge(response: FullResponse, sent: Sent, { secrets, holds, now }: Measure): Answer {
	const { statusCode: status, headers, body } = response;
	const requestId = typeof headers['x-request-id'] === 'string' ? headers['x-request-id'] : undefined;
	const value = envelopeOf(response);
	if (value && status >= 200 && status < 300) {
		if (!holds || holds(value.data)) return { value };
		return { result: 'empty', failure: empty(status, requestId, sent.effect) };
	}
	if (status === PROXY_REFUSED.httpCode) return { result: 'barred', failure: PROXY_REFUSED };
	if (status < 400) return { result: 'unknown', failure: unreadable(status, requestId, sent.effect) };
	const failure = fromAnswer({ status, body, requestId, endpoint: sent.endpoint }, [
		...secrets,
		...documentsIn(sent.body),
	]);
	return { result: resultOf(status), failure: { ...failure, retryAfterMs: retryAfterMs(headers['retry-after'], now) } };
}

/** Stands for a request that was not sent, because its turn would have come too late for its caller. */
export const noTurn: Failed = {
	result: 'barred',
	failure: {
		message: 'The requests of this minute are used up, so nothing was sent',
		advice: 'Raise Share of the Rate Limit in the credential if it is below 100, or try again later.',
	},
};

/** Stands for a request that was not sent, because its turn came after {@link Call.sendBy}. */
export const tooLate: Failed = {
	result: 'barred',
	failure: {
		message: 'The turn to send this came too late, so nothing was sent',
		advice: 'Raise Share of the Rate Limit in the credential if it is below 100, or try again later.',
		late: true,
	},
};

/**
 * Stands for a request that was not sent, because n8n could not read the credential, without which it has neither an
 * address nor a key.
 */
export function noCredential(error: unknown): Failed {
	const code = codeOf(error);
	return {
		result: 'notSent',
		failure: {
			message: 'n8n could not read the credential, so nothing was sent',
			advice: `n8n reads it from its database before each request. Check that the database can be reached${code && ` (${code})`}, and run the items again.`,
		},
	};
}

/** Judges a request that ended without a response. The error itself may hold the key, so only its code is used. */
export function judgeError(error: unknown, effect: Effect): Failed {
	const cut = notConnected(error);
	if (cut) return { result: cut.result, failure: { message: cut.message, advice: cut.advice } };
	const code = codeOf(error);
	const cause = code && ` (${code})`;
	return {
		result: 'unknown',
		failure: {
			message: 'The connection ended before Busha answered',
			advice: `Try again later${cause}.${lookFirst(effect, 'unknown')}`,
		},
	};
}
