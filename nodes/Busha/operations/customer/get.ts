import { path } from '../../api/client';
import type { Customer } from '../../api/types';
import { customer } from '../../fields/customer';
import { define } from '../operation';
import { customerIdOf } from './profile';
import { simpleCustomer } from './simple';

/** Follows {@link https://docs.busha.io/api-reference/customers/get-a-customer-by-id}. */
export const getCustomer = define({
	resource: 'customer',
	operation: 'get',
	name: 'Get',
	action: 'Get customer',
	description: 'Retrieve one customer and its verification status',
	effect: 'read',
	fields: [customer],
	simple: simpleCustomer,
	run: async ({ api, input }) =>
		await api.get<Customer>(path`/v1/customers/${await customerIdOf(api, input.customerId)}`),
});
