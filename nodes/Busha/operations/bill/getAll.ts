import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../api/list';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { listOptions, paging } from '../../fields/paging';
import { define } from '../operation';
import { category, simpleOrder, status } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/bill/list-customer-orders}. */
export const getAllBills = define({
	resource: 'bill',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many bill orders',
	description: 'Retrieve orders, newest first',
	effect: 'read',
	fields: [onBehalfOf, ...paging, collection('filters', 'Filters', 'Add Filter', [category, status]), listOptions],
	simple: simpleOrder,
	run: async ({ api, input }) => await getMany<IDataObject>(api, '/v1/bill/orders', { ...input.filters }, input),
});
