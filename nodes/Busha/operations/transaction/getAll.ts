import { getMany } from '../../api/list';
import { onBehalfOf } from '../../fields/customer';
import { listOptions, paging } from '../../fields/paging';
import { define } from '../operation';
import { choiceOf, filters, HISTORY, queryOf } from './history';
import { simpleTransaction } from './simple';

/** Follows {@link https://docs.busha.io/api-reference/transactions/list-transactions}. */
export const getAllTransactions = define({
	resource: 'transaction',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many transactions',
	description: 'Retrieve the history of your business or of one customer',
	effect: 'read',
	fields: [onBehalfOf, ...paging, filters, listOptions],
	simple: simpleTransaction,
	run: async ({ api, input }) => await getMany(api, HISTORY, queryOf(input.filters), input, choiceOf(input.filters)),
});
