import { Decimal } from './money';
import type { Customer } from './world/customer';
import type { Recipient } from './world/recipient';
import type { World } from './world/world';

const BUSINESS_BALANCES: Record<string, string> = {
	NGN: '1000000',
	KES: '500000',
	GHS: '100000',
	USD: '10000',
	BTC: '1',
	ETH: '10',
	USDC: '5000',
	USDT: '5000',
};

/** The balances that a sandbox business holds from the start. */
export function seedBalances(world: World): void {
	for (const [currency, amount] of Object.entries(BUSINESS_BALANCES))
		world.balances.credit(world.businessId, currency, new Decimal(amount));
}

/** An active, verified customer; `number` makes the e-mail unique. */
export function sampleCustomer(type: Customer['type'], number: number): Partial<Customer> {
	const name =
		type === 'business'
			? { business_name: `Sample Ventures ${number}` }
			: { first_name: 'Ada', last_name: `Sample${number}` };
	return {
		...name,
		type,
		status: 'active',
		kyc_status: 'verified',
		level: '1',
		email: `customer${number}.sample@gmail.com`,
		phone: `+234 80${String(number).padStart(8, '0')}`,
		country_id: 'NG',
		address: {
			address_line_1: '1 Sample Close',
			city: 'Lagos',
			state: 'Lagos',
			country_id: 'NG',
			postal_code: '100001',
		},
		secrets: { birth_date: '24-12-2000' },
	};
}

export const sampleRecipient: Partial<Recipient> & { type: string } = {
	type: 'ngn_bank',
	account_name: 'ADA SAMPLE',
	account_number: '0123456789',
	bank_name: 'SAMPLE BANK',
	bank_code: '099999',
};
