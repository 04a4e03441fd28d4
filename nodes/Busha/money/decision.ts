import { knowing } from '../api/failure';
import type { Quote, Transfer } from '../api/types';
import type { PaymentContext } from './context';
import type { Chosen } from './execute';
import { known } from './lifetime';
import { madeFor } from './madeHere';
import { madeAt } from './newestFirst';
import { digestOf, type Referenced } from './order';
import { older } from './quoteBook';
import { checkChosen, compareWith } from './quoted';
import { asAsked, failed, notOrdered, notProven, notShown } from './reported';
import { both, isProven } from './sameness';

/** Who else has used a reference: a payment that was made, or the quote that is to be executed. */
export type Decision = { transfer: Transfer } | { execute: Chosen } | undefined;

/** A quote that was executed, and the transfer that it made. */
export interface Used {
	quote: Quote;
	transfer: Transfer;
}

/** What became of the other quotes with a reference. */
export interface OtherUses {
	paid?: Used;
	/** A payment that has failed. */
	lost?: Used;
	/** Quotes that were not executed yet. */
	open: readonly Quote[];
	/** Whether Busha's list shows a quote. */
	isShown: (quote: Quote) => boolean;
}

/**
 * Decides what comes of an order whose reference others may have used. A transfer counts before any open quote; of the
 * open ones the oldest, the own one included. Throws a BushaError when the reference is of another payment, of one that
 * has failed, or of one that is not provably the same, or when it cannot be told which is the oldest: others may take
 * another one for it.
 */
export async function decide(
	context: PaymentContext,
	order: Referenced,
	{ paid, lost, open, isShown }: OtherUses,
	own?: Quote,
): Promise<Decision> {
	if (paid) return { transfer: await same(context, order, paid) };
	if (lost) throw failed(lost.transfer);
	const all = [...open, ...(own ? [own] : [])].sort(older);
	const [oldest] = all;
	if (all.length > 1 && all.some((quote) => Number.isNaN(madeAt(quote)))) throw notOrdered(all);
	if (!oldest || oldest === own) return undefined;
	if (!isShown(oldest)) throw notShown(oldest.id, 'an open quote of this process with its reference');
	return { execute: await proven(context, order, oldest) };
}

async function same(
	{ api, payments }: PaymentContext,
	order: Referenced,
	{ quote, transfer }: Used,
): Promise<Transfer> {
	const known = { outcome: 'unknown', transferId: transfer.id, quoteId: quote.id } as const;
	const byQuote = await knowing(compareWith(api, payments.recipients, quote, order), known);
	const byTransfer = await knowing(compareWith(api, payments.recipients, transfer, order), known);
	return asAsked(transfer, both(byQuote, byTransfer), order);
}

/** A quote that was made for this order is known. Any other one is executed only when all of the order is shown and agrees, and it keeps the limits. */
async function proven({ api, payments, memory }: PaymentContext, order: Referenced, quote: Quote): Promise<Chosen> {
	const found = await knowing(compareWith(api, payments.recipients, quote, order), {
		outcome: 'unknown',
		quoteId: quote.id,
	});
	const tried = quote.id === memory.quote?.id && memory.asked === digestOf(order, api.profileId);
	const mine = tried || madeFor(api, order, quote.id);
	if (!mine && !isProven(found)) throw notProven(quote, found);
	checkChosen(quote, found, order, api.profileId);
	return { ...known(quote), shared: true };
}
