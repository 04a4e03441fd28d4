import { list } from '../../api/pages';
import type { Transfer } from '../../api/types';
import { choice } from '../../fields/basic';
import { onBehalfOf, currency } from '../../fields/busha';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { paging } from '../../fields/paging';
import { TRANSFER_STATUSES } from '../../fields/statuses';
import { text } from '../../fields/text';
import { define } from '../operation';
import { simpleTransfer } from './simple';

const status = choice('status', 'Status', TRANSFER_STATUSES, { default: 'pending' });

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
			optional(text('quoteId', 'Quote ID')),
			optional(currency('sourceCurrency', 'Source Currency')),
			status,
			optional(currency('targetCurrency', 'Target Currency')),
		]),
	],
	simple: simpleTransfer,
	run: async ({ api, input }) => {
		const { quoteId, status: wanted, sourceCurrency, targetCurrency } = input.filters;
		const query = { quote_id: quoteId, status: wanted, source_currency: sourceCurrency, target_currency: targetCurrency };
		return await list<Transfer>(api, '/v1/transfers', query, input);
	},
});
