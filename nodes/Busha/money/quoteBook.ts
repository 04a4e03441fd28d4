import type { Busha } from '../api/client';
import type { Quote } from '../api/types';
import { ownerOf } from '../fields/customer';
import { inTurn } from '../once/turns';
import { madeAt } from './newestFirst';
import { type Kind, kindOf } from './order';
import { type QuoteList, QuoteLists } from './quoteList';

/** Lists are read a little further back than is asked for, as what is known of Busha's clock varies by seconds. */
export const MARGIN_MS = 60 * 60_000;

/** Rows may appear behind newer ones, so each look goes this far behind what is known. */
const OVERLAP_MS = 10 * 60_000;

/** The first look of a run goes further behind what earlier runs have read, for rows that appeared very late. */
const FIRST_OVERLAP_MS = 60 * 60_000;

const lists = new QuoteLists(60_000);

/**
 * What a run knows of the quotes of one profile by their reference. What this process has read before is not read again;
 * but each run looks by itself at least once, since others may have made quotes in between.
 */
export class QuoteBook {
	private looked = false;

	constructor(private readonly list: QuoteList) {}

	/**
	 * Reads quotes that are new since the last look, and older ones down to `since` (milliseconds) if they were never read.
	 * Returns the ids of those that were read now.
	 */
	async refresh(api: Busha, since: number): Promise<ReadonlySet<string>> {
		const ids = await this.list.refresh(api, since, this.looked ? OVERLAP_MS : FIRST_OVERLAP_MS);
		this.looked = true;
		return ids;
	}

	/**
	 * Reads the list unless this run has looked back to `since` before; items side by side look once. The moment is asked
	 * for anew, as the first answer may show that Busha's clock is behind this machine's.
	 */
	async cover(api: Busha, since: () => number): Promise<void> {
		await inTurn(this, async () => {
			while (!this.covers(since())) await this.refresh(api, since() - MARGIN_MS);
		});
	}

	/** Whether this run has looked, and the list was read that far back. */
	covers(since: number): boolean {
		return this.looked && this.list.covers(since);
	}

	/** Quotes with the reference that may be of the kind, if one is asked for, oldest first: everybody who looks agrees on the first. */
	find(reference: string, kind: Kind | undefined, since: number): Quote[] {
		return this.list
			.with(reference)
			.filter((quote) => (kind === undefined || mayBe(quote, kind)) && !(madeAt(quote) < since))
			.sort(older);
	}

	/** A quote as the list shows it, if it does so with its reference and its kind: then it would show others like it too. */
	shown(quoteId: string, reference: string, kind: Kind): Quote | undefined {
		return this.list.with(reference).find((quote) => quote.id === quoteId && kindOf(quote) === kind);
	}
}

/** The book of a profile, which all items of a run share. */
export function bookOf(books: Map<string, QuoteBook>, api: Pick<Busha, 'account' | 'profileId'>): QuoteBook {
	const key = ownerOf(api.profileId);
	const book = books.get(key) ?? new QuoteBook(lists.of(api));
	books.set(key, book);
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
