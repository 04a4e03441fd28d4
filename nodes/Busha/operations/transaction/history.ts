import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../../api/client';
import { within } from '../../api/period';
import { choice, toggle } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { sort } from '../../fields/paging';
import { moment } from '../../fields/date';
import type { Values } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { TRANSACTION_STATUSES } from '../../fields/statuses';
import { text } from '../../fields/text';

/** One entry of the history, as far as it is looked into. */
export interface Transaction extends IDataObject {
	id: string;
	type?: string;
	status?: string;
	amount?: string;
	currency?: string;
	is_credit?: boolean;
	is_fiat?: boolean;
	created_at?: string;
}

const filterFields = [
	optional(moment('createdAfter', 'Created After')),
	optional(moment('createdBefore', 'Created Before')),
	optional(currency('currency', 'Currency')),
	toggle('isCredit', 'Is Credit', 'Whether to return what came in, rather than what went out'),
	toggle('isFiat', 'Is Fiat', 'Whether to return entries in fiat currencies, rather than those in cryptocurrencies'),
	sort,
	choice('status', 'Status', TRANSACTION_STATUSES, { default: 'completed' }),
	optional(
		text('type', 'Type', {
			placeholder: 'withdrawals',
			description: 'For example deposits, buys, sells, converts, withdrawals or fees',
		}),
	),
] as const;

/**
 * Which part of the history to read: from Created After on, and before Created Before. Busha filters by currency; the
 * node does the rest while it reads.
 */
export const filters = collection('filters', 'Filters', 'Add Filter', filterFields);

/** The entries that match, one by one. */
export async function* history(api: Busha, wanted: Partial<Values<typeof filterFields>>): AsyncGenerator<Transaction> {
	const { currency, sort: order = 'desc', type, status, isCredit, isFiat } = wanted;
	const same = <T>(asked: T | undefined, shown: T | undefined): boolean => asked === undefined || asked === shown;
	for await (const row of within<Transaction>(api, '/v1/transactions', { currency, sort: order }, wanted)) {
		if (same(type, row.type) && same(status, row.status) && same(isCredit, row.is_credit) && same(isFiat, row.is_fiat))
			yield row;
	}
}
