import { path } from '../../api/client';
import type { Customer } from '../../api/types';
import { customer } from '../../fields/busha';
import { define } from '../operation';
import { changedCustomer } from './fields';
import { bodyOf, changed } from './profile';

export const updateCustomer = define({
	resource: 'customer',
	operation: 'update',
	name: 'Update',
	action: 'Update customer',
	description: 'Change parts of a customer, or add documents. Everything else stays as it is.',
	effect: 'write',
	fields: [customer, changedCustomer],
	run: async ({ api, input: { customerId, updateFields } }) => {
		const body = await changed(api, customerId, await bodyOf(updateFields));
		return (await api.send<Customer>({ method: 'PUT', path: path`/v1/customers/${customerId}`, effect: 'write', body })).value;
	},
});
