import type { Parameters } from '../support/busha';
import { runBusha } from '../support/busha';
import { testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const ask = (operation: string, more: Parameters = {}): Parameters => ({ resource: 'reference', operation, ...more });

test.each<[string, Parameters, string, object, object]>([
	[
		'getBanks',
		{ filters: { currency: 'NGN', country: 'ng', directDebit: false } },
		'/v1/banks',
		{ currency: 'NGN', country: 'NG', direct_debit: 'false' },
		{ code: '099999' },
	],
	[
		'getCountries',
		{ returnAll: true, filters: { deposit: true } },
		'/v1/countries',
		{ limit: '100', deposit: 'true' },
		{ id: 'NG' },
	],
	[
		'getCurrencies',
		{ filters: { type: ['crypto', 'stablecoin'] } },
		'/v1/currencies',
		{ type: 'crypto,stablecoin' },
		{ code: 'USDT', supported_networks: expect.any(Array) },
	],
	['getIndustries', {}, '/v1/customers/industries', {}, { name: expect.any(String) }],
	[
		'getPairs',
		{ filters: { base: 'usdt', counter: 'NGN', type: 'stablecoin' } },
		'/v1/pairs',
		{ base: 'USDT', counter: 'NGN', type: 'stablecoin' },
		{ base: 'USDT' },
	],
	[
		'getPaymentOptions',
		{ currency: 'USD', direction: 'withdraw', filters: { amount: '500', supportConversion: false } },
		'/v1/quote/payment_options',
		{ currency: 'USD', type: 'withdraw', amount: '500', support_conversion: 'false' },
		{ channel: 'bank_transfer', meta: expect.any(Object) },
	],
])('%s with %j reads %s', async (operation, parameters, path, query, row) => {
	const { json, error } = await runBusha(emulator, ask(operation, parameters));
	expect(error).toBeUndefined();
	expect(json).toEqual(expect.arrayContaining([expect.objectContaining(row)]));
	expect(emulator.requests).toEqual([expect.objectContaining({ method: 'GET', path, query })]);
});

test.each(['getCurrencies', 'getPairs'])(
	'%s gives the fields that people look at, when simplified',
	async (operation) => {
		const rows = async (simplify: boolean) => (await runBusha(emulator, ask(operation, { simplify }))).json;
		const [simple, raw] = [await rows(true), await rows(false)];
		expect(simple).toHaveLength(raw.length);
		const names = (list: object[]): Set<string> => new Set(list.flatMap((row) => Object.keys(row)));
		expect(names(simple).size).toBeLessThanOrEqual(10);
		expect(names(raw).size).toBeGreaterThan(10);
	},
);

test('filters that are left blank are not sent', async () => {
	await runBusha(emulator, ask('getPairs'));
	await runBusha(emulator, ask('getBanks'));
	expect(emulator.requests.map(({ query }) => query)).toEqual([{}, {}]);
});

describe('an address', () => {
	const address = ask('validateAddress', {
		currency: 'USDT',
		network: 'TRX',
		address: 'TSampleAddress0000000000000000001',
	});

	test('is checked', async () => {
		const { json, error } = await runBusha(emulator, address);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ address: 'TSampleAddress0000000000000000001' });
		expect(emulator.requests[0]?.body).toEqual({
			type: 'address',
			currency: 'USDT',
			network: 'TRX',
			address: 'TSampleAddress0000000000000000001',
		});
	});

	test('whose check gets no answer is checked again, since nothing was changed', async () => {
		emulator.fault({ path: '/v1/validate' }, { kind: 'reset', commit: false });
		expect((await runBusha(emulator, address)).error).toBeUndefined();
		expect(emulator.requests).toHaveLength(2);
	});
});
