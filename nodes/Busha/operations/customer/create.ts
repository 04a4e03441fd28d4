import { BushaError } from '../../api/failure';
import type { Customer } from '../../api/types';
import { choice } from '../../fields/basic';
import { attempt, madeBefore } from '../../once/makeOnce';
import { define } from '../operation';
import { bodyOf, whole } from './body';
import { newCustomer } from './fields';
import { findByEmail, submitted, verified } from './profile';

const ifExists = choice(
	'ifExists',
	'If Exists',
	[
		{ name: 'Return Existing Customer', value: 'returnExisting', description: 'Return the customer with this email as it is' },
		{ name: 'Stop with an Error', value: 'error', description: 'Create nothing if a customer with this email exists' },
	],
	{ default: 'error', description: 'What to do when a customer with the same email address exists' },
);

export const createCustomer = define({
	resource: 'customer',
	operation: 'create',
	name: 'Create',
	action: 'Create customer',
	description: 'Create an individual or business customer, with documents',
	effect: 'write',
	fields: [...newCustomer, ifExists],
	run: async ({ api, input, memory }) => {
		const { ifExists: whenFound, submitForVerification, ...profile } = input;
		const body = whole(await bodyOf(profile));
		const look = async () => await findByEmail(api, profile.email);
		// After an earlier try that may have made it, a customer with this email is the one to create.
		if (memory.made === undefined && memory.before === undefined) {
			const existing = await look();
			if (existing && whenFound === 'error') throw exists(existing);
			if (existing) return submitForVerification && existing.status === 'inactive' ? await verified(api, existing.id) : existing;
		}
		const customer = await made();
		memory.made = customer.id;
		return submitForVerification ? await submitted(api, customer) : customer;

		async function made(): Promise<Customer> {
			if (memory.made !== undefined) return { id: memory.made };
			const earlier = await madeBefore(memory, look);
			if (earlier) return earlier;
			const making = { method: 'POST', path: '/v1/customers', effect: 'write', body, recover: look } as const;
			return (await attempt(memory, [], async () => await api.send<Customer>(making))).value;
		}
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
