/**
 * What a request may have changed.
 * - `read`: nothing.
 * - `draft`: it made something that has no effect until it is used, and that expires by itself: a quote.
 * - `write`: it made or changed something that stays.
 * - `money`: it may have moved money.
 */
export type Effect = 'read' | 'draft' | 'write' | 'money';

/**
 * What is known after a request that did not succeed.
 * - `notSent`: it never reached Busha.
 * - `limited`: Busha answered that there were too many requests, and did nothing.
 * - `rejected`: Busha answered that it did not do it.
 * - `unknown`: no answer, or one that does not tell: it may have happened.
 */
export type Result = 'notSent' | 'limited' | 'rejected' | 'unknown';

/** `repeat`: send the same request again. `look`: find out first whether it happened. `stop`: give up. */
export type Next = 'repeat' | 'look' | 'stop';

const NEXT: Readonly<Record<Effect, Readonly<Record<Result, Next>>>> = {
	read: { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'repeat' },
	draft: { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'repeat' },
	write: { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'look' },
	money: { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'look' },
};

/** The one place that decides whether a request may be sent again. A table of values, without side effects. */
export function next(effect: Effect, result: Result): Next {
	return NEXT[effect][result];
}

/** How often and for how long one request is repeated before the node gives up. */
export const LIMITS = {
	/** Tries of one request, the first included. Answers with status 429 did nothing and have a count of their own. */
	tries: 4,
	limitedTries: 12,
	firstDelayMs: 500,
	maxDelayMs: 20_000,
	/** No new try starts later than this after the first one. */
	totalMs: 180_000,
	/** How long one try may wait for its turn, and then for its answer, unless the client waits less. */
	turnMs: Infinity,
	answerMs: Infinity,
} as const;

/** `short`: somebody waits for the outcome on an open connection, such as the sender of a webhook. */
export type Patience = 'long' | 'short';

/** The limits by patience. Short ones add up to eight seconds at most. */
export const limitsOf: Readonly<Record<Patience, Readonly<Record<keyof typeof LIMITS, number>>>> = {
	long: LIMITS,
	short: { ...LIMITS, tries: 2, limitedTries: 1, totalMs: 2_500, turnMs: 1_000, answerMs: 3_000 },
};

/**
 * Milliseconds to wait before try number `failures + 1`: twice as long each time, with jitter so that workers
 * that failed together do not come back together. `random` is a number from 0 to 1. A `Retry-After` answer is honoured.
 */
export function delayMs(failures: number, random: number, retryAfterMs?: number): number {
	const ceiling = Math.min(LIMITS.maxDelayMs, LIMITS.firstDelayMs * 2 ** (failures - 1));
	return Math.max(retryAfterMs ?? 0, Math.round(ceiling * (0.5 + random / 2)));
}

/** Reads a `Retry-After` header, in seconds or as a date. Returns milliseconds, or `undefined` when there is none. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
