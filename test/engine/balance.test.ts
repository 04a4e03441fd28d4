import { locator, runBusha } from '../support/busha';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const balance = (operation: string, more = {}) => ({ resource: 'balance', operation, ...more });
const posts = () => calls(emulator).filter((call) => call.startsWith('POST'));

describe('create', () => {
	test('opens a balance, in upper case', async () => {
		const { json } = await runBusha(emulator, balance('create', { currency: 'sol' }));
		expect(json).toEqual([expect.objectContaining({ currency: 'SOL', available: { amount: '0', currency: 'SOL' } })]);
		expect(emulator.requests[0]?.body).toEqual({ currency: 'SOL' });
	});

	test('opens it for the chosen customer', async () => {
		const { id } = emulator.addCustomer();
		const { json } = await runBusha(emulator, balance('create', { currency: 'BTC', customerId: locator(id) }));
		expect(json[0]).toMatchObject({ profile_id: id });
		expect(emulator.state.balances.get(id)?.has('BTC')).toBe(true);
	});

	test('a balance that exists is refused by Busha', async () => {
		const { error } = await runBusha(emulator, balance('create', { currency: 'NGN' }));
		expect(error).toMatchObject({
			httpCode: '400',
			message: expect.stringContaining('Balance for NGN already exists'),
		});
	});

	test('a balance whose answer was lost is found, not opened again', async () => {
		emulator.fault({ method: 'POST' }, { kind: 'reset', commit: true });
		const { json } = await runBusha(emulator, balance('create', { currency: 'SOL' }));
		expect(json).toEqual([expect.objectContaining({ currency: 'SOL' })]);
		expect(posts()).toHaveLength(1);
	});

	test('Retry On Fail finds the balance that the first try opened, when its answer and the looks after it are lost', async () => {
		let requests = 0;
		emulator.onRequest(() => (++requests <= 5 ? { kind: 'reset', commit: true } : undefined));
		const { json, error } = await runBusha(emulator, balance('create', { currency: 'SOL' }), {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ currency: 'SOL' })]);
		expect(posts()).toHaveLength(1);
	});

	test('a list of other balances does not pass for the one that was lost', async () => {
		emulator.fault({ method: 'POST' }, { kind: 'reset', commit: false });
		const other = { status: 'success', data: [{ id: 'x', currency: 'NGN' }] };
		emulator.fault({ method: 'GET' }, { kind: 'answer', status: 200, commit: false, body: other });
		const { json } = await runBusha(emulator, balance('create', { currency: 'SOL' }));
		expect(json).toEqual([expect.objectContaining({ currency: 'SOL' })]);
		expect(posts()).toHaveLength(2);
	});

	test.each([
		['', 'is empty'],
		[null, 'is empty'],
		['N/GN', 'is not a currency code'],
		['ABCDEFGHIJK', 'is not a currency code'],
		[566, 'came as a number'],
	])('the currency %p is refused before anything is sent', async (value, problem) => {
		for (const operation of ['create', 'get']) {
			const { error } = await runBusha(emulator, balance(operation, { currency: '={{ $json.value }}' }), {
				items: [{ value }],
			});
			expect(error?.message).toContain(problem);
		}
		expect(calls(emulator)).toEqual([]);
	});
});

describe('get', () => {
	test('gives the balance of a currency, its amounts as text', async () => {
		emulator.fund('BTC', '0.00000001');
		const { json } = await runBusha(emulator, balance('get', { currency: 'btc' }));
		expect(json).toEqual([
			expect.objectContaining({ currency: 'BTC', available: { amount: '1.00000001', currency: 'BTC' } }),
		]);
		expect(calls(emulator)).toEqual(['GET /v1/balances/BTC']);
	});

	test('a currency without a balance is a 404', async () => {
		const { error } = await runBusha(emulator, balance('get', { currency: 'SOL' }));
		expect(error).toMatchObject({ httpCode: '404', message: expect.stringContaining('Balance not found') });
	});

	test('an amount with more digits than a number can hold comes out digit by digit', async () => {
		emulator.fund('NGN', '90071992547409931234.12', emulator.addCustomer({ id: 'CUS_Rich000000001' }).id);
		const { json } = await runBusha(
			emulator,
			balance('get', { currency: 'NGN', customerId: locator('CUS_Rich000000001') }),
		);
		expect(json[0]?.available).toEqual({ amount: '90071992547409931234.12', currency: 'NGN' });
	});
});

describe('getAll', () => {
	test('gives all balances of the business', async () => {
		const { json } = await runBusha(emulator, balance('getAll', { returnAll: true }));
		expect(json.map(({ currency }) => currency).sort()).toEqual([
			'BTC',
			'ETH',
			'GHS',
			'KES',
			'NGN',
			'USD',
			'USDC',
			'USDT',
		]);
	});

	test('keeps the limit although Busha answers with all in one page', async () => {
		const { json } = await runBusha(emulator, balance('getAll', { limit: 3 }));
		expect(json).toHaveLength(3);
	});

	test('filters by currency', async () => {
		const { json } = await runBusha(emulator, balance('getAll', { filters: { currency: 'usdt' } }));
		expect(json).toEqual([expect.objectContaining({ currency: 'USDT' })]);
		expect(emulator.requests[0]?.query).toMatchObject({ currency: 'USDT' });
	});

	test('an unknown customer is a 404', async () => {
		const { error } = await runBusha(emulator, balance('getAll', { customerId: locator('CUS_Nobody0000001') }));
		expect(error).toMatchObject({ httpCode: '404', message: expect.stringContaining('Profile not found') });
	});
});
