import { type Busha, path, type Settled } from '../api/client';
import { clock, pause } from '../api/clock';
import { BushaError, type Failure } from '../api/failure';
import { rescue } from '../api/rescue';
import type { Quote, Transfer } from '../api/types';

/** A quote that this package may execute, and until when by this machine's clock. */
export interface UsableQuote {
	id: string;
	usableUntil: number;
}

/** The quote ran out, and it is certain that it made no transfer. */
export class QuoteExpired extends Error {}

const LIFETIME_MS = 30 * 60_000;
/** A quote is left alone this long before its end, so that none is executed in the moment of its expiry. */
const SAFETY_MS = 5_000;
/** Waits before the lookups of a transfer that must exist, since its quote was accepted. */
const PATIENCE_MS = [0, 1_000, 2_000, 4_000, 8_000];

/** How long a quote may be executed: by its own end, and by its lifetime from now, should the two clocks differ. */
export function usable(quote: Quote, now = clock.now()): UsableQuote {
	const end = Date.parse(quote.expires_at ?? '');
	const start = Date.parse(quote.created_at ?? '');
	const lifetime = Number.isFinite(end - start) ? end - start : LIFETIME_MS;
	const ends = [end, now + lifetime].filter(Number.isFinite);
	return { id: quote.id, usableUntil: Math.min(...ends) - SAFETY_MS };
}

/** The transfer that a quote made, if Busha knows of one. */
async function transferOf(api: Busha, quoteId: string): Promise<Transfer | undefined> {
	const { data } = await api.envelope({ method: 'GET', path: '/v1/transfers', effect: 'read', query: { quote_id: quoteId, limit: 10 } });
	const found = Array.isArray(data) ? (data as Transfer[]) : [];
	return found.find((transfer) => transfer.quote_id === undefined || transfer.quote_id === quoteId);
}

async function readQuote(api: Busha, quoteId: string): Promise<Quote | undefined> {
	return await rescue<Quote | undefined, BushaError>(api.get<Quote>(path`/v1/quotes/${quoteId}`), BushaError, (error) => {
		if (error.failure.httpCode === 404) return undefined;
		throw error;
	});
}

/**
 * What became of a quote: its transfer, or `undefined` when it made none and may still be executed.
 * Throws {@link QuoteExpired} when it made none and ran out, and a {@link BushaError} with outcome `unknown` when
 * Busha calls it accepted but does not show its transfer.
 */
export async function look(api: Busha, { id, usableUntil }: UsableQuote): Promise<Transfer | undefined> {
	for (const wait of PATIENCE_MS) {
		await pause(wait, api.signal);
		const transfer = await transferOf(api, id);
		if (transfer) return transfer;
		const quote = await readQuote(api, id);
		if (quote?.status === 'accepted') continue;
		const ended = quote?.status === 'expired' || Date.parse(quote?.expires_at ?? '') <= clock.now();
		if (ended || clock.now() >= usableUntil) throw new QuoteExpired(`Quote ${id} has expired`);
		return undefined;
	}
	throw unsettled(id, 'Busha accepted the quote, but does not show its transfer');
}

/** What is known of a payment that cannot be settled now, and what a person does about it. */
function inDoubt(quoteId: string): Pick<Failure, 'outcome' | 'advice' | 'quoteId'> {
	const advice = `Do not pay again before you know. Look for the transfer of quote ${quoteId} with Transfer > Get Many, filtered by quote ID.`;
	return { outcome: 'unknown', advice, quoteId };
}

function unsettled(quoteId: string, message: string): BushaError {
	return new BushaError({ ...inDoubt(quoteId), message });
}

/**
 * Executes a quote exactly once. A quote makes at most one transfer, so the same quote is safe to post again, but only
 * after a look at what the last try did. With `before`, an earlier try may have posted it: that is found first.
 * Throws {@link QuoteExpired} when it can no longer be used and made nothing, else a {@link BushaError}.
 */
export async function execute(api: Busha, quote: UsableQuote, before: boolean): Promise<Settled<Transfer>> {
	if (before || clock.now() >= quote.usableUntil) {
		const found = await rescue(look(api, quote), BushaError, (error) => {
			throw error.with(inDoubt(quote.id));
		});
		if (found) return { value: found, replayed: true };
	}
	return await rescue(post(api, quote), BushaError, async (error) => {
		const known = error.with({ quoteId: quote.id });
		if (known.failure.outcome !== 'rejected' || known.failure.httpCode === 429) throw known;
		return { value: await usedBefore(api, quote, known), replayed: true };
	});
}

async function post(api: Busha, quote: UsableQuote): Promise<Settled<Transfer>> {
	const sent = await api.send<Transfer>({
		method: 'POST',
		path: '/v1/transfers',
		effect: 'money',
		body: { quote_id: quote.id },
		recover: async () => await look(api, quote),
	});
	if (typeof sent.value.id === 'string') return sent;
	const found = await look(api, quote);
	if (found) return { value: found, replayed: false };
	throw unsettled(quote.id, 'Busha answered without a transfer');
}

/**
 * Busha refused the quote: because it was used before, which is fine, or for the reason that it gave. As long as that
 * cannot be told, somebody else with the same reference may have used it.
 */
async function usedBefore(api: Busha, quote: UsableQuote, refusal: BushaError): Promise<Transfer> {
	const found = await rescue(look(api, quote), BushaError, () => {
		throw refusal.with(inDoubt(quote.id));
	});
	if (found) return found;
	throw refusal;
}
