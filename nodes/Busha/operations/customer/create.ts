import { BushaError } from '../../api/failure';
import type { Customer } from '../../api/types';
import { choice } from '../../fields/basic';
import { mayHaveMade } from '../../once/byKey';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';
import { bodyOf, whole } from './body';
import { checkNew } from './complete';
import { newCustomer } from './fields';
import { findByEmail, submit, verify } from './profile';

const ifExists = choice(
	'ifExists',
	'If Exists',
	[
		{
			name: 'Return Existing Customer',
			value: 'returnExisting',
			description: 'Return the customer with this email as it is',
		},
		{ name: 'Stop with an Error', value: 'error', description: 'Create nothing if a customer with this email exists' },
	],
	{ default: 'error', description: 'What to do when a customer with the same email address exists' },
);

/** Follows {@link https://docs.busha.io/api-reference/customers/create-a-new-customer}. */
export const createCustomer = define({
	resource: 'customer',
	operation: 'create',
	name: 'Create',
	action: 'Create customer',
	description: 'Create an individual or business customer, with documents',
	effect: 'write',
	fields: [...newCustomer, ifExists],
	check: checkNew,
	run: async (item) => {
		const { api, memory } = item;
		const { ifExists: whenFound, submitForVerification, ...profile } = item.input;
		const body = whole(await bodyOf(profile));
		const find = async () => await findByEmail(api, profile.email);
		// After an earlier try that may have made it, a customer with this email is the one to create.
		const existing = mayHaveMade(memory, profile.email) ? undefined : await find();
		if (existing && whenFound === 'error') throw exists(existing);
		if (existing)
			return submitForVerification && existing.status === 'inactive' ? await verify(api, existing.id) : existing;
		const call = { path: '/v1/customers', body, effect: 'write' } as const;
		const { value: customer } = await makeOnce<Customer>(item, { call, finding: { key: profile.email, find } });
		return submitForVerification ? await submit(api, customer) : customer;
	},
});

function exists({ id, email }: Customer): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: `A customer with the email ${email ?? ''} exists`,
		advice: `Nothing was created. Use the customer ${id}, or choose "Return Existing Customer" under If Exists.`,
		customerId: id,
	});
}
