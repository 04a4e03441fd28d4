import { type Account, failureIn, openAccount, OWN_REFERENCE } from '../support/account';
import { locator, type Parameters } from '../support/busha';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const quoteBody = () =>
	account.emulator.requests.find(({ method, path }) => method === 'POST' && path === '/v1/quotes')?.body;

const deposit = (more: Parameters = {}): Parameters => ({
	resource: 'transaction',
	operation: 'deposit',
	customerId: locator(account.customer.id),
	sourceCurrency: 'NGN',
	method: 'bankAccount',
	amountType: 'source',
	amount: '10000',
	...more,
});

const convert = (more: Parameters = {}): Parameters => ({
	resource: 'transaction',
	operation: 'convert',
	customerId: locator(account.customer.id),
	sourceCurrency: 'NGN',
	targetCurrency: 'USDT',
	amountType: 'source',
	amount: '15001',
	...more,
});

describe('a deposit', () => {
	test('by bank tells the account to pay into, and credits the customer when the money arrives', async () => {
		const { json } = await account.run(deposit());
		expect(json[0]).toMatchObject({
			profile_id: account.customer.id,
			target_currency: 'NGN',
			pay_in: {
				type: 'temporary_bank_account',
				recipient_details: { account_number: expect.any(String) },
				expires_at: expect.any(String),
			},
		});
		expect(quoteBody()).toEqual({
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: '10000',
			pay_in: { type: 'temporary_bank_account' },
			reference: OWN_REFERENCE,
		});
		const transferId = String(json[0]?.id);
		const waited = await account.run({
			resource: 'transfer',
			operation: 'wait',
			customerId: locator(account.customer.id),
			transferId,
		});
		expect(waited.json[0]).toMatchObject({ status: 'funds_received' });
		expect(account.emulator.balance('NGN', account.customer.id).available).toBe('109850');
	});

	test('by crypto address names the network, and by mobile money the phone', async () => {
		const crypto = await account.run(
			deposit({ sourceCurrency: 'usdt', method: 'cryptoAddress', network: 'trx', amount: '10' }),
		);
		expect(crypto.json[0]).toMatchObject({ pay_in: { type: 'address', network: 'TRX', address: expect.any(String) } });
		const mobile = await account.run(
			deposit({ sourceCurrency: 'KES', method: 'mobileMoney', phone: '+254 700000001', amount: '1000' }),
		);
		expect(mobile.json[0]).toMatchObject({ pay_in: { type: 'mobile_money' } });
	});

	test('into another currency is an on-ramp', async () => {
		const { json } = await account.run(deposit({ targetCurrency: 'USDT' }));
		expect(json[0]).toMatchObject({ source_currency: 'NGN', target_currency: 'USDT' });
	});

	test('with a reference is asked for once', async () => {
		const first = await account.run(deposit({ reference: 'invoice-2026-7' }));
		const second = await account.run(deposit({ reference: 'invoice-2026-7' }));
		expect(second.json[0]).toMatchObject({ id: first.json[0]?.id, replayed: true });
	});
});

describe('a conversion', () => {
	test('moves money between the balances of the customer', async () => {
		const { json } = await account.run(convert({ options: { waitForCompletion: true } }));
		expect(json[0]).toMatchObject({ status: 'funds_converted', profile_id: account.customer.id });
		expect(quoteBody()).toMatchObject({ pay_in: { type: 'balance' }, pay_out: { type: 'balance' } });
		expect(account.emulator.balance('NGN', account.customer.id).total).toBe('84999');
		expect(account.emulator.balance('USDT', account.customer.id).total).toBe('10');
	});

	test('below the minimum rate is not made', async () => {
		const ran = await account.run(convert({ options: { minRate: '0.001' } }), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('1 USDT = 1500.1 NGN'),
			details: { outcome: 'notSent' },
		});
		expect(account.emulator.state.transfers.size).toBe(0);
	});
});
