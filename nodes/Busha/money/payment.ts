import { type Busha, path, type Settled } from '../api/client';
import { clock } from '../api/clock';
import { BushaError } from '../api/failure';
import { rescue } from '../api/rescue';
import type { Quote, Transfer } from '../api/types';
import type { Entry } from '../run/ledger';
import { execute, QuoteExpired, usable, type UsableQuote } from './execute';
import { check } from './guards';
import { checkQuoted, type Order, wouldPay } from './order';
import type { References } from './references';
import { untilFinal } from './wait';

/** What a payment needs besides the order. */
export interface Desk {
	api: Busha;
	/** What this execution already did for the item. */
	entry: Entry;
	references: References;
}

/** Quotes that one try may use up, should they expire before they can be executed. */
const QUOTES_PER_TRY = 2;

/**
 * Makes a payment exactly once: a quote, which moves no money and can be executed once, then its transfer.
 * 1. An earlier try of the same execution left a quote in the ledger: find out what became of it first.
 * 2. A reference was used before, in any execution: return that transfer.
 * 3. Write the quote into the ledger, and only then execute it.
 * A new quote is made only once it is certain that the one before made no transfer and never will.
 * Returns the transfer; `replayed` says that it existed before this try. Throws a {@link BushaError}.
 */
export async function pay(desk: Desk, order: Order): Promise<Settled<Transfer>> {
	const sent = await transferFor(desk, order);
	if (order.waitSeconds === undefined) return sent;
	return { ...sent, value: await untilFinal(desk.api, sent.value, order.waitSeconds) };
}

async function transferFor({ api, entry, references }: Desk, order: Order): Promise<Settled<Transfer>> {
	for (let quotes = 0; quotes < QUOTES_PER_TRY; quotes++) {
		const before = entry.quote !== undefined;
		const choice = entry.quote ?? (await choose(api, references, order));
		if ('status' in choice) return { value: choice, replayed: true };
		entry.quote = choice;
		const sent = await rescue<Settled<Transfer> | undefined, QuoteExpired>(execute(api, choice, before), QuoteExpired, () => undefined);
		if (sent) return sent;
		entry.quote = undefined;
	}
	throw new BushaError({
		outcome: 'notSent',
		message: 'The quotes expired before they could be executed',
		advice: "Nothing was paid. Check this machine's clock, and lower the number of items that one execution pays.",
	});
}

/** The quote to execute, or the transfer that an earlier payment with the same reference made. */
async function choose(api: Busha, references: References, order: Order): Promise<UsableQuote | Transfer> {
	const reference = order.quote.reference;
	if (reference === undefined) return usable(await newQuote(api, order));

	const question = { reference, kind: order.kind, lookbackDays: order.lookbackDays };
	const earlier = await nothingPaidYet(references.find(api, question));
	if (earlier.transfer) return earlier.transfer;
	const open = earlier.open.find((quote) => fits(quote, order));
	if (open) return usable(open);

	const own = await newQuote(api, order);
	// Somebody else may have started the same payment meanwhile. All who see several open quotes execute the oldest.
	const now = await nothingPaidYet(references.find(api, { ...question, own }));
	return now.transfer ?? usable(now.open.find((quote) => fits(quote, order)) ?? own);
}

/** A look that failed before anything was paid leaves nothing in doubt, unless it is about a quote that was used. */
async function nothingPaidYet<T>(look: Promise<T>): Promise<T> {
	return await rescue(look, BushaError, (error) => {
		throw error.failure.quoteId === undefined ? error.with({ outcome: 'notSent' }) : error;
	});
}

/** Whether an open quote makes the payment that is asked for, within its guards, and lasts long enough. */
function fits(quote: Quote, { quote: asked, guards }: Order): boolean {
	if (clock.now() >= usable(quote).usableUntil || !wouldPay(quote, asked)) return false;
	try {
		check(quote, guards);
		return true;
	} catch {
		return false;
	}
}

async function newQuote(api: Busha, { quote: asked, guards }: Order): Promise<Quote> {
	const posted = api.envelope({ method: 'POST', path: '/v1/quotes', effect: 'draft', body: asked });
	const { data } = await rescue(posted, BushaError, (error) => {
		throw error.failure.outcome === 'unknown' ? error.with({ outcome: 'notSent' }) : error;
	});
	const quote = (data ?? {}) as Partial<Quote>;
	if (typeof quote.id !== 'string') {
		throw new BushaError({ outcome: 'notSent', message: 'Busha answered without a quote', advice: 'Nothing was paid. Try again later.' });
	}
	const made = quote as Quote;
	checkQuoted(made, asked, api.profileId);
	check(made, guards);
	return made;
}

/** Executes a quote that the user names, unless it has expired. One that was used before gives its transfer. */
export async function executeGiven(api: Busha, entry: Entry, quoteId: string): Promise<Settled<Transfer>> {
	const before = entry.quote !== undefined;
	const quote = await api.get<Quote>(path`/v1/quotes/${quoteId}`);
	entry.quote = usable(quote);
	return await rescue(execute(api, entry.quote, before || quote.status !== 'pending'), QuoteExpired, () => {
		throw new BushaError({ outcome: 'notSent', message: 'The quote has expired', advice: 'Nothing was paid. Create a new quote.', quoteId });
	});
}

/** The output of an operation that makes a transfer: as the API shows it, marked when it existed before. */
export function output({ value, replayed }: Settled<Transfer>): Transfer {
	return replayed ? { ...value, replayed } : value;
}
