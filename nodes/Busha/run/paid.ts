import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../api/failure';
import type { Operation } from '../operations/operation';

/** A payment of this run, by its item. */
export interface Paid {
	item: number;
	/** The transfer, or the order of a bill. */
	transferId?: string;
	orderId?: string;
}

/** An item that failed besides the one whose error stops the run, and left something in Busha, or perhaps did. */
export interface AlsoFailed {
	item: number;
	outcome: Outcome;
	transferId?: string;
	quoteId?: string;
}

/** What a run that was stopped has done: nothing else of it reaches the user. */
export interface Done {
	/** What earlier tries made of items that this one did not come to. */
	paidEarlier: readonly Paid[];
	paid: readonly Paid[];
	alsoFailed: readonly AlsoFailed[];
}

/** What the output of one item has paid. */
export function paidBy(rows: readonly IDataObject[], item: number, { resource }: Operation): Paid[] {
	return rows.map(({ id }) => (resource === 'bill' ? { item, orderId: String(id) } : { item, transferId: String(id) }));
}

/** What was done in words, as sentences. Empty when nothing was. */
export function inWords({ paidEarlier, paid, alsoFailed }: Done): string {
	const list = (entries: ReadonlyArray<Partial<Paid & AlsoFailed>>): string =>
		entries
			.map(({ item, transferId, orderId, quoteId }) => `item ${item} (${transferId ?? orderId ?? quoteId ?? 'no ID'})`)
			.join(', ');
	const inDoubt = alsoFailed.filter(({ outcome }) => outcome === 'unknown');
	const failed = alsoFailed.filter(({ outcome }) => outcome !== 'unknown');
	const sentences = [
		paid.length > 0 ? `Paid before: ${list(paid)}.` : '',
		paidEarlier.length > 0 ? `Paid by an earlier try: ${list(paidEarlier)}.` : '',
		inDoubt.length > 0 ? `Perhaps paid, so look before you pay again: ${list(inDoubt)}.` : '',
		failed.length > 0 ? `Failed too: ${list(failed)}.` : '',
	];
	return sentences.filter(Boolean).join(' ');
}
