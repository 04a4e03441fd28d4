import { path } from '../../api/client';
import type { Customer } from '../../api/types';
import { define } from '../operation';
import { bodyOf, changed, whole } from './body';
import { newCustomer } from './fields';
import { findByEmail, submitted } from './profile';

export const upsertCustomer = define({
	resource: 'customer',
	operation: 'upsert',
	name: 'Create or Update',
	action: 'Create or update customer',
	description: 'Create a new customer, or update the one with the same email address (upsert)',
	effect: 'write',
	fields: newCustomer,
	run: async ({ api, input, memory }) => {
		const { submitForVerification, ...profile } = input;
		const body = whole(await bodyOf(profile));
		const look = async () => await findByEmail(api, profile.email);
		const customer = memory.made === undefined ? await saved(await look()) : { id: memory.made };
		memory.made = customer.id;
		return submitForVerification ? await submitted(api, customer) : customer;

		async function saved(existing: Customer | undefined): Promise<Customer> {
			const { value } = existing
				? await api.send<Customer>({
						method: 'PUT',
						path: path`/v1/customers/${existing.id}`,
						effect: 'write',
						body: await changed(api, existing.id, body),
					})
				: await api.send<Customer>({ method: 'POST', path: '/v1/customers', effect: 'write', body, recover: look });
			return value;
		}
	},
});
