import { path } from '../../api/client';
import type { Customer } from '../../api/types';
import { customer } from '../../fields/customer';
import type { Values } from '../../fields/field';
import { define } from '../operation';
import { bodyOf, readAndChange } from './body';
import { checkParts } from './complete';
import { changedCustomer, type Profile } from './fields';
import { customerIdOf } from './profile';

/** What is to be changed. The customer's type only decides which fields there are. */
function changesOf({ updateFields, ...parts }: Values<typeof changedCustomer>): Profile {
	return { ...updateFields, ...parts, customerType: undefined };
}

/** Follows {@link https://docs.busha.io/api-reference/customers/update-a-customer}. */
export const updateCustomer = define({
	resource: 'customer',
	operation: 'update',
	name: 'Update',
	action: 'Update customer',
	description: 'Change parts of a customer, or add documents. Everything else stays as it is.',
	effect: 'write',
	fields: [customer, ...changedCustomer],
	check: (input) => checkParts(changesOf(input)),
	run: async ({ api, input }) => {
		const given = await bodyOf(changesOf(input));
		const customerId = await customerIdOf(api, input.customerId);
		const body = await readAndChange(api, customerId, given);
		return (await api.send<Customer>({ method: 'PUT', path: path`/v1/customers/${customerId}`, effect: 'write', body }))
			.value;
	},
});
