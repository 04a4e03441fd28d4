import { list } from '../../api/pages';
import type { Transfer } from '../../api/types';
import { choice } from '../../fields/basic';
import { onBehalfOf, optionalCurrency } from '../../fields/busha';
import { collection } from '../../fields/group';
import { paging } from '../../fields/paging';
import { TRANSFER_STATUSES } from '../../fields/statuses';
import { firmText } from '../../fields/text';
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
			firmText('quoteId', 'Quote ID'),
			optionalCurrency('sourceCurrency', 'Source Currency'),
			status,
			optionalCurrency('targetCurrency', 'Target Currency'),
		]),
	],
	simple: simpleTransfer,
	run: async ({ api, input }) => {
		const { quoteId, status: wanted, sourceCurrency, targetCurrency } = input.filters;
		const query = { quote_id: quoteId, status: wanted, source_currency: sourceCurrency, target_currency: targetCurrency };
		return await list<Transfer>(api, '/v1/transfers', query, input);
	},
});
