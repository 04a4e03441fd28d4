import type { Busha } from '../api/client';
import { clock, pause } from '../api/clock';
import { BushaError } from '../api/failure';
import { pages } from '../api/pages';
import { rescue } from '../api/rescue';
import type { Quote, Transfer } from '../api/types';
import { look, QuoteExpired, usable } from './execute';
import { type Kind, kindOf } from './order';

const DAY_MS = 24 * 60 * 60_000;

/**
 * The quotes of one profile by their reference, read newest first and only as far back as is asked for.
 * One scan serves all items of a run; later looks read only what has been added since.
 */
class QuoteBook {
	private readonly byReference = new Map<string, Quote[]>();
	private readonly known = new Set<string>();
	private readBackTo = Infinity;

	constructor(private readonly api: Busha) {}

	/** Reads quotes that are newer than the last look, and older ones down to `since` (milliseconds) if they were never read. */
	async refresh(since: number): Promise<void> {
		const complete = this.covers(since);
		for await (const page of pages<Quote>(this.api, '/v1/quotes', { sort: 'desc' })) {
			const fresh = page.filter((quote) => !this.known.has(quote.id));
			for (const quote of fresh) this.add(quote);
			if (complete && fresh.length < page.length) return;
			if (page.some((quote) => madeAt(quote) < since)) break;
		}
		this.readBackTo = Math.min(this.readBackTo, since);
	}

	/** Whether the list was read that far back before. */
	covers(since: number): boolean {
		return this.readBackTo <= since;
	}

	has(quoteId: string): boolean {
		return this.known.has(quoteId);
	}

	private add(quote: Quote): void {
		this.known.add(quote.id);
		if (quote.reference === undefined || quote.reference === quote.id) return;
		this.byReference.set(quote.reference, [...(this.byReference.get(quote.reference) ?? []), quote]);
	}

	/** Quotes since then with the reference and of the kind, oldest first: everybody who looks agrees on the first. */
	find(reference: string, kind: Kind, since: number): Quote[] {
		return (this.byReference.get(reference) ?? [])
			.filter((quote) => kindOf(quote) === kind && madeAt(quote) >= since)
			.sort((a, b) => madeAt(a) - madeAt(b) || (a.id < b.id ? -1 : 1));
	}
}

/** When a quote was made, in milliseconds. One that does not tell counts as new. */
function madeAt(quote: Quote): number {
	const time = Date.parse(quote.created_at ?? '');
	return Number.isNaN(time) ? Infinity : time;
}

/** What became of a quote: its transfer, nothing yet, or nothing ever. */
async function ofQuote(api: Busha, quote: Quote): Promise<Transfer | 'expired' | undefined> {
	return await rescue<Transfer | 'expired' | undefined, QuoteExpired>(look(api, usable(quote)), QuoteExpired, () => 'expired');
}

/** Waits before each look for a quote that this run just made. */
const PATIENCE_MS = [0, 1_000, 2_000, 4_000];

/** What is asked about a reference. `own` is the quote that this run just made with it. */
export interface Question {
	reference: string;
	kind: Kind;
	lookbackDays: number;
	own?: Quote;
}

/** What earlier payments with a reference left behind, for all profiles of a run. */
export class References {
	private readonly books = new Map<string, QuoteBook>();

	/**
	 * The transfer that was made with the reference, or else the quotes with it that may still be executed, oldest first.
	 * Throws a {@link BushaError} when that cannot be told for sure.
	 */
	async find(api: Busha, { reference, kind, lookbackDays, own }: Question): Promise<{ transfer?: Transfer; open: Quote[] }> {
		const profile = api.profileId ?? '';
		const book = this.books.get(profile) ?? new QuoteBook(api);
		this.books.set(profile, book);
		const since = clock.now() - lookbackDays * DAY_MS;
		await this.readUpTo(api, book, since, own);

		const open: Quote[] = [];
		for (const quote of book.find(reference, kind, since)) {
			const found = quote.id === own?.id ? undefined : await ofQuote(api, quote);
			if (found === 'expired') continue;
			if (found) return { transfer: found, open };
			open.push(quote);
		}
		return { open };
	}

	/**
	 * Without an own quote, what this run has already read will do: the look after the own quote is made is the one that
	 * counts. A list that does not show the own quote yet may lack others too: it is read again, or not trusted.
	 */
	private async readUpTo(api: Busha, book: QuoteBook, since: number, own: Quote | undefined): Promise<void> {
		if (own === undefined && book.covers(since)) return;
		for (const wait of PATIENCE_MS) {
			await pause(wait, api.signal);
			await book.refresh(since);
			if (own === undefined || book.has(own.id)) return;
		}
		throw new BushaError({
			outcome: 'notSent',
			message: "Busha's list of quotes does not show the quote that was just made",
			advice: 'Nothing was paid, since it cannot be checked whether the reference was used before. Try again later.',
			quoteId: own?.id,
		});
	}
}
