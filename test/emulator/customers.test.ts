import { startEmulator, type Customer, type Emulator } from '../../emulator';
import { INDIVIDUAL, TestClient } from './testClient';

let emulator: Emulator;
let api: TestClient;

beforeAll(async () => {
	emulator = await startEmulator({ speed: 0, rateLimit: false });
	api = new TestClient(emulator);
});
afterEach(() => {
	const violations = [...emulator.violations];
	emulator.reset();
	expect(violations).toEqual([]);
});
afterAll(async () => await emulator.stop());

const PASSPORT = { type: 'passport', number: 'A00000000', country: 'NG', image_front: 'c2FtcGxl' };
const SELFIE = { type: 'selfie', number: '', country: 'NG', image_front: 'c2FtcGxl' };
const BUSINESS = {
	type: 'business',
	email: 'sample.ventures@gmail.com',
	has_accepted_terms: true,
	country_id: 'NG',
	phone: '+2348000000002',
	business_name: 'Sample Ventures Ltd',
	business_industry: 'BIN_Z1HpNXB9Q8jcHx4LzVp',
	business_incorporation_date: '2019-08-24',
};

const create = async (fields: object = {}) =>
	await api.data<Customer>('POST', '/v1/customers', { body: { ...INDIVIDUAL, ...fields } });
const put = async (id: string, body: object) => await api.call('PUT', `/v1/customers/${id}`, { body });
const verify = async (id: string) => await api.call('POST', `/v1/customers/${id}/verify`);
const statusOf = async (id: string) => {
	const { status, kyc_status } = await api.data<Customer>('GET', `/v1/customers/${id}`);
	return [status, kyc_status];
};

test('a new customer is inactive, holds zero balances, and shows no secrets', async () => {
	const customer = await create({ country_id: 'KE', middle_name: '' });
	expect(customer).toMatchObject({
		status: 'inactive',
		kyc_status: 'pending',
		level: '0',
		has_accepted_terms_of_service: true,
	});
	for (const hidden of ['birth_date', 'identifying_information', 'secrets', 'row', 'middle_name'])
		expect(customer).not.toHaveProperty(hidden);
	const balances = await api.data<Array<{ currency: string }>>('GET', '/v1/balances', { profile: customer.id });
	expect(balances.map(({ currency }) => currency)).toEqual(['NGN', 'USDT', 'USDC', 'KES']);
});

test.each([
	['a placeholder domain', { email: 'ada@example.com' }],
	['a phone without calling code', { phone: '08000000001' }],
	['an ISO birth date', { birth_date: '2000-12-24' }],
	['an impossible birth date', { birth_date: '31-02-2000' }],
	['a birth date to come', { birth_date: '24-12-2999' }],
	['a lower-case country', { country_id: 'ng' }],
	['terms that are not accepted', { has_accepted_terms: false }],
	[
		'an image with a data: prefix',
		{ identifying_information: [{ ...SELFIE, image_front: 'data:image/png;base64,c2FtcGxl' }] },
	],
	[
		'an image of 4 MB',
		{ identifying_information: [{ ...SELFIE, image_front: Buffer.alloc(4 * 1024 * 1024).toString('base64') }] },
	],
])('refuses %s', async (_name, fields) => {
	expect((await api.call('POST', '/v1/customers', { body: { ...INDIVIDUAL, ...fields } })).status).toBe(400);
	expect(emulator.state.customers.size).toBe(0);
});

test('an e-mail belongs to one customer, whatever its case', async () => {
	const ada = await create();
	const again = await api.call('POST', '/v1/customers', { body: { ...INDIVIDUAL, email: 'ADA.Sample@gmail.com' } });
	expect([again.status, again.body.error?.name]).toEqual([409, 'conflict']);
	const bola = await create({ email: 'bola.sample@gmail.com' });
	expect((await put(bola.id, { ...INDIVIDUAL })).status).toBe(409);
	expect((await put(ada.id, { ...INDIVIDUAL, email: 'new.sample@gmail.com' })).status).toBe(200);
	expect((await put(bola.id, { ...INDIVIDUAL })).status).toBe(200);
});

test('search is case-insensitive over name, e-mail and id', async () => {
	const ada = await create();
	await create({ email: 'other@gmail.com', first_name: 'Bola', last_name: 'Else' });
	for (const q of ['ADA SAMPLE', 'ada.sample@', ada.id.toLowerCase()]) {
		const found = await api.data<Customer[]>('GET', `/v1/customers?q=${encodeURIComponent(q)}`);
		expect(found.map(({ id }) => id)).toEqual([ada.id]);
	}
});

test('PUT replaces the profile: a part is refused, what cannot be read back is kept', async () => {
	const { id } = await create({ middle_name: 'S', identifying_information: [PASSPORT, SELFIE] });
	const partial = await put(id, { phone: '+234 8000000009' });
	expect([partial.status, Object.keys(partial.body.fields ?? {})]).toEqual([
		400,
		['email', 'has_accepted_terms', 'type', 'country_id', 'first_name', 'last_name', 'address'],
	]);
	expect((await put(id, { ...INDIVIDUAL, birth_date: undefined, phone: '+234 8000000009' })).status).toBe(200);
	const after = await api.data<Customer>('GET', `/v1/customers/${id}`);
	expect(after.phone).toBe('+234 8000000009');
	expect(after).not.toHaveProperty('middle_name');
	expect(emulator.state.customers.get(id)?.secrets).toMatchObject({
		birth_date: '24-12-2000',
		identifying_information: [PASSPORT, SELFIE],
	});
	expect((await put(id, { ...INDIVIDUAL, type: 'business' })).status).toBe(400);
});

describe('verification', () => {
	test('needs a selfie and an identity document', async () => {
		const { id } = await create();
		const refused = await verify(id);
		expect([refused.status, refused.body.error]).toEqual([
			400,
			{ name: 'profile_kyc_verification', message: 'KYC document does not contain a selfie' },
		]);
		await put(id, { ...INDIVIDUAL, identifying_information: [SELFIE] });
		expect((await verify(id)).body.error?.name).toBe('profile_kyc_verification');
		await put(id, {
			...INDIVIDUAL,
			identifying_information: [SELFIE, { type: 'national-id', number: '123', country: 'KE' }],
		});
		expect((await verify(id)).status).toBe(400);
		await put(id, {
			...INDIVIDUAL,
			identifying_information: [SELFIE, { type: 'national-id', number: '12345678901', country: 'NG' }],
		});
		expect((await verify(id)).body).toEqual({ status: 'success', message: 'Customer verified successfully' });
		expect(await statusOf(id)).toEqual(['in_review', 'in_review']);
		expect((await verify(id)).status).toBe(400);
		emulator.clock.advance(2000);
		expect(await statusOf(id)).toEqual(['active', 'verified']);
	});

	test('fails for the name Rejected', async () => {
		const { id } = await create({ last_name: 'Rejected', identifying_information: [PASSPORT, SELFIE] });
		await verify(id);
		emulator.clock.advance(2000);
		expect(await statusOf(id)).toEqual(['rejected', 'rejected']);
	});

	test('of a business names the missing section', async () => {
		const { id } = await api.data<Customer>('POST', '/v1/customers', { body: BUSINESS });
		const steps: Array<[object, string]> = [
			[{}, 'missing_documents'],
			[{ documents: [{ purposes: ['certificate_of_incorporation'], file: 'c2FtcGxl' }] }, 'missing_section'],
			[{ business_owners: [{ first_name: 'Ada' }] }, 'missing_section'],
			[{ business_transaction: { purpose: 'trade' } }, 'missing_section'],
		];
		for (const [fields, name] of steps) {
			expect((await put(id, { ...BUSINESS, ...fields })).status).toBe(200);
			expect((await verify(id)).body.error?.name).toBe(name);
		}
		await put(id, { ...BUSINESS, business_registration: { registration_number: 'RC0' } });
		expect((await verify(id)).status).toBe(200);
	});

	test('can be held and decided by hand', async () => {
		const held = await startEmulator({ speed: 0, verification: 'hold' });
		const client = new TestClient(held);
		const customers = [
			held.addCustomer({ status: 'inactive', kycShared: true }),
			held.addCustomer({ status: 'inactive', kycShared: true }),
		] as const;
		for (const { id } of customers) await client.call('POST', `/v1/customers/${id}/verify`);
		held.clock.advance(60_000);
		expect(customers.map(({ status }) => status)).toEqual(['in_review', 'in_review']);
		held.approve(customers[0].id);
		held.reject(customers[1].id, 'Blurred');
		expect(customers.map(({ status }) => status)).toEqual(['active', 'rejected']);
		expect((await client.data<Customer>('GET', `/v1/customers/${customers[1].id}`)).rejection_reasons).toEqual([
			'Blurred',
		]);
		await held.stop();
	});

	test('by share token is for individuals', async () => {
		const { id } = await create();
		expect((await api.call('POST', `/v1/customers/${id}/token-share`, { body: { token: 'a.b.c' } })).status).toBe(200);
		expect((await verify(id)).status).toBe(200);
		const business = await api.data<Customer>('POST', '/v1/customers', { body: BUSINESS });
		expect(
			(await api.call('POST', `/v1/customers/${business.id}/token-share`, { body: { token: 'a.b.c' } })).status,
		).toBe(400);
	});
});

test("customers are the business's: in a customer's context there are none", async () => {
	const { id } = await create();
	expect(await api.data('GET', '/v1/customers', { profile: id })).toEqual([]);
	expect((await api.call('GET', `/v1/customers/${id}`, { profile: id })).status).toBe(404);
	expect((await api.call('POST', '/v1/customers', { profile: id, body: INDIVIDUAL })).status).toBe(400);
});
