import { clock, pause } from '../api/clock';
import { knowing } from '../api/failure';
import type { Quote } from '../api/types';
import type { PaymentContext } from './context';
import { decide, type Decision, type Used } from './decision';
import { whatBecameOf } from './fate';
import type { Chosen } from './execute';
import { isOpen, known } from './lifetime';
import { madeHere } from './madeHere';
import { madeAt } from './newestFirst';
import { kindOf, type Referenced } from './order';
import { bookOf, MARGIN_MS, type QuoteBook } from './quoteBook';
import { daysAgo } from './quoteList';
import { notShown } from './reported';
import { progress } from './status';
import { sameness } from './sameness';

/** Waits before further looks for a quote that this run just made, after the settling time. */
const PATIENCE_MS = [0, 1_000, 2_000, 4_000];

/** Looks for earlier payments with the reference of an order. */
export class ReferenceLook {
	private readonly book: QuoteBook;
	private readonly looked = new Set<string>();
	private readonly open: Quote[] = [];
	private paid: Used | undefined;
	private lost: Used | undefined;

	constructor(
		private readonly context: PaymentContext,
		private readonly order: Referenced,
	) {
		this.book = bookOf(context.payments.books, context.api);
	}

	/**
	 * Before a quote is made. What this run has already read will do, as the look after the own quote is the one that
	 * counts; but before somebody else's quote is executed, the list is read again once it has settled.
	 */
	async before(): Promise<Decision> {
		await knowing(
			this.book.cover(this.context.api, () => this.since),
			{ outcome: 'notSent' },
		);
		await this.lookAtOthers();
		if (this.paid || this.open.length === 0) return await this.decide();
		await this.settle();
		await this.read();
		await this.lookAtOthers();
		return await this.decide();
	}

	/**
	 * After the own quote was made and has settled: it is executed unless others come before it. A list that does not show
	 * it may not show others either: it is read again, or not trusted.
	 */
	async after(own: Chosen): Promise<NonNullable<Decision>> {
		for (const wait of PATIENCE_MS) {
			await pause(wait, this.context.api.signal);
			const seenAt = clock.now();
			const read = await this.read();
			// All who compare the ages of quotes have to take them from the list, which may show less than the answer did.
			const listed = this.shown(own);
			if (!listed) continue;
			await this.lookAtOthers(listed);
			const seenOpen = read.has(own.id) && isOpen(listed);
			return (await this.decide(listed)) ?? { execute: { ...own, seenAt: seenOpen ? seenAt : undefined } };
		}
		throw notShown(own.id, 'the quote that was just made with its reference');
	}

	/** How far back it is looked, in milliseconds of Busha's clock where that is known. */
	private get since(): number {
		return daysAgo(this.context.api, this.order.lookbackDays);
	}

	/** Waits until other processes would see a quote that was just made, and their quotes would be seen here. */
	async settle(): Promise<void> {
		await pause(this.order.settlingSeconds * 1000, this.context.api.signal);
	}

	/** A list that cannot be read before anything was paid leaves nothing in doubt. */
	private async read(): Promise<ReadonlySet<string>> {
		return await knowing(this.book.refresh(this.context.api, this.since - MARGIN_MS), { outcome: 'notSent' });
	}

	private others(own?: Quote): Quote[] {
		const { api, memory } = this.context;
		const listed = this.book.find(this.order.quote.reference, this.order.kind, this.since);
		const late = madeHere(api, this.order).filter(
			(quote) => !(madeAt(quote) < this.since) && !listed.some(({ id }) => id === quote.id),
		);
		const others = [...late, ...listed].filter(({ id }) => id !== own?.id && !memory.over?.includes(id));
		return others.filter((quote) => kindOf(quote) === this.order.kind || this.mayBeTheSame(quote));
	}

	/** A quote of which it is not shown what it is for counts if it could be the same payment. */
	private mayBeTheSame(quote: Quote): boolean {
		const { currencies, amount } = sameness(quote, this.order, this.context.api.profileId);
		return currencies !== 'differs' && amount !== 'differs';
	}

	/** What became of each quote with the reference that was not looked at yet. */
	private async lookAtOthers(own?: Quote): Promise<void> {
		for (const quote of this.others(own)) {
			if (this.paid || this.looked.has(quote.id)) continue;
			this.looked.add(quote.id);
			const fate = await whatBecameOf(this.context.api, known(quote));
			if ('open' in fate && !this.dropped(quote)) this.open.push(quote);
			if (!('transfer' in fate)) continue;
			const lost = progress(fate.transfer, this.order.kind) === 'failed';
			if (!lost) this.paid = { quote, transfer: fate.transfer };
			else if (!this.dropped(quote)) this.lost = { quote, transfer: fate.transfer };
		}
	}

	/**
	 * Copies of a run know what they dropped, so none of them executes it. The user's reference stands for one payment,
	 * whoever makes it: a quote that one execution dropped may be executed by another one.
	 */
	private dropped({ id }: Quote): boolean {
		const { memory, ownReference } = this.context;
		return this.order.quote.reference === ownReference && memory.dropped?.includes(id) === true;
	}

	private async decide(own?: Quote): Promise<Decision> {
		const { paid, lost, open } = this;
		return await decide(
			this.context,
			this.order,
			{ paid, lost, open, isShown: (quote) => this.shown(quote) !== undefined },
			own,
		);
	}

	private shown({ id }: Pick<Quote, 'id'>): Quote | undefined {
		return this.book.shown(id, this.order.quote.reference, this.order.kind);
	}
}
