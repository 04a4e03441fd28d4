import type { IDataObject } from 'n8n-workflow';

import { list } from '../../api/pages';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { paging } from '../../fields/paging';
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
	fields: [onBehalfOf, ...paging, collection('filters', 'Filters', 'Add Filter', [category, status])],
	simple: simpleOrder,
	run: async ({ api, input }) => await list<IDataObject>(api, '/v1/bill/orders', { ...input.filters }, input),
});
