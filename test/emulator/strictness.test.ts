import { request } from 'undici';
import { startEmulator, type Emulator } from '../../emulator';
import { CONVERSION, INDIVIDUAL, TestClient } from './testClient';

let emulator: Emulator;
let api: TestClient;

beforeAll(async () => {
	emulator = await startEmulator({ speed: 0, rateLimit: false });
	api = new TestClient(emulator);
});
afterEach(() => {
	expect(emulator.violations).toEqual([]);
	emulator.reset();
});
afterAll(async () => await emulator.stop());

const lastRequest = () => emulator.requests[emulator.requests.length - 1];

describe('authentication', () => {
	const status = async (path: string, headers: Record<string, string>) =>
		(await request(emulator.url + path, { headers })).statusCode;

	test('wants exactly the secret key', async () => {
		const answer = await api.call('GET', '/v1/balances', { headers: { authorization: 'Bearer wrong' } });
		expect([answer.status, answer.body.error]).toEqual([
			401,
			{ name: 'unauthorized', message: 'Invalid authentication' },
		]);
		expect(await status('/v1/balances', {})).toBe(401);
		expect(await status('/v1/balances', { authorization: emulator.secretKey })).toBe(401);
		expect(
			await status('/v1/balances', { authorization: `Bearer ${Buffer.from(emulator.secretKey).toString('base64')}` }),
		).toBe(401);
		expect(await status('/v1/balances', { 'x-bu-public-key': emulator.publicKey })).toBe(401);
	});

	test('is not needed on open endpoints, and may be public on payment requests', async () => {
		expect(await status('/v1/banks', {})).toBe(200);
		expect(await status('/v1/pairs', {})).toBe(200);
		expect(await status('/v1/merchants', { authorization: `Bearer ${emulator.secretKey}` })).toBe(401);
		expect(await status('/v1/merchants', { 'x-bu-public-key': emulator.publicKey })).toBe(200);
		expect(await status('/v1/payments/requests/PAYR_x', { 'x-bu-public-key': emulator.publicKey })).toBe(404);
		expect(await status('/v1/payments/requests', { 'x-bu-public-key': emulator.publicKey })).toBe(401);
	});
});

describe('a request is refused', () => {
	test.each([
		['an unknown field', { ...CONVERSION, surprise: 1 }, 'surprise'],
		['a number for a string', { ...CONVERSION, source_amount: 50000 }, 'source_amount'],
		['a missing field', { source_currency: 'NGN', source_amount: '1' }, 'target_currency'],
		['null for a string', { ...CONVERSION, reference: null }, 'reference'],
		['an unknown nested field', { ...CONVERSION, pay_in: { type: 'balance', foo: '' } }, 'pay_in.foo'],
		['a value outside the enum', { ...CONVERSION, pay_in: { type: 'cash' } }, 'pay_in.type'],
	])('for %s, which is named', async (_name, body, field) => {
		const answer = await api.call('POST', '/v1/quotes', { body });
		expect([answer.status, answer.body.error]).toEqual([
			400,
			{ name: 'bad_request', message: 'Request validation failed' },
		]);
		expect(Object.keys(answer.body.fields ?? {})).toEqual([field]);
		expect(lastRequest()?.problems?.[0]).toContain(field);
		expect(lastRequest()?.committed).toBe(false);
	});

	test.each([
		['an unknown query parameter', '/v1/balances?foo=1'],
		['a limit that is no number', '/v1/transfers?limit=ten'],
		['limit zero', '/v1/transfers?limit=0'],
		['a limit over 100', '/v1/transfers?limit=101'],
		['a repeated single value', '/v1/transfers?limit=1&limit=2'],
		['an unknown status', '/v1/transfers?status=done'],
		['a search text that is too short', '/v1/customers?q=ab'],
		['a bad cursor', '/v1/transfers?cursor=%20'],
		['a customer id of another form', '/v1/customers/abc'],
	])('for %s', async (_name, path) => {
		expect((await api.call('GET', path)).status).toBe(400);
	});

	test('for a missing body, broken JSON, or another content type', async () => {
		const post = async (body: string | undefined, type: string) =>
			(
				await request(`${emulator.url}/v1/quotes`, {
					method: 'POST',
					headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': type },
					body,
				})
			).statusCode;
		expect(await post(undefined, 'application/json')).toBe(400);
		expect(await post('{"source', 'application/json')).toBe(400);
		expect(await post(JSON.stringify(CONVERSION), 'text/plain')).toBe(400);
		expect(await post('[]', 'application/json')).toBe(400);
		expect(await post(JSON.stringify(CONVERSION), 'application/json; charset=utf-8')).toBe(201);
	});

	test('for a body where none is described', async () => {
		const { id } = emulator.addCustomer({ status: 'inactive', kycShared: true });
		expect((await api.call('POST', `/v1/customers/${id}/verify`, { body: { force: true } })).status).toBe(400);
		expect((await api.call('POST', `/v1/customers/${id}/verify`, { body: {} })).status).toBe(200);
	});

	test('only for the customer form that was meant', async () => {
		const answer = await api.call('POST', '/v1/customers', {
			body: { ...INDIVIDUAL, last_name: undefined, address: { city: 'Lagos' } },
		});
		expect(Object.keys(answer.body.fields ?? {}).sort()).toEqual([
			'address.address_line_1',
			'address.country_id',
			'address.state',
			'last_name',
		]);
		const business = await api.call('POST', '/v1/customers', { body: { ...INDIVIDUAL, type: 'business' } });
		expect(Object.keys(business.body.fields ?? {})).toEqual(
			expect.arrayContaining(['business_name', 'business_industry', 'business_incorporation_date']),
		);
	});
});

test('unknown paths, methods, ids and profiles answer 404', async () => {
	for (const path of [
		'/',
		'/v1',
		'/v1/nothing',
		'/v2/balances',
		'/v1/balances/',
		'/v1/quotes/QUO_x',
		'/v1/transfers/TRF_x',
		'/v1/rates',
		'/v1/bills',
	]) {
		const answer = await api.call('GET', path);
		expect([path, answer.status, answer.body.error?.name]).toEqual([path, 404, 'not_found']);
	}
	expect((await api.call('DELETE', '/v1/quotes/QUO_x')).status).toBe(404);
	const answer = await api.call('GET', '/v1/balances', { profile: 'CUS_Unknown' });
	expect([answer.status, answer.body.error?.message]).toEqual([404, 'Profile not found']);
	expect((await api.call('GET', '/v1/balances', { profile: 'nobody' })).status).toBe(400);
	expect((await api.call('GET', '/v1/balances', { profile: emulator.businessId })).status).toBe(200);
});

test('an encoded path segment stays one segment', async () => {
	expect((await api.call('GET', '/v1/transfers/..%2Fbalances')).status).toBe(404);
	expect(lastRequest()?.operationId).toBe('getTransfer');
});

test('every answer carries its id and the limit, and the record is complete', async () => {
	const { id } = emulator.addCustomer();
	const answer = await api.call('GET', '/v1/balances?currency=NGN', { profile: id });
	expect(answer.headers).toMatchObject({
		'x-request-id': expect.stringMatching(/^req_[A-Za-z0-9]{12}$/),
		'x-rate-limit': '1000000',
	});
	expect(lastRequest()).toMatchObject({
		index: 0,
		method: 'GET',
		path: '/v1/balances',
		query: { currency: 'NGN' },
		operationId: 'listBalances',
		resource: 'balances',
		profileId: id,
		status: 200,
		committed: true,
		requestId: answer.headers['x-request-id'],
		at: emulator.clock.now(),
		rawBody: '',
	});
});

test('an own answer that breaks the contract is a violation and goes out as 500', async () => {
	const customer = emulator.addCustomer();
	Object.assign(customer, { invented: true });
	expect((await api.call('GET', `/v1/customers/${customer.id}`)).status).toBe(500);
	expect(emulator.violations).toHaveLength(1);
	emulator.violations.length = 0;
});

describe('the rate limit', () => {
	test('rolls over a minute of emulator time, for each operation', async () => {
		const limited = await startEmulator({ speed: 0, rateLimit: { perMinute: 3, retryAfter: true } });
		const client = new TestClient(limited);
		const status = async (path = '/v1/balances') => (await client.call('GET', path)).status;
		expect([await status(), await status()]).toEqual([200, 200]);
		limited.clock.advance(30_000);
		expect([await status(), await status()]).toEqual([200, 429]);
		const refused = await client.call('GET', '/v1/balances');
		expect([refused.body.error, refused.headers['retry-after'], refused.headers['x-rate-limit']]).toEqual([
			{ name: 'too_many_requests', message: 'Rate limit exceeded' },
			'30',
			'3',
		]);
		expect(await status('/v1/transfers')).toBe(200);
		limited.clock.advance(29_999);
		expect(await status()).toBe(429);
		limited.clock.advance(1);
		// The two of the first second have left the window; the refused ones never were in it.
		expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
		await limited.stop();
	});

	test.each([
		['POST', '/v1/quotes', '20'],
		['POST', '/v1/quotes/unauthenticated', '20'],
		['GET', '/v1/quotes', '100'],
		['POST', '/v1/recipients/resolve-bank-account', '5'],
		['PUT', '/v1/customers/CUS_Sample0000001', '20'],
		['GET', '/v1/customers/CUS_Sample0000001', '100'],
		['GET', '/v1/addresses/BTC', '5'],
		['GET', '/v1/virtual_bank_accounts/USD', '30'],
		['GET', '/v1/virtual_bank_accounts/USD/terms', '10'],
	] as const)('of %s %s is what Busha publishes: %s', async (method, path, limit) => {
		const published = await startEmulator({ speed: 0 });
		expect((await new TestClient(published).call(method, path)).headers['x-rate-limit']).toBe(limit);
		await published.stop();
	});

	test('can hold for all of a resource', async () => {
		const limited = await startEmulator({ speed: 0, rateLimit: { perMinute: 2, scope: 'resource' } });
		const client = new TestClient(limited);
		const statuses = [];
		for (const path of ['/v1/transfers', '/v1/transfers/X', '/v1/transfers', '/v1/balances'])
			statuses.push((await client.call('GET', path)).status);
		expect(statuses).toEqual([200, 404, 429, 200]);
		await limited.stop();
	});

	test('can hold for the whole key, without Retry-After', async () => {
		const limited = await startEmulator({ speed: 0, rateLimit: { perMinute: 2, scope: 'key' } });
		const client = new TestClient(limited);
		await client.call('GET', '/v1/balances');
		await client.call('GET', '/v1/transfers');
		const refused = await client.call('GET', '/v1/quotes');
		expect([refused.status, refused.headers['retry-after']]).toEqual([429, undefined]);
		await limited.stop();
	});
});
