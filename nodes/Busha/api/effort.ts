/** How often a kind of failure is met with another try, and until how long after the first one. */
interface Budget {
	tries: number;
	ms: number;
}

/** How much effort a caller's patience allows. */
export interface Effort {
	/** Answers with status 429 did nothing, so there is no limit to their number. */
	limited: Budget;
	/** Its time counts from when Busha, or n8n's own database, was found to be away. */
	notSent: Budget;
	other: Budget;
	/** How long one try may wait for its turn, and then for its answer, unless the client waits less. */
	turnMs: number;
	answerMs: number;
}

/** `short`: somebody waits for the outcome on an open connection, such as the sender of a webhook. */
export type Patience = 'long' | 'short';

/** The efforts by patience. The short one adds up to eight seconds at most. */
export const EFFORTS: Readonly<Record<Patience, Effort>> = {
	long: {
		limited: { tries: Infinity, ms: 180_000 },
		notSent: { tries: Infinity, ms: 30_000 },
		other: { tries: 4, ms: 180_000 },
		turnMs: Infinity,
		answerMs: Infinity,
	},
	short: {
		limited: { tries: 1, ms: 2_500 },
		notSent: { tries: 2, ms: 2_500 },
		other: { tries: 2, ms: 2_500 },
		turnMs: 1_000,
		answerMs: 3_000,
	},
};

const FIRST_DELAY_MS = 500;
export const MAX_DELAY_MS = 20_000;

/**
 * Milliseconds to wait before try number `failures + 1`: twice as long each time, with jitter so that workers
 * that failed together do not come back together. `random` is a number from 0 to 1. A `Retry-After` answer is honoured.
 */
export function delayMs(failures: number, random: number, retryAfterMs?: number): number {
	const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
	return Math.max(retryAfterMs ?? 0, Math.round(ceiling * (0.5 + random / 2)));
}

/** Reads a `Retry-After` header, in seconds or as a date. Returns milliseconds, or `undefined` when there is none. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
