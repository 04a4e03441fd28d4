import { BushaError } from '../../api/failure';
import { rescue } from '../../api/rescue';
import type { Customer } from '../../api/types';
import { choice } from '../../fields/basic';
import { define } from '../../operation';
import { newCustomer } from './fields';
import { bodyOf, findByEmail, verified } from './profile';

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
	run: async ({ api, input, entry }) => {
		const { ifExists: whenFound, submitForVerification, ...profile } = input;
		const body = await bodyOf(profile);
		const look = async () => await findByEmail(api, profile.email);
		const existing = entry.made === undefined ? await look() : undefined;
		// Found after an earlier try that may have made it, the customer is the one to create.
		if (existing && entry.before === undefined) {
			if (whenFound === 'error') throw exists(existing);
			return submitForVerification && existing.status === 'inactive' ? await verified(api, existing.id) : existing;
		}
		const customer = await made();
		entry.made = customer.id;
		return submitForVerification ? await verified(api, customer.id) : customer;

		async function made(): Promise<Customer> {
			if (entry.made !== undefined) return { id: entry.made };
			if (existing) return existing;
			entry.before = [];
			const sent = await rescue(api.call({ method: 'POST', path: '/v1/customers', effect: 'write', body, look }), BushaError, (error) => {
				if (error.failure.outcome !== 'unknown') entry.before = undefined;
				throw error;
			});
			return sent.value.data as Customer;
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
