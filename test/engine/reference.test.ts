import type { Parameters } from '../support/busha';
import { runBusha } from '../support/busha';
import { testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const ask = (operation: string, more: Parameters = {}): Parameters => ({ resource: 'reference', operation, ...more });

test.each<[string, Parameters, string, object, object]>([
	['getBanks', { currency: 'NGN' }, '/v1/banks', { currency: 'NGN' }, { code: '099999' }],
	['getCountries', { returnAll: true }, '/v1/countries', { limit: '100' }, { id: 'NG' }],
	['getCurrencies', {}, '/v1/currencies', {}, { code: 'USDT' }],
	['getIndustries', {}, '/v1/customers/industries', {}, { name: expect.any(String) }],
	['getPairs', { base: 'usdt', counter: 'NGN' }, '/v1/pairs', { base: 'USDT', counter: 'NGN' }, { base: 'USDT' }],
	[
		'getPaymentOptions',
		{ currency: 'NGN', direction: 'withdraw' },
		'/v1/quote/payment_options',
		{ currency: 'NGN', type: 'withdraw' },
		{},
	],
])('%s with %j reads %s', async (operation, parameters, path, query, row) => {
	const { json, error } = await runBusha(emulator, ask(operation, parameters));
	expect(error).toBeUndefined();
	expect(json).toEqual(expect.arrayContaining([expect.objectContaining(row)]));
	expect(emulator.requests).toEqual([expect.objectContaining({ method: 'GET', path, query })]);
});

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
