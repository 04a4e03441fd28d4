import type { Busha } from '../api/client';
import { clock } from '../api/clock';
import { BushaError, type Failure, orError } from '../api/failure';
import { type Page, page as pageOf, pages } from '../api/pages';
import type { Quote } from '../api/types';
import { ownerOf } from '../fields/customer';
import { inTurn } from '../once/turns';
import { endsBefore, madeAt } from './newestFirst';

const DAY_MS = 24 * 60 * 60_000;

/** So many days ago, in milliseconds of Busha's clock where that is known. */
export function daysAgo(api: Busha, days: number): number {
	return (api.serverNow()?.earliest ?? clock.now()) - days * DAY_MS;
}

const QUOTES = '/v1/quotes';
const NEWEST_FIRST = { sort: 'desc' } as const;

/** Whether Busha answered that it does not take the request as it is. */
const isRefusal = ({ httpCode = 0 }: Failure): boolean => [400, 404, 410, 422].includes(httpCode);

/** The quotes with a reference of one account and profile, as this process has read them from Busha's list. */
export class QuoteList {
	/** By reference, then by id. As text, which takes a third of the memory: hardly any is ever looked at again. */
	private readonly quotes = new Map<string, Map<string, string>>();
	private readBackTo = Infinity;
	/** When the newest and the oldest quote of all complete looks was made. */
	private newest = -Infinity;
	private oldest = Infinity;
	/** The page with which the list ended, as long as only one answer says so. */
	private end: Page<Quote> | undefined;
	/** When it was read last. A row that is dated later shows nothing about those behind it. */
	private lastRead = -Infinity;
	private kept = 0;

	/** How many quotes are kept. */
	get size(): number {
		return this.kept;
	}

	/**
	 * Reads quotes that are new since the last look, and `overlapMs` before it; and older ones down to `since`
	 * (milliseconds) if they were never read. Executions side by side read one after the other. Returns the ids of all
	 * quotes that were read now: what is kept of others may have changed.
	 */
	async refresh(api: Busha, since: number, overlapMs: number): Promise<ReadonlySet<string>> {
		return await inTurn(this, async () => await this.read(api, since, overlapMs));
	}

	private async read(api: Busha, since: number, overlapMs: number): Promise<ReadonlySet<string>> {
		const covered = this.covers(since);
		const until = covered ? Math.max(since, Math.min(this.newest, this.lastRead) - overlapMs) : since;
		const begun = daysAgo(api, 0);
		let [newest, oldest] = [this.newest, Infinity];
		const ids = new Set<string>();
		let last: Page<Quote> | undefined;
		let reached = false;
		for await (const page of pages<Quote>(api, QUOTES, NEWEST_FIRST, undefined, 'any')) {
			last = page;
			for (const quote of page.rows) {
				this.add(quote);
				ids.add(quote.id);
				const made = madeAt(quote);
				newest = Math.max(newest, Number.isNaN(made) ? newest : made);
				oldest = Math.min(oldest, Number.isNaN(made) ? oldest : made);
			}
			reached = endsBefore(page.rows, until);
			if (reached) break;
		}
		const endsEarlier = !reached && covered && oldest > this.oldest;
		if (endsEarlier || (covered && reached && !(await this.isEnd(api)))) {
			// An answer was cut short, this one or an earlier one: nothing counts as read.
			this.readBackTo = Infinity;
			this.end = undefined;
			return await this.read(api, since, overlapMs);
		}
		this.end = covered || reached ? undefined : last;
		this.newest = newest;
		this.oldest = Math.min(this.oldest, oldest);
		this.readBackTo = Math.min(this.readBackTo, since);
		this.lastRead = begun;
		return ids;
	}

	/**
	 * Whether the list ends where it did. What is not read counts as not there, so two answers have to say it. A cursor
	 * that Busha does not take any more says nothing.
	 */
	private async isEnd(api: Busha): Promise<boolean> {
		if (!this.end) return true;
		const query = { ...NEWEST_FIRST, cursor: this.end.cursor as string | undefined };
		const last = await orError(pageOf<Quote>(api, QUOTES, query, 'any'));
		if (last instanceof BushaError) {
			if (isRefusal(last.failure)) return false;
			throw last;
		}
		const { rows, next } = last;
		return next === undefined || next === query.cursor || rows.length === 0;
	}

	/** Whether the list was read that far back before. */
	covers(since: number): boolean {
		return this.readBackTo <= since;
	}

	/** All quotes with a reference. */
	with(reference: string): Quote[] {
		return [...(this.quotes.get(reference)?.values() ?? [])].map((text) => JSON.parse(text) as Quote);
	}

	/** Quotes without a reference of their own are not looked for, so they are not kept. */
	private add(quote: Quote): void {
		const { reference, id } = quote;
		if (reference === undefined || reference === id) return;
		const same = this.quotes.get(reference) ?? new Map<string, string>();
		if (!same.has(id)) this.kept++;
		same.set(id, JSON.stringify(quote));
		this.quotes.set(reference, same);
	}
}

/** The lists that a process keeps, by account and profile. */
export class QuoteLists {
	private readonly lists = new Map<string, QuoteList>();

	/** `mostQuotes`: how many are kept together, each of about 1 KB. */
	constructor(private readonly mostQuotes: number) {}

	/** The list of one account and profile. When too much is kept, lists are forgotten, the one first that was used least lately. */
	of({ account, profileId }: Pick<Busha, 'account' | 'profileId'>): QuoteList {
		this.forget();
		const key = `${account} ${ownerOf(profileId)}`;
		const list = this.lists.get(key) ?? new QuoteList();
		this.lists.delete(key);
		this.lists.set(key, list);
		return list;
	}

	private forget(): void {
		let kept = [...this.lists.values()].reduce((sum, { size }) => sum + size, 0);
		for (const [key, { size }] of this.lists) {
			if (kept <= this.mostQuotes) return;
			this.lists.delete(key);
			kept -= size;
		}
	}
}
