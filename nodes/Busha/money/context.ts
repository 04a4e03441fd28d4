import type { Busha } from '../api/client';
import type { Memory } from '../once/memory';
import type { QuoteBook } from './quoteBook';
import type { Recipients } from './quoted';

/** What the payments of a run share: what was read once is not read again, and where an error stops them. */
export interface PaymentsOfRun {
	/** The list of quotes, by profile. */
	readonly books: Map<string, QuoteBook>;
	readonly recipients: Recipients;
	readonly stopsOnError: boolean;
	/** Items behind this one are not paid any more. */
	stopAt: number;
}

export const newPaymentsOfRun = (stopsOnError: boolean): PaymentsOfRun => ({
	books: new Map(),
	recipients: new Map(),
	stopsOnError,
	stopAt: Infinity,
});

/** An item has failed: if that stops the run, the items behind it are not paid any more. */
export function stopBehind(payments: PaymentsOfRun, itemIndex: number): void {
	if (payments.stopsOnError) payments.stopAt = Math.min(payments.stopAt, itemIndex);
}

/** What a payment needs besides the order. */
export interface PaymentContext {
	api: Busha;
	itemIndex: number;
	/** What earlier tries of the item left, and what this one leaves. */
	memory: Memory;
	/** A reference of the node's own for this item: the same in each try and in each copy of the execution. */
	ownReference: string;
	/** The run is continued: a copy of it may have paid what `memory` does not tell. */
	continued: boolean;
	/** When the run began first, in milliseconds of this machine's clock. */
	begunAt: number;
	/** What an equal item of an earlier call of this sub-workflow did, or does at this moment. */
	equalCall?: Memory;
	payments: PaymentsOfRun;
}
