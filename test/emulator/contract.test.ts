import { contract } from '../../emulator';
import { startEmulator, type Emulator, type Recipient } from '../../emulator';
import { CONVERSION, INDIVIDUAL, TestClient, type CallOptions } from './testClient';

let emulator: Emulator;
let api: TestClient;

beforeAll(async () => {
	emulator = await startEmulator({ speed: 0, rateLimit: false });
	api = new TestClient(emulator);
});
afterAll(async () => await emulator.stop());

const PAYMENT_REQUEST = {
	additional_info: { email: 'payer@gmail.com' },
	target_amount: '20',
	source_currency: 'USDT',
	target_currency: 'USDT',
	pay_in: { type: 'address', network: 'TRX' },
};
const LINK = {
	fixed: true,
	one_time: false,
	name: 'Sample',
	title: 'Sample',
	description: 'A sample',
	quote_amount: '10000',
	quote_currency: 'NGN',
	target_currency: 'USDT',
};
const BILL = { product_code: 'sample-disco', amount: '1000.00', recipient: '45000000001' };

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Good = <T = { id: string }>(method: Method, path: string, options?: CallOptions) => Promise<T>;

/** What no integration was seen using. */
async function callTheRest(good: Good): Promise<void> {
	const customer = await good('POST', '/v1/customers', { body: { ...INDIVIDUAL, email: 'other.sample@gmail.com' } });
	await good('GET', '/v1/customers/export?q=other');
	await good('DELETE', `/v1/customers/${customer.id}`);
	await good('GET', '/v1/customers/industries');
	await good('POST', '/v1/files', { body: { category: 'document', file_name: 'invoice.pdf' } });
	await good('GET', '/v1/pay/ada.busha?currency=USDT&networks=TRX,BSC');
	await good('GET', '/v1/virtual_bank_accounts/NGN/terms');
	await good('POST', '/v1/quotes/unauthenticated', {
		body: { source_currency: 'USDT', target_currency: 'NGN', source_amount: '10' },
	});
	await good('GET', '/v1/quote/payment_options?currency=USD&type=withdraw&amount=500&support_conversion=false');
	const invoice = await good('POST', '/v1/payments/links', {
		body: { ...LINK, type: 'invoice', customer_email: 'payer@gmail.com', customer_name: 'Payer' },
	});
	await good('POST', `/v1/payments/links/${invoice.id}/activate`);
	const request = await good('POST', `/v1/payments/links/${invoice.id}/requests`, {
		body: { source_currency: 'USDT', source_amount: '20', pay_in: { type: 'balance' } },
	});
	await good('GET', `/v1/payments/links/${invoice.id}/requests?status=pending`);
	await good('POST', `/v1/payments/requests/${request.id}/finalize`, { body: { code: '123456' } });
	await good('DELETE', `/v1/payments/links/${invoice.id}`);
}

/** One good call of every operation; each may use what the earlier ones made. */
async function callEverything(): Promise<void> {
	const good: Good = async <T>(method: Method, path: string, options: CallOptions = {}): Promise<T> => {
		const answer = await api.call(method, path, options);
		expect([method, path, answer.status < 300 ? 'good' : answer.text]).toEqual([method, path, 'good']);
		return answer.body.data as unknown as T;
	};
	const customer = await good('POST', '/v1/customers', { body: INDIVIDUAL });
	await good('PUT', `/v1/customers/${customer.id}`, { body: INDIVIDUAL });
	await good('POST', `/v1/customers/${customer.id}/token-share`, { body: { token: 'a.b.c' } });
	await good('POST', `/v1/customers/${customer.id}/verify`);
	emulator.clock.advance(2000);
	await good('GET', `/v1/customers/${customer.id}`);
	await good('GET', '/v1/customers');
	await good('POST', '/v1/balances', { body: { currency: 'SOL' } });
	await good('GET', '/v1/balances');
	await good('GET', '/v1/balances/SOL');
	await good('GET', '/v1/addresses/USDT?network=BSC');
	await good('GET', '/v1/addresses/XLM', { profile: customer.id });
	await good('POST', '/v1/addresses/regenerate', { body: { currency: 'USDT', network: 'TRX' } });
	await good('GET', '/v1/virtual_bank_accounts/NGN');
	await good('POST', '/v1/bill/validate', {
		body: { category: 'electricity', product_code: 'sample-disco', recipient: '45000000001', account_type: 'prepaid' },
	});
	await good('POST', '/v1/bill/quote', { body: { ...BILL, source_currency: 'USD' } });
	const order = await good('POST', '/v1/bill/purchase', {
		body: { ...BILL, phone_number: '+2348000000001', account_type: 'prepaid' },
	});
	await good('GET', '/v1/bill/orders?category=electricity&status=pending');
	emulator.clock.advance(4000);
	expect((await good<{ status: string }>('GET', `/v1/bill/orders/${order.id}`)).status).toBe('completed');
	for (const path of [
		'/v1/currencies',
		'/v1/currencies?type=fiat',
		'/v1/currencies/USDT',
		'/v1/banks?currency=NGN',
		'/v1/countries',
		'/v1/pairs?type=stablecoin',
	])
		await good('GET', path);
	await good('POST', '/v1/validate', {
		body: { type: 'address', address: 'tb1qsample0001', currency: 'BTC', network: 'BTC' },
	});
	await good('GET', '/v1/merchants', { headers: { 'x-bu-public-key': emulator.publicKey } });
	const link = await good('POST', '/v1/payments/links', {
		body: { ...LINK, require_extra_info: [{ field_name: 'email', required: true }] },
	});
	await good('PATCH', `/v1/payments/links/${link.id}`, {
		body: { title: 'Renamed', quote_amount: null, quote_currency: null, target_amount: '5' },
	});
	await good('GET', `/v1/payments/links/${link.id}`);
	await good('GET', '/v1/payments/links?status=active&q=renamed');
	const paymentRequest = await good('POST', '/v1/payments/requests', {
		body: PAYMENT_REQUEST,
		headers: { 'x-bu-public-key': emulator.publicKey },
	});
	emulator.clock.advance(4000);
	await good('GET', `/v1/payments/requests/${paymentRequest.id}`);
	await good('GET', '/v1/payments/requests');
	const quote = await good('POST', '/v1/quotes', { body: CONVERSION });
	await good('GET', `/v1/quotes/${quote.id}`);
	await good('GET', '/v1/quotes');
	const transfer = await good('POST', '/v1/transfers', { body: { quote_id: quote.id } });
	emulator.clock.advance(4000);
	await good('GET', `/v1/transfers/${transfer.id}`);
	await good('GET', '/v1/transfers');
	const [entry] = await good<Array<{ id: string }>>('GET', '/v1/transactions?currency=USDT');
	await good('GET', `/v1/transactions/${entry?.id}`);
	const recipient = await good('POST', '/v1/recipients', { body: RECIPIENTS[0]?.[1] });
	await good('POST', '/v1/recipients/resolve-bank-account', {
		body: {
			currency_id: 'NGN',
			country_id: 'NG',
			channel: 'bank_transfer',
			bank_code: '099999',
			account_number: '0000000001',
		},
	});
	await good('GET', '/v1/recipients?currency=NGN&type=ngn_bank&category=bank');
	await good('GET', `/v1/recipients/${recipient.id}`);
	await good('DELETE', `/v1/recipients/${recipient.id}`);
	await callTheRest(good);
}

const RECIPIENTS: Array<[string, object]> = [
	[
		'ngn_bank',
		{
			type: 'ngn_bank',
			currency: 'NGN',
			country_code: 'NG',
			bank_name: 'SAMPLE BANK',
			bank_code: '099999',
			account_number: '0000000001',
			account_name: 'SAMPLE PERSON',
		},
	],
	[
		'kes_bank',
		{
			type: 'kes_bank',
			bank_name: 'SAVANNA SAMPLE BANK',
			bank_code: '080201',
			account_number: '0000000001',
			account_name: 'Sample Person',
		},
	],
	[
		'usd_bank ach',
		{
			type: 'usd_bank',
			entity_type: 'personal',
			transfer_type: 'ach',
			account_name: 'Sample Person',
			bank_name: 'Sample Bank',
			routing_number: '000000000',
			account_number: '0000000001',
		},
	],
	[
		'usd_bank swift',
		{
			type: 'usd_bank',
			entity_type: 'business',
			transfer_type: 'swift',
			account_name: 'Sample Ltd',
			iban: 'XX00SAMPLE0000000001',
			swift_code: 'SAMPUS00XXX',
			bank_name: 'Sample Bank',
			recipient_address: '1 Sample Street',
			intermediary_bank_name: 'Sample',
			intermediary_bank_address: '2 Sample Street',
			intermediary_swift_code: 'SAMPUS00XXX',
		},
	],
	[
		'gbp_bank',
		{
			type: 'gbp_bank',
			entity_type: 'personal',
			account_name: 'Sample Person',
			bank_name: 'Sample Bank',
			sort_code: '000000',
			account_number: '00000001',
		},
	],
	[
		'mpesa_mobile_money',
		{
			type: 'mpesa_mobile_money',
			currency: 'KES',
			country_code: 'KE',
			phone_number: '+254700000001',
			account_name: 'Sample Person',
		},
	],
	['mtn_mobile_money', { type: 'mtn_mobile_money', phone_number: '+233200000001', account_name: 'Sample Person' }],
	[
		'crypto',
		{ type: 'crypto', account_name: 'Sample wallet', network: 'XLM', address: 'GSAMPLEADDRESS', memo: '12345' },
	],
];

test('every operation that is not deprecated answers, and every answer matches the file', async () => {
	await callEverything();
	const called = new Set(emulator.requests.filter(({ committed }) => committed).map(({ operationId }) => operationId));
	const expected = contract()
		.operations()
		.filter(({ deprecated }) => !deprecated)
		.map(({ operationId }) => operationId);
	expect([...called].sort()).toEqual(expected.sort());
	expect(emulator.violations).toEqual([]);
});

describe.each(RECIPIENTS)('a recipient %s', (_name, body) => {
	test('answers flat on creation and with fields on reading', async () => {
		const made = await api.data<Recipient>('POST', '/v1/recipients', { body });
		expect(made).toMatchObject(body);
		const read = await api.data<Recipient & { fields?: Array<{ name: string; value: string }>; currency_id?: string }>(
			'GET',
			`/v1/recipients/${made.id}`,
		);
		if (made.type === 'crypto') expect(read).toMatchObject(body);
		else {
			expect(read).not.toHaveProperty('account_name');
			expect([read.fields?.find(({ name }) => name === 'account_name')?.value, read.currency_id]).toEqual([
				made.account_name,
				made.currency,
			]);
		}
		expect(emulator.violations).toEqual([]);
	});

	test('needs each of its fields', async () => {
		for (const field of Object.keys(body).filter((name) => !['memo', 'currency', 'country_code'].includes(name))) {
			const answer = await api.call('POST', '/v1/recipients', { body: { ...body, [field]: undefined } });
			expect([field, answer.status]).toEqual([field, 400]);
		}
	});
});

test.each([
	['a bank code of another provider', { bank_code: '058' }],
	['a short account number', { account_number: '12345' }],
	['another currency', { currency: 'USD' }],
])('an ngn_bank recipient with %s is refused', async (_name, fields) => {
	expect((await api.call('POST', '/v1/recipients', { body: { ...RECIPIENTS[0]?.[1], ...fields } })).status).toBe(400);
});

test.each([
	['an unknown bank', { bank_code: '058' }, 404],
	['a number of nine digits', { account_number: '012345678' }, 400],
	["nobody's account", { account_number: '0000000000' }, 404],
])('resolving %s fails', async (_name, fields, status) => {
	const body = {
		currency_id: 'NGN',
		country_id: 'NG',
		channel: 'bank_transfer',
		bank_code: '099999',
		account_number: '0123456789',
		...fields,
	};
	expect((await api.call('POST', '/v1/recipients/resolve-bank-account', { body })).status).toBe(status);
});

test('a bill holds the money, and gives it back when it fails', async () => {
	const before = emulator.balance('NGN');
	await api.data('POST', '/v1/bill/purchase', {
		body: { ...BILL, recipient: '9999999999', phone_number: '+2348000000001', account_type: 'prepaid' },
	});
	expect(Number(emulator.balance('NGN').pending)).toBe(Number(before.pending) + 1000);
	emulator.clock.advance(4000);
	expect(emulator.balance('NGN')).toEqual(before);
	expect((await api.call('POST', '/v1/bill/purchase', { body: BILL })).status).toBe(400);
});

test('a payment request below the minimum is refused; a dry run leaves nothing', async () => {
	const small = await api.call('POST', '/v1/payments/requests', {
		body: { ...PAYMENT_REQUEST, target_amount: '4.99' },
	});
	expect(small.body.error?.message).toContain('minimum 5 USDT');
	const dry = await api.data<{ id: string }>('POST', '/v1/payments/requests', {
		body: { ...PAYMENT_REQUEST, dry_run: true },
	});
	expect((await api.call('GET', `/v1/payments/requests/${dry.id}`)).status).toBe(404);
});
