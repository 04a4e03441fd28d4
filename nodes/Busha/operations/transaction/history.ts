import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../../api/client';
import { pages } from '../../api/pages';
import { currency, sort } from '../../fields/busha';
import { moment } from '../../fields/date';
import type { Values } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { text } from '../../fields/text';

/** One entry of the history, as far as it is looked into. */
export interface Transaction extends IDataObject {
	id: string;
	type?: string;
	amount?: string;
	currency?: string;
	is_credit?: boolean;
	created_at?: string;
}

const filterFields = [
	optional(moment('createdAfter', 'Created After')),
	optional(moment('createdBefore', 'Created Before')),
	optional(currency('currency', 'Currency')),
	sort,
	optional(text('type', 'Type', { placeholder: 'withdrawals', description: 'For example deposits, buys, sells, converts, withdrawals or fees' })),
] as const;

/** Which part of the history to read. Busha filters by currency; the node does the rest while it reads. */
export const filters = collection('filters', 'Filters', 'Add Filter', filterFields);

/** The entries that match, one by one. With the newest first, reading ends at the first one that is too old. */
export async function* history(api: Busha, wanted: Partial<Values<typeof filterFields>>): AsyncGenerator<Transaction> {
	const { createdAfter = -Infinity, createdBefore = Infinity, currency, sort: order = 'desc', type } = wanted;
	for await (const page of pages<Transaction>(api, '/v1/transactions', { currency, sort: order })) {
		for (const row of page) {
			const created = Date.parse(row.created_at ?? '');
			if (order === 'desc' ? created <= createdAfter : created >= createdBefore) return;
			const inTime = Number.isNaN(created) || (created > createdAfter && created < createdBefore);
			if (inTime && (type === undefined || row.type === type)) yield row;
		}
	}
}
