import type { IDataObject } from 'n8n-workflow';

import { queryNames } from '../../api/bodyNames';
import type { Choice } from '../../api/list';
import { choice, toggle } from '../../fields/basic';
import { currency } from '../../fields/currency';
import type { Values } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { createdAfter, createdBefore, ownFilter, sort } from '../../fields/paging';
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
	ownFilter(optional(createdAfter)),
	ownFilter(optional(createdBefore)),
	optional(currency('currency', 'Currency', { none: 'Any Currency' })),
	toggle('isCredit', 'Is Credit', 'Whether to return what came in, rather than what went out'),
	toggle('isFiat', 'Is Fiat', 'Whether to return entries in fiat currencies, rather than those in cryptocurrencies'),
	sort,
	ownFilter(choice('status', 'Status', TRANSACTION_STATUSES, { default: 'completed' })),
	optional(
		text('type', 'Type', {
			placeholder: 'withdrawals',
			description: 'For example deposits, buys, sells, converts, withdrawals or fees',
		}),
	),
] as const;

/** Which part of the history to read. */
export const filters = collection('filters', 'Filters', 'Add Filter', filterFields);

type Filters = Partial<Values<typeof filterFields>>;

export const HISTORY = '/v1/transactions';

/** What Busha is asked to filter by. */
export function queryOf({ currency: code, type, isCredit, isFiat, sort: order = 'desc' }: Filters) {
	return queryNames({ currency: code, type, isCredit, isFiat, sort: order });
}

/**
 * Which entries count. One that does not show what is filtered by counts where Busha filters, and does not where the node
 * does; `refuse` may throw instead.
 */
export function choiceOf(
	{ currency: code, type, status, isCredit, isFiat, createdAfter: after, createdBefore: before }: Filters,
	refuse?: (entry: Transaction, what: string) => never,
): Choice<Transaction> {
	const holds = <T>(entry: Transaction, what: string, asked: T | undefined, is: (asked: T) => boolean): boolean => {
		if (asked === undefined) return true;
		if (typeof entry[what] === typeof asked) return is(asked);
		refuse?.(entry, what);
		return what !== 'status';
	};
	return {
		agrees: (entry) =>
			holds(entry, 'currency', code, (asked) => entry.currency === asked) &&
			holds(entry, 'type', type, (asked) => entry.type === asked || entry.type?.startsWith(`${asked}.`) === true) &&
			holds(entry, 'is_credit', isCredit, (asked) => entry.is_credit === asked) &&
			holds(entry, 'is_fiat', isFiat, (asked) => entry.is_fiat === asked),
		keep:
			status === undefined ? undefined : (entry) => holds(entry, 'status', status, (asked) => entry.status === asked),
		period: { createdAfter: after, createdBefore: before },
	};
}
