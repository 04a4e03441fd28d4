import { path } from '../../api/client';
import type { Customer } from '../../api/types';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';
import { bodyOf, readAndChange, whole } from './body';
import { checkParts } from './complete';
import { newCustomer } from './fields';
import { findByEmail, submit } from './profile';

/** Follows {@link https://docs.busha.io/api-reference/customers/create-a-new-customer} and {@link https://docs.busha.io/api-reference/customers/update-a-customer}. */
export const upsertCustomer = define({
	resource: 'customer',
	operation: 'upsert',
	name: 'Create or Update',
	action: 'Create or update customer',
	description: 'Create a new customer, or update the one with the same email address (upsert)',
	effect: 'write',
	fields: newCustomer,
	check: checkParts,
	run: async (item) => {
		const { api } = item;
		const { submitForVerification, ...profile } = item.input;
		const body = whole(await bodyOf(profile));
		const find = async () => await findByEmail(api, profile.email);
		const update = async ({ id }: Customer) =>
			(
				await api.send<Customer>({
					method: 'PUT',
					path: path`/v1/customers/${id}`,
					effect: 'write',
					body: await readAndChange(api, id, body),
				})
			).value;
		const call = { path: '/v1/customers', body, effect: 'write' } as const;
		const { value: customer } = await makeOnce<Customer>(item, { call, finding: { key: profile.email, find, update } });
		return submitForVerification ? await submit(api, customer) : customer;
	},
});
