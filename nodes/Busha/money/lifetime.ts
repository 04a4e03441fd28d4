import type { Busha } from '../api/client';
import { clock } from '../api/clock';
import type { Quote } from '../api/types';
import type { KnownQuote } from '../once/memory';

const LIFETIME_MS = 30 * 60_000;
/** A quote is left alone this long before its end, so that none is executed in the moment of its expiry. */
const SAFETY_MS = 5_000;

/** When a quote ends by Busha's clock, in milliseconds: as it says, or its lifetime after it was made. */
export function endOf({ expires_at, created_at }: Quote): number | undefined {
	const end = Date.parse(expires_at ?? '');
	if (!Number.isNaN(end)) return end;
	const start = Date.parse(created_at ?? '');
	return Number.isNaN(start) ? undefined : start + LIFETIME_MS;
}

/**
 * A quote is posted only so long after Busha showed that it was open. Others who see that it has ended, perhaps sooner
 * than it said, make another one once it is certain that this one is not posted any more.
 */
const SIGHT_MS = 10_000;
/** Reads may show what was true so long ago. */
const LAG_MS = 10_000;

/** Whether Busha shows the quote as one that may be executed. One whose status is not shown may be. */
export function isOpen({ status }: Quote): boolean {
	return status === undefined || status === 'pending';
}

/** Until when a quote may be posted that was seen to be open, in milliseconds of this machine's clock. */
export function postBy(seenAt: number): number {
	return seenAt + SIGHT_MS;
}

/** The end of a quote that Busha shows as expired, in milliseconds of Busha's clock: nobody has seen it open later. */
export function endOfExpired(api: Busha): number | undefined {
	const now = api.serverNow()?.latest;
	return now === undefined ? undefined : now + LAG_MS + SIGHT_MS - SAFETY_MS;
}

/** A quote whose creation was just answered: how long it lives is known by this machine's clock too. */
export function fresh(quote: Quote): KnownQuote {
	const ends = endOf(quote);
	const start = Date.parse(quote.created_at ?? '');
	const lifetime = ends === undefined || Number.isNaN(start) ? LIFETIME_MS : ends - start;
	return { ...known(quote), freshUntil: clock.now() + lifetime };
}

/** A quote that somebody else made, or an earlier try. */
export function known(quote: Quote): KnownQuote {
	const { id, source_amount, target_amount } = quote;
	return { id, ends: endOf(quote), source_amount, target_amount };
}

/** Whether the quote may still be executed, by the server's clock where it is known. */
export function usable(api: Busha, { ends, freshUntil }: KnownQuote): boolean {
	const server = api.serverNow();
	if (server && ends !== undefined) return server.latest < ends - SAFETY_MS;
	return freshUntil !== undefined && clock.now() < freshUntil - SAFETY_MS;
}

/**
 * Milliseconds until it is certain that nothing executes the quote any more, zero or less once it is: its end has
 * passed by the server's clock, and so has the time that a request which was sent before may have been on its way.
 * `undefined` when that can never be known.
 */
export function untilOver(api: Busha, { ends }: KnownQuote): number | undefined {
	const server = api.serverNow();
	return server && ends !== undefined ? ends + SAFETY_MS + clock.requestTimeoutMs - server.earliest : undefined;
}
