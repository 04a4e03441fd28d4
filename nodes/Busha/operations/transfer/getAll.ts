import type { Transfer } from '../../api/types';
import { getMany } from '../../api/list';
import { daysAround } from '../../api/period';
import { filtersTransfers, TRANSFER_STATUSES } from '../../api/transferStatus';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { choices } from '../../fields/choices';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { createdAfter, createdBefore, listOptions, paging } from '../../fields/paging';
import { text } from '../../fields/text';
import { define } from '../operation';
import { simpleTransfer } from './simple';

/** Follows {@link https://docs.busha.io/api-reference/transfers/list-transfers}. */
export const getAllTransfers = define({
	resource: 'transfer',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many transfers',
	description: 'Retrieve transfers, newest first',
	effect: 'read',
	fields: [
		onBehalfOf,
		...paging,
		collection('filters', 'Filters', 'Add Filter', [
			optional(createdAfter),
			optional(createdBefore),
			optional(text('quoteId', 'Quote ID')),
			optional(currency('sourceCurrency', 'Source Currency', { none: 'Any Currency' })),
			choices('status', 'Status', 'a status of transfers', TRANSFER_STATUSES, {
				description: 'Return transfers with one of these statuses',
			}),
			optional(currency('targetCurrency', 'Target Currency', { none: 'Any Currency' })),
		]),
		listOptions,
	],
	simple: simpleTransfer,
	run: async ({ api, input }) => {
		const { quoteId, status: statuses = [], sourceCurrency, targetCurrency, ...period } = input.filters;
		const isWanted = ({ status }: Transfer): boolean => statuses.length === 0 || statuses.includes(status);
		const atBusha = statuses.every(filtersTransfers);
		const { first, last } = daysAround(period);
		const query = {
			quote_id: quoteId,
			source_currency: sourceCurrency,
			target_currency: targetCurrency,
			status: (atBusha && statuses.join(',')) || undefined,
			start_date: first,
			end_date: last,
			sort: 'desc',
		};
		return await getMany<Transfer>(api, '/v1/transfers', query, input, {
			...(atBusha ? { agrees: isWanted } : { keep: isWanted }),
			period,
		});
	},
});
