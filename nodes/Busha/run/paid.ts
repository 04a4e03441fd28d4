import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../operations/operation';

/** A payment of this run, by its item. */
export interface Paid {
	item: number;
	/** The transfer, or the order of a bill. */
	transferId?: string;
	orderId?: string;
}

/** What the output of one item has paid. */
export function paidBy(rows: readonly IDataObject[], item: number, { resource }: Operation): Paid[] {
	return rows.map(({ id }) => (resource === 'bill' ? { item, orderId: String(id) } : { item, transferId: String(id) }));
}

/** The payments in words, for an error that stops the run: nothing else of it reaches the user. */
export function listOf(paid: readonly Paid[]): string {
	return paid.map(({ item, transferId, orderId }) => `item ${item} (${transferId ?? orderId ?? ''})`).join(', ');
}
