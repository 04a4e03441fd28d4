const MINUTE_MS = 60_000;

/** What was learned of a limit that others use too: how many requests of it are ours, and since when. */
export interface Share {
	requests: number;
	since: number;
}

/** How far one refusal shrinks a share at most, and how much of the limit each quiet minute gives back. */
const LEAST = 0.6;
const GROWTH = 0.05;

/** How many requests a minute are ours now: all, unless something was learned, and more with each minute without a refusal. */
export function ours(limit: number, share: Share | undefined, now: number): number {
	if (!share) return limit;
	const quiet = Math.floor((now - share.since) / MINUTE_MS);
	return Math.max(1, Math.min(limit, Math.floor(share.requests + quiet * GROWTH * limit)));
}

/**
 * The share after Busha refused a request although fewer than ours were let through in the last minute: somebody else
 * uses the account too. It shrinks to what was let through, but at once not below 60 % of what it was.
 */
export function shrunk(limit: number, share: Share | undefined, letThrough: number, now: number): Share {
	return { requests: Math.max(1, letThrough, Math.floor(LEAST * ours(limit, share, now))), since: now };
}

/** So many percent of a limit, and at least one request. */
export function portion(limit: number, percent: number): number {
	return Math.max(1, Math.floor((limit * percent) / 100));
}
