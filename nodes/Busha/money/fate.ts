import { type Busha, path } from '../api/client';
import { pause } from '../api/clock';
import { BushaError, type Failure, knowing } from '../api/failure';
import { pages } from '../api/pages';
import type { Quote, Transfer } from '../api/types';
import type { KnownQuote } from '../once/memory';
import { Recent } from '../once/recent';
import { endOf, endOfExpired, isOpen, untilOver, usable } from './lifetime';
import { endsBefore } from './newestFirst';

/**
 * What became of a quote. `open`: it made nothing yet, and may be executed; `seenAt` is when that was asked, in
 * milliseconds of this machine's clock. `over`: it made nothing and never will.
 */
export type Fate = { transfer: Transfer } | { open: Quote; seenAt: number } | { over: true };

/** Waits before the looks at a quote: answers of Busha may be behind by seconds, so one look proves nothing. */
const PATIENCE_MS = [0, 1_000, 2_000, 4_000, 8_000];
/** A quote that ended so long ago is not waited for. */
const LONG_OVER_MS = 60 * 60_000;
/** Longest wait for a quote to end for good. */
const LONGEST_WAIT_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** What is known of a payment that cannot be settled now, and what a person does about it. */
export function inDoubt(quoteId: string): Pick<Failure, 'outcome' | 'advice' | 'quoteId'> {
	const advice = `Do not pay again before you know. Look for the transfer of quote ${quoteId} with Transfer > Get Many, filtered by quote ID.`;
	return { outcome: 'unknown', advice, quoteId };
}

export function unsettled(quoteId: string, message: string): BushaError {
	return new BushaError({ ...inDoubt(quoteId), message });
}

/** A quote by its id. An answer that shows something else does not show the quote. */
export async function readQuote(api: Busha, quoteId: string): Promise<Quote | undefined> {
	return (await seeQuote(api, quoteId)).shown;
}

/** A quote by its id, and when Busha was asked for it, in milliseconds of this machine's clock. */
export async function seeQuote(api: Busha, quoteId: string): Promise<{ shown?: Quote; seenAt: number }> {
	const seen = await api.look<Quote>(path`/v1/quotes/${quoteId}`);
	return seen?.found.id === quoteId ? { shown: seen.found, seenAt: seen.askedAt } : { seenAt: 0 };
}

interface Look {
	transfer?: Transfer;
	/** Each row that was looked at names its quote, so that a transfer of this one would have been recognised. */
	sure: boolean;
}

/**
 * The transfer that a quote made, if Busha shows it. Only a row that names the quote counts. A row of another quote
 * shows that the filter is ignored: then the whole list is read, back to a day before the quote's end.
 */
export async function lookForTransfer(api: Busha, { id: quoteId, ends }: KnownQuote): Promise<Look> {
	let sure = true;
	const since = ends === undefined ? -Infinity : ends - DAY_MS;
	for await (const { rows: page } of pages<Transfer>(api, '/v1/transfers', { quote_id: quoteId })) {
		const transfer = page.find((row) => row.quote_id === quoteId);
		if (transfer) return { transfer, sure };
		sure &&= page.every((row) => typeof row.quote_id === 'string' && row.quote_id !== '');
		if (endsBefore(page, since)) break;
	}
	return { sure };
}

/**
 * One look at a quote, directly before it is executed: the transfer that it has made, or when it was asked for and seen
 * to be open. Neither when it is not open.
 */
export async function glance(api: Busha, quote: KnownQuote): Promise<{ transfer?: Transfer; seenAt?: number }> {
	const { transfer } = await lookForTransfer(api, quote);
	if (transfer) return { transfer };
	const { shown, seenAt } = await seeQuote(api, quote.id);
	return shown && isOpen(shown) ? { seenAt } : {};
}

/**
 * Finds out what became of a quote, by its transfer and by its status. Looks several times before it believes that
 * there is no transfer, and waits for the end of a quote that is about to end.
 * Throws a {@link BushaError} with outcome `unknown` when that cannot be told.
 */
export async function whatBecameOf(api: Busha, quote: KnownQuote): Promise<Fate> {
	return await knowing(settle(api, quote), inDoubt(quote.id));
}

/** Quotes that were found to have ended long ago without a transfer, by account and id. */
const longOver = new Recent<string, true>(10_000);

async function settle(api: Busha, quote: KnownQuote): Promise<Fate> {
	const key = `${api.account} ${quote.id}`;
	if (longOver.has(key)) return { over: true };
	let known = quote;
	for (;;) {
		const before = untilOver(api, known) ?? Infinity;
		const seen = await lookPatiently(api, known, before < -LONG_OVER_MS ? PATIENCE_MS.slice(0, 2) : PATIENCE_MS);
		if ('transfer' in seen) return seen;
		const { shown, sure, seenAt } = seen;
		if (shown === undefined) throw unsettled(known.id, 'Busha does not show the quote of an earlier try');
		const unused = shown.status === undefined ? sure : shown.status === 'pending' || shown.status === 'expired';
		if (!unused) throw unsettled(known.id, 'Busha does not tell what became of the quote');
		// The answers that were just read may show that the clock was set in between.
		const left = Math.max(before, untilOver(api, known) ?? Infinity);
		if (left < -LONG_OVER_MS) longOver.set(key, true);
		if (left <= 0) return { over: true };
		known = { ...known, ends: endWith(api, known, shown) };
		if (shown.status !== 'expired' && usable(api, known)) return { open: shown, seenAt };
		const wait = untilOver(api, known);
		if (wait === undefined || wait > LONGEST_WAIT_MS)
			throw unsettled(known.id, 'It cannot be told yet whether the quote is still executed');
		await pause(Math.max(wait, 1), api.signal);
	}
}

/** The end of a quote after another look. One that Busha calls expired has ended by now, whatever it said before. */
function endWith(api: Busha, { ends }: KnownQuote, shown: Quote): number | undefined {
	const ended = shown.status === 'expired' ? endOfExpired(api) : undefined;
	const all = [ends, endOf(shown), ended].filter((end) => end !== undefined);
	return all.length > 0 ? Math.min(...all) : undefined;
}

async function lookPatiently(
	api: Busha,
	quote: KnownQuote,
	waits: readonly number[],
): Promise<{ transfer: Transfer } | { shown?: Quote; seenAt: number; sure: boolean }> {
	let shown: Quote | undefined;
	let seenAt = 0;
	let sure = false;
	for (const wait of waits) {
		await pause(wait, api.signal);
		const look = await lookForTransfer(api, quote);
		if (look.transfer) return { transfer: look.transfer };
		sure = look.sure;
		({ shown, seenAt } = await seeQuote(api, quote.id));
	}
	if (shown?.status === 'accepted')
		throw unsettled(quote.id, 'Busha accepted the quote, but does not show its transfer');
	return { shown, seenAt, sure };
}
