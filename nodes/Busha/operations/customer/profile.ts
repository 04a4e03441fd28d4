import { type Busha, path } from '../../api/client';
import { BushaError, type Failure, knowing } from '../../api/failure';
import { list } from '../../api/list';
import type { Customer } from '../../api/types';
import type { CustomerKey } from '../../fields/customer';

const LONGEST_SEARCH = 100;

/** The customers with exactly this e-mail address, whatever the case of its letters; at most `limit`. */
async function withEmail(api: Busha, email: string, limit: number): Promise<Customer[]> {
	const wanted = email.toLowerCase();
	const same = (customer: Customer): boolean => customer.email?.toLowerCase() === wanted;
	return await list<Customer>(api, '/v1/customers', { q: email.slice(0, LONGEST_SEARCH) }, { limit }, { keep: same });
}

/** The customer with exactly this e-mail address, whatever the case of its letters. */
export async function findByEmail(api: Busha, email: string): Promise<Customer | undefined> {
	const [found] = await withEmail(api, email, 1);
	return found;
}

/** The id of the customer that the user named. By e-mail, there has to be exactly one: else it is a {@link BushaError}. */
export async function customerIdOf(api: Busha, key: CustomerKey): Promise<string> {
	if ('id' in key) return key.id;
	const [found, other] = await withEmail(api, key.email, 2);
	if (found && !other) return found.id;
	throw new BushaError({
		outcome: 'notSent',
		message: found ? `Several customers have the email ${key.email}` : `No customer has the email ${key.email}`,
		advice: found
			? `Choose the customer by ID, such as ${found.id}.`
			: 'Check the address, or create the customer first.',
	});
}

/**
 * Submits a customer for verification, and returns the customer as it is then. What this item has `saved` before, or
 * submitted, has happened: an error after it does not say that nothing did.
 */
export async function verify(api: Busha, customerId: string, saved = false): Promise<Customer> {
	await knowing(
		requestVerification(api, customerId),
		saved ? happened(customerId, 'was saved, but not submitted for verification') : { customerId },
	);
	return await shown(api, customerId, 'was submitted for verification, but cannot be shown');
}

/** A customer whom this item has saved, submitted for verification if Busha takes it: not yet submitted, or rejected. */
export async function submit(api: Busha, customer: Customer): Promise<Customer> {
	const current =
		customer.status === undefined ? await shown(api, customer.id, 'was saved, but cannot be shown') : customer;
	const due = current.status === 'inactive' || current.status === 'rejected';
	return due ? await verify(api, customer.id, true) : current;
}

async function shown(api: Busha, customerId: string, otherwise: string): Promise<Customer> {
	return await knowing(api.get<Customer>(path`/v1/customers/${customerId}`), happened(customerId, otherwise));
}

const happened =
	(customerId: string, what: string) =>
	({ message }: Failure): Partial<Failure> => ({
		outcome: 'unknown',
		customerId,
		message: `The customer ${what}. ${message}`,
	});

async function requestVerification(api: Busha, customerId: string): Promise<void> {
	await api.command({
		method: 'POST',
		path: path`/v1/customers/${customerId}/verify`,
		effect: 'write',
		recover: async () => {
			const { status } = await api.get<Customer>(path`/v1/customers/${customerId}`);
			return status === 'in_review' || status === 'active' ? status : undefined;
		},
	});
}
