import { pause } from '../api/clock';
import { BushaError, knowing } from '../api/failure';
import type { Quote, Transfer } from '../api/types';
import type { PaymentContext } from './context';
import type { Chosen } from './execute';
import { whatBecameOf } from './fate';
import { known } from './lifetime';
import { madeFor, madeHere } from './madeHere';
import { madeAt } from './newestFirst';
import { digestOf, kindOf, type Referenced } from './order';
import { bookOf, daysAgo, MARGIN_MS, older, type QuoteBook } from './quoteBook';
import { checkOwn, compared } from './quoted';
import { asAsked, failed, notProven } from './reported';
import { progress } from './status';
import { both, isProven, sameness } from './sameness';

/** Waits before further looks for a quote that this run just made, after the settling time. */
const PATIENCE_MS = [0, 1_000, 2_000, 4_000];

/** Who else has used a reference: a payment that was made, or the quote that is to be executed. */
export type Decision = { transfer: Transfer } | { execute: Chosen } | undefined;

/** A quote that was executed, and the transfer that it made. */
interface Used {
	quote: Quote;
	transfer: Transfer;
}

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
		this.book = bookOf(context.payments.books, context.api.profileId);
	}

	/**
	 * Before a quote is made. What this run has already read will do, as the look after the own quote is the one that
	 * counts; but before somebody else's quote is executed, the list is read again once it has settled.
	 */
	async before(): Promise<Decision> {
		// The first answer may show that Busha's clock is behind this machine's.
		while (!this.book.covers(this.since)) await this.read();
		await this.lookAtOthers();
		if (this.paid || this.open.length === 0) return await this.decide();
		await this.settle();
		await this.read();
		await this.lookAtOthers();
		return await this.decide();
	}

	/** After the own quote was made. A list that does not show it may not show others either: it is read again, or not trusted. */
	async after(own: Quote): Promise<Decision> {
		await this.settle();
		for (const wait of PATIENCE_MS) {
			await pause(wait, this.context.api.signal);
			await this.read();
			// All who compare the ages of quotes have to take them from the list, which may show less than the answer did.
			const listed = this.shown(own);
			if (!listed) continue;
			await this.lookAtOthers(listed);
			return await this.decide(listed);
		}
		throw notShown(own.id);
	}

	/** How far back it is looked, in milliseconds of Busha's clock where that is known. */
	private get since(): number {
		return daysAgo(this.context.api, this.order.lookbackDays);
	}

	private async settle(): Promise<void> {
		await pause(this.order.settlingSeconds * 1000, this.context.api.signal);
	}

	/** A list that cannot be read before anything was paid leaves nothing in doubt. */
	private async read(): Promise<void> {
		await knowing(this.book.refresh(this.context.api, this.since - MARGIN_MS), { outcome: 'notSent' });
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

	/** A transfer counts before any open quote; of the open ones the oldest, the own one included. */
	private async decide(own?: Quote): Promise<Decision> {
		if (this.paid) return { transfer: await this.same(this.paid) };
		if (this.lost) throw failed(this.lost.transfer);
		const [oldest] = [...this.open, ...(own ? [own] : [])].sort(older);
		if (!oldest || oldest === own) return undefined;
		if (!this.shown(oldest)) throw notShown(oldest.id, 'an open quote of this process with its reference');
		return { execute: await this.proven(oldest) };
	}

	private shown({ id }: Quote): Quote | undefined {
		return this.book.shown(id, this.order.quote.reference, this.order.kind);
	}

	private async same({ quote, transfer }: Used): Promise<Transfer> {
		const { api, payments } = this.context;
		const known = { outcome: 'unknown', transferId: transfer.id, quoteId: quote.id } as const;
		const byQuote = await knowing(compared(api, payments.recipients, quote, this.order), known);
		const byTransfer = await knowing(compared(api, payments.recipients, transfer, this.order), known);
		return asAsked(transfer, both(byQuote, byTransfer), this.order);
	}

	/** A quote that was made for this order is known. Any other one is executed only when all of the order is shown and agrees, and it keeps the limits. */
	private async proven(quote: Quote): Promise<Chosen> {
		const { api, payments, memory } = this.context;
		const found = await knowing(compared(api, payments.recipients, quote, this.order), {
			outcome: 'unknown',
			quoteId: quote.id,
		});
		const tried = quote.id === memory.quote?.id && memory.asked === digestOf(this.order, api.profileId);
		const mine = tried || madeFor(api, this.order, quote.id);
		if (!mine && !isProven(found)) throw notProven(quote, found);
		checkOwn(quote, found, this.order, api.profileId);
		return { ...known(quote), source_amount: quote.source_amount, target_amount: quote.target_amount, shared: true };
	}
}

function notShown(quoteId: string, what = 'the quote that was just made with its reference'): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: `Busha's list of quotes does not show ${what}, or not what it is for`,
		advice: 'Nothing was paid, since it cannot be checked whether the reference was used before. Try again later.',
		quoteId,
	});
}
