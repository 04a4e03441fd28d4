import { type Failure, fromAnswer, type Outcome } from './failure';
import { documentsIn } from './redact';
import type { Effect, Result } from './retry';
import { retryAfterMs } from './retry';

/** What came back, or did not, from one request: a value, or a failure with what is known about its effect. */
export type Answer = { value: Envelope } | { result: Result; failure: Failure };

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

const OUTCOME: Readonly<Record<Result, Outcome>> = {
	notSent: 'notSent',
	limited: 'rejected',
	rejected: 'rejected',
	unknown: 'unknown',
};

/** A request that only reads has no effect, whatever became of it. */
function outcomeOf(effect: Effect, result: Result): Outcome {
	return effect === 'read' && result === 'unknown' ? 'rejected' : OUTCOME[result];
}

/** No request left this machine when a connection fails with one of these. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ERR_INVALID_URL'];

function resultOf(status: number): Result {
	if (status === 429) return 'limited';
	return status >= 400 && status < 500 && status !== 408 ? 'rejected' : 'unknown';
}

function isEnvelope(body: unknown): body is Envelope {
	return typeof body === 'object' && body !== null && !Array.isArray(body) && !('error' in body) && ('data' in body || 'status' in body);
}

function unreadable(status: number, requestId: string | undefined, outcome: Outcome): Failure {
	const redirected = status >= 300 && status < 400;
	return {
		outcome,
		message: redirected ? 'The address answered with a redirection' : 'The answer is not one of the Busha API',
		advice: 'Check the environment and the base URL in the credential, and any proxy in between.',
		httpCode: status,
		requestId,
	};
}

/** Judges the response to a request: a value only if it has the API's shape, else a failure, without secrets and documents. */
export function judge(response: FullResponse, sent: { effect: Effect; body?: object }, secrets: readonly string[], now: number): Answer {
	const { statusCode: status, headers, body } = response;
	const requestId = typeof headers['x-request-id'] === 'string' ? headers['x-request-id'] : undefined;
	if (status >= 200 && status < 300) {
		if (isEnvelope(body)) return { value: body };
		if (status === 204) return { value: {} };
	}
	if (status < 400) return { result: 'unknown', failure: unreadable(status, requestId, outcomeOf(sent.effect, 'unknown')) };
	const result = resultOf(status);
	const failure = fromAnswer(status, body, requestId, outcomeOf(sent.effect, result), [...secrets, ...documentsIn(sent.body)]);
	return { result, failure: { ...failure, retryAfterMs: retryAfterMs(headers['retry-after'], now) } };
}

/** Stands for a request that was not sent, because its turn would have come too late for its caller. */
export const noTurn: Answer = {
	result: 'limited',
	failure: {
		outcome: 'notSent',
		message: 'The requests of this minute are used up, so nothing was sent',
		advice: 'Raise Requests per Minute in the credential if the account allows more, or try again later.',
	},
};

function codeOf(error: unknown): string {
	for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 5; depth++) {
		if ('code' in cause && typeof cause.code === 'string') return cause.code;
		cause = 'cause' in cause ? cause.cause : undefined;
	}
	return '';
}

/** Judges a request that ended without a response. The error itself may hold the key, so only its code is used. */
export function judgeError(error: unknown, effect: Effect): Answer {
	const code = codeOf(error);
	if (NOT_CONNECTED.includes(code)) {
		return {
			result: 'notSent',
			failure: {
				outcome: 'notSent',
				message: 'Busha could not be reached, so nothing was sent',
				advice: `Check the environment and the base URL in the credential, and this machine's connection (${code}).`,
			},
		};
	}
	const cause = code && ` (${code})`;
	return {
		result: 'unknown',
		failure: {
			outcome: outcomeOf(effect, 'unknown'),
			message: 'The connection ended before Busha answered',
			advice: effect === 'read' ? `Try again later${cause}.` : `It is not known whether Busha handled the request${cause}. Look before you try again.`,
		},
	};
}
