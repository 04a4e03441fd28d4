import type { Transfer } from '../../api/types';
import { firstOf, within } from '../../api/period';
import { TRANSFER_STATUSES } from '../../api/transferStatus';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { choices } from '../../fields/choices';
import { moment } from '../../fields/date';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { paging } from '../../fields/paging';
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
			optional(moment('createdAfter', 'Created After')),
			optional(moment('createdBefore', 'Created Before')),
			optional(text('quoteId', 'Quote ID')),
			optional(currency('sourceCurrency', 'Source Currency')),
			choices('status', 'Status', 'a status of transfers', TRANSFER_STATUSES, {
				description: 'Return transfers with one of these statuses',
			}),
			optional(currency('targetCurrency', 'Target Currency')),
		]),
	],
	simple: simpleTransfer,
	run: async ({ api, input }) => {
		const { quoteId, status: statuses = [], sourceCurrency, targetCurrency } = input.filters;
		const query = {
			quote_id: quoteId,
			source_currency: sourceCurrency,
			target_currency: targetCurrency,
			sort: 'desc' as const,
		};
		// Busha documents no filter for all of the statuses that it shows, so the node chooses while it reads.
		const isWanted = ({ status }: Transfer): boolean => statuses.length === 0 || statuses.includes(status);
		return await firstOf(within<Transfer>(api, '/v1/transfers', query, input.filters), input, isWanted);
	},
});
