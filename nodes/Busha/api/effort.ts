/** How often a kind of failure is met with another try, and until how long after the first one. */
interface Budget {
	tries: number;
	ms: number;
	/** The longest wait before another try, unless Busha asks for a longer one. */
	waitMs: number;
}

const LONGEST_MS = 20_000;
/** What is away may be back at any moment, and a try that does not reach it costs nothing. */
const AWAY_MS = 3_000;

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
		limited: { tries: Infinity, ms: 180_000, waitMs: LONGEST_MS },
		notSent: { tries: Infinity, ms: 30_000, waitMs: AWAY_MS },
		other: { tries: 4, ms: 180_000, waitMs: LONGEST_MS },
		turnMs: Infinity,
		answerMs: Infinity,
	},
	short: {
		limited: { tries: 1, ms: 2_500, waitMs: LONGEST_MS },
		notSent: { tries: 2, ms: 2_500, waitMs: AWAY_MS },
		other: { tries: 2, ms: 2_500, waitMs: LONGEST_MS },
		turnMs: 1_000,
		answerMs: 3_000,
	},
};

const FIRST_DELAY_MS = 500;

/**
 * Milliseconds to wait before try number `failures + 1`: twice as long each time, up to `longestMs`, with jitter so that workers
 * that failed together do not come back together. `random` is a number from 0 to 1. A `Retry-After` answer is honoured.
 */
export function delayMs(failures: number, random: number, longestMs: number, retryAfterMs?: number): number {
	const ceiling = Math.min(longestMs, FIRST_DELAY_MS * 2 ** (failures - 1));
	return Math.max(retryAfterMs ?? 0, Math.round(ceiling * (0.5 + random / 2)));
}

/** Reads a `Retry-After` header, in seconds or as a date. Returns milliseconds, or `undefined` when there is none. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
