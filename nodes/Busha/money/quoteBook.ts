import type { Busha } from '../api/client';
import { clock } from '../api/clock';
import { pages } from '../api/pages';
import type { Quote } from '../api/types';
import { type Kind, kindOf } from './order';
import { endsBefore, madeAt } from './newestFirst';

const DAY_MS = 24 * 60 * 60_000;

/** So many days ago, in milliseconds of Busha's clock where that is known. */
export function daysAgo(api: Busha, days: number): number {
	return (api.serverNow()?.earliest ?? clock.now()) - days * DAY_MS;
}

/** Lists are read a little further back than is asked for, as what is known of Busha's clock varies by seconds. */
export const MARGIN_MS = 60 * 60_000;

/** Rows may appear behind newer ones, so each look goes this far behind what is known. */
const OVERLAP_MS = 2 * 60_000;

/**
 * The quotes of one profile by their reference, read newest first and only as far back as is asked for.
 * One scan serves all items of a run; later looks read only what has been added since.
 */
export class QuoteBook {
	private readonly quotes = new Map<string, Quote>();
	private readBackTo = Infinity;
	private newest = -Infinity;
	/** When it was read last. A row that is dated later shows nothing about those behind it. */
	private lastRead = -Infinity;

	/** Reads quotes that are new since the last look, and older ones down to `since` (milliseconds) if they were never read. */
	async refresh(api: Busha, since: number): Promise<void> {
		const until = this.covers(since) ? Math.max(since, Math.min(this.newest, this.lastRead) - OVERLAP_MS) : since;
		const begun = daysAgo(api, 0);
		for await (const { rows: page } of pages<Quote>(api, '/v1/quotes', { sort: 'desc' }, undefined, 'any')) {
			for (const quote of page) this.add(quote);
			if (endsBefore(page, until)) break;
		}
		this.readBackTo = Math.min(this.readBackTo, since);
		this.lastRead = begun;
	}

	/** Whether the list was read that far back before. */
	covers(since: number): boolean {
		return this.readBackTo <= since;
	}

	/** Quotes with the reference that may be of the kind, if one is asked for, oldest first: everybody who looks agrees on the first. */
	find(reference: string, kind: Kind | undefined, since: number): Quote[] {
		return [...this.quotes.values()]
			.filter(
				(quote) =>
					quote.reference === reference && (kind === undefined || mayBe(quote, kind)) && !(madeAt(quote) < since),
			)
			.sort(older);
	}

	/** A quote as the list shows it, if it does so with its reference and its kind: then it would show others like it too. */
	shown(quoteId: string, reference: string, kind: Kind): Quote | undefined {
		const quote = this.quotes.get(quoteId);
		return quote?.reference === reference && kindOf(quote) === kind ? quote : undefined;
	}

	/** Quotes without a reference of their own are not looked for, so they are not kept. */
	private add(quote: Quote): void {
		const made = madeAt(quote);
		if (made > this.newest) this.newest = made;
		if (quote.reference !== undefined && quote.reference !== quote.id) this.quotes.set(quote.id, quote);
	}
}

/** The book of a profile, which all items of a run share. */
export function bookOf(books: Map<string, QuoteBook>, profileId = ''): QuoteBook {
	const book = books.get(profileId) ?? new QuoteBook();
	books.set(profileId, book);
	return book;
}

/** A quote that does not show the leg which makes the kind may be of it. */
function mayBe(quote: Quote, kind: Kind): boolean {
	if (kindOf(quote) === kind) return true;
	return (kind !== 'deposit' && !quote.pay_out) || (kind !== 'payout' && !quote.pay_in);
}

/** Orders quotes by age. One that does not tell counts as the youngest. */
export function older(a: Quote, b: Quote): number {
	const [x, y] = [a, b].map((quote) => (Number.isNaN(madeAt(quote)) ? Infinity : madeAt(quote))) as [number, number];
	if (x !== y) return x < y ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}
