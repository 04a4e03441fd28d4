import type { IDataObject } from 'n8n-workflow';

import { list } from '../../api/list';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { paging } from '../../fields/paging';
import { define } from '../operation';

/** Follows {@link https://docs.busha.io/api-reference/balances/list-all-balances}. */
export const getAllBalances = define({
	resource: 'balance',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many balances',
	description: 'Retrieve the balances of your business or of one customer',
	effect: 'read',
	fields: [
		onBehalfOf,
		...paging,
		collection('filters', 'Filters', 'Add Filter', [
			optional(currency('currency', 'Currency', { none: 'Any Currency' })),
		]),
	],
	run: async ({ api, input }) =>
		await list<IDataObject>(api, '/v1/balances', { currency: input.filters.currency }, input),
});
