import { firstOf } from '../../api/period';
import { onBehalfOf } from '../../fields/customer';
import { paging } from '../../fields/paging';
import { define } from '../operation';
import { filters, history } from './history';
import { simpleTransaction } from './simple';

/** Follows {@link https://docs.busha.io/api-reference/transactions/list-transactions}. */
export const getAllTransactions = define({
	resource: 'transaction',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many transactions',
	description: 'Retrieve the history of your business or of one customer',
	effect: 'read',
	fields: [onBehalfOf, ...paging, filters],
	simple: simpleTransaction,
	run: async ({ api, input }) => await firstOf(history(api, input.filters), input),
});
