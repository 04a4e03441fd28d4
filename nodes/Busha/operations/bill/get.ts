import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { orderId } from '../../fields/ids';
import { define } from '../operation';
import { simpleOrder } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/bill/get-order-details}. */
export const getBill = define({
	resource: 'bill',
	operation: 'get',
	name: 'Get',
	action: 'Get bill order',
	description: 'Retrieve one order and its status',
	effect: 'read',
	fields: [onBehalfOf, orderId],
	simple: simpleOrder,
	run: async ({ api, input }) => await api.get<IDataObject>(path`/v1/bill/orders/${input.orderId}`),
});
