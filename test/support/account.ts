import type { IDataObject } from 'n8n-workflow';

import { type Customer, type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { type BushaOptions, locator, type Parameters, payoutTo, type Ran, runBusha } from './busha';
import { fastTime } from './time';

/** An account for tests of payments: a local Busha, one customer with 100,000 NGN, and time that passes at once. */
export interface Account {
	emulator: Emulator;
	customer: Customer;
	/** A bank account of the customer, to pay to. */
	recipientId: string;
	/** The parameters of a payout of 1,000 NGN from the customer's balance to that recipient. */
	payout: (more?: Parameters) => Parameters;
	run: (parameters: Parameters, options?: BushaOptions) => Promise<Ran>;
	close: () => Promise<void>;
}

export async function openAccount(options: EmulatorOptions = {}, time: { skewMs?: number } = {}): Promise<Account> {
	const emulator = await startEmulator(options);
	const restore = fastTime(emulator, time);
	const customer = emulator.addCustomer();
	emulator.fund('NGN', '100000', customer.id);
	const recipientId = emulator.addRecipient({}, customer.id).id;
	return {
		emulator,
		customer,
		recipientId,
		payout: (more) => payoutTo(recipientId, { customerId: locator(customer.id), ...more }),
		run: async (parameters, more) => await runBusha(emulator, parameters, more),
		close: async () => {
			restore();
			await emulator.stop();
		},
	};
}

/** The error item's own part: what happened and its details. */
export function failureIn(ran: Ran, index = 0): { error: string; message: string; details: IDataObject } {
	return ran.failed[index]?.json as unknown as { error: string; message: string; details: IDataObject };
}

/** The reference that the node gives to a payment for which the user gives none. */
export const OWN_REFERENCE = expect.stringMatching(/^n8n-[0-9a-f]{32}$/) as unknown as string;
