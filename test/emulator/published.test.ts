import { contract, type Emulator, startEmulator } from '../../emulator';
import { INDIVIDUAL, TestClient } from './testClient';

/** The operations that Busha publishes, and how many requests a minute each lets through where that is not 100. */
const PUBLISHED: ReadonlyArray<[string, string, number?]> = [
	['GET', '/v1/balances'],
	['POST', '/v1/balances', 20],
	['GET', '/v1/balances/NGN'],
	['POST', '/v1/bill/purchase'],
	['POST', '/v1/bill/quote'],
	['GET', '/v1/bill/orders'],
	['GET', '/v1/bill/orders/1'],
	['GET', '/v1/currencies'],
	['GET', '/v1/currencies/NGN'],
	['GET', '/v1/customers'],
	['POST', '/v1/customers', 20],
	['GET', '/v1/customers/export'],
	['GET', '/v1/customers/CUS_1'],
	['PUT', '/v1/customers/CUS_1', 20],
	['DELETE', '/v1/customers/CUS_1', 20],
	['POST', '/v1/customers/CUS_1/verify', 20],
	['POST', '/v1/customers/CUS_1/token-share', 20],
	['GET', '/v1/customers/industries'],
	['POST', '/v1/files', 10],
	['POST', '/v1/validate', 5],
	['GET', '/v1/banks', 20],
	['GET', '/v1/countries'],
	['GET', '/v1/pay/ada.busha', 5],
	['GET', '/v1/addresses/USDT', 5],
	['POST', '/v1/addresses/regenerate', 5],
	['GET', '/v1/virtual_bank_accounts/NGN', 30],
	['GET', '/v1/virtual_bank_accounts/NGN/terms', 10],
	['GET', '/v1/pairs'],
	['GET', '/v1/payments/links'],
	['POST', '/v1/payments/links'],
	['GET', '/v1/payments/links/1'],
	['PATCH', '/v1/payments/links/1'],
	['DELETE', '/v1/payments/links/1'],
	['GET', '/v1/payments/links/1/requests'],
	['POST', '/v1/payments/links/1/requests'],
	['POST', '/v1/payments/links/1/activate'],
	['GET', '/v1/payments/requests'],
	['POST', '/v1/payments/requests'],
	['GET', '/v1/payments/requests/1'],
	['POST', '/v1/payments/requests/1/finalize'],
	['GET', '/v1/quotes'],
	['POST', '/v1/quotes', 20],
	['GET', '/v1/quotes/QUO_1'],
	['POST', '/v1/quotes/unauthenticated', 20],
	['GET', '/v1/quote/payment_options'],
	['GET', '/v1/recipients'],
	['POST', '/v1/recipients', 20],
	['GET', '/v1/recipients/1'],
	['DELETE', '/v1/recipients/1'],
	['POST', '/v1/recipients/resolve-bank-account', 5],
	['GET', '/v1/transactions'],
	['GET', '/v1/transactions/1'],
	['GET', '/v1/transfers'],
	['POST', '/v1/transfers', 20],
	['GET', '/v1/transfers/TRF_1'],
];

let emulator: Emulator;
let api: TestClient;
beforeEach(async () => {
	emulator = await startEmulator({ speed: 0 });
	api = new TestClient(emulator);
});
afterEach(async () => {
	await emulator.stop();
	expect(emulator.violations).toEqual([]);
});

test('are 55 operations, each of its own', () => {
	const ids = PUBLISHED.map(([method, path]) => contract().route(method, path)?.operation.operationId);
	expect(new Set(ids).size).toBe(55);
	expect(ids).not.toContain(undefined);
});

test.each(PUBLISHED)('%s %s states its limit', async (method, path, limit = 100) => {
	const { headers } = await api.call(method as 'GET', path);
	expect(headers['x-rate-limit']).toBe(String(limit));
});

test('a customer who is deleted is gone, and leaves its e-mail address free', async () => {
	const { id } = await api.data<{ id: string }>('POST', '/v1/customers', { body: INDIVIDUAL });
	expect(await api.call('DELETE', `/v1/customers/${id}`)).toMatchObject({ status: 204, text: '' });
	expect((await api.call('GET', `/v1/customers/${id}`)).status).toBe(404);
	expect((await api.call('DELETE', `/v1/customers/${id}`)).status).toBe(404);
	expect((await api.call('POST', '/v1/customers', { body: INDIVIDUAL })).status).toBe(201);
});

test('the customers are exported as CSV, with names that hold commas and quotes', async () => {
	emulator.addCustomer({ type: 'business', business_name: 'Ada, "Sons" & Co', email: 'sons.sample@gmail.com' });
	emulator.addCustomer();
	const { headers, text } = await api.call('GET', '/v1/customers/export?q=sons');
	expect(headers['content-type']).toBe('text/csv');
	expect(text.trimEnd().split('\n')).toHaveLength(2);
	expect(text).toContain('"Ada, ""Sons"" & Co"');
});

test('a price needs no key and leaves no quote', async () => {
	const { body, status } = await api.call('POST', '/v1/quotes/unauthenticated', {
		body: { source_currency: 'USDT', target_currency: 'NGN', source_amount: '10' },
		headers: { authorization: '' },
	});
	expect(status).toBe(201);
	expect(emulator.state.quotes.size).toBe(0);
	const { id } = body.data as unknown as { id: string };
	expect((await api.call('POST', '/v1/transfers', { body: { quote_id: id } })).status).toBe(404);
});

describe('an invoice', () => {
	const INVOICE = {
		type: 'invoice',
		fixed: true,
		one_time: true,
		name: 'Sample',
		title: 'Sample',
		description: 'A sample',
		target_amount: '20',
		target_currency: 'USDT',
		customer_email: 'payer@gmail.com',
	};
	const payment = { source_currency: 'USDT', pay_in: { type: 'balance' } };
	let id: string;
	beforeEach(async () => {
		({ id } = await api.data<{ id: string }>('POST', '/v1/payments/links', { body: INVOICE }));
	});

	test('is a draft until it is activated, once, and cannot be paid before', async () => {
		expect((await api.call('POST', `/v1/payments/links/${id}/requests`, { body: payment })).status).toBe(400);
		expect(await api.data('POST', `/v1/payments/links/${id}/activate`)).toMatchObject({ id, status: 'active' });
		expect((await api.call('POST', `/v1/payments/links/${id}/activate`)).status).toBe(400);
	});

	test('is paid once its payer confirms with the right code', async () => {
		await api.data('POST', `/v1/payments/links/${id}/activate`);
		const request = await api.data<{ id: string }>('POST', `/v1/payments/links/${id}/requests`, { body: payment });
		const status = async () =>
			(await api.data<Array<{ status: string }>>('GET', `/v1/payments/links/${id}/requests`)).map((one) => one.status);
		emulator.clock.advance(10_000);
		expect(await status()).toEqual(['pending']);
		const confirm = async (code: string) =>
			await api.call('POST', `/v1/payments/requests/${request.id}/finalize`, { body: { code } });
		expect((await confirm('000000')).status).toBe(400);
		expect((await confirm('123456')).status).toBe(200);
		emulator.clock.advance(10_000);
		expect(await status()).toEqual(['completed']);
		expect((await confirm('123456')).status).toBe(400);
	});

	test('is listed until it is deleted, and then only when deleted ones are asked for', async () => {
		const listed = async (query = '') =>
			(await api.data<Array<{ id: string }>>('GET', `/v1/payments/links${query}`)).length;
		expect([await listed(), await listed('?type=invoice'), await listed('?type=payment_link')]).toEqual([1, 1, 0]);
		expect(await api.data('PATCH', `/v1/payments/links/${id}`, { body: { note: 'Thank you' } })).toMatchObject({
			meta: { note: 'Thank you' },
		});
		expect((await api.call('DELETE', `/v1/payments/links/${id}`)).body.data).toMatchObject({ status: 'deleted' });
		expect([await listed(), await listed('?status=active,deleted')]).toEqual([0, 1]);
	});
});

test('a payout in dollars needs a narration, and that of a business an invoice', async () => {
	const recipient_id = emulator.addRecipient({ type: 'usd_bank', account_number: '1', bank_name: 'Sample' }).id;
	const quoted = async (more: object) =>
		(
			await api.call('POST', '/v1/quotes', {
				body: {
					source_currency: 'USD',
					target_currency: 'USD',
					source_amount: '500',
					pay_in: { type: 'balance' },
					pay_out: { type: 'bank_transfer', recipient_id, ...more },
				},
			})
		).status;
	expect(await quoted({})).toBe(400);
	expect(await quoted({ narration: 'Services' })).toBe(400);
	expect(await quoted({ narration: 'Services', payment_invoice_url: 'https://sample.invalid/1.pdf' })).toBe(201);
});

test.each([
	['till', { type: 'till', till_number: '123456', account_name: 'Shop' }],
	['paybill', { type: 'paybill', paybill: '400200', account_number: '77', account_name: 'Shop' }],
])('a %s can be paid, and is not listed when it is for one time', async (type, recipient) => {
	emulator.fund('KES', '5000');
	const { id } = await api.data<{ id: string }>('POST', '/v1/recipients', { body: { ...recipient, one_time: true } });
	expect(await api.data('GET', '/v1/recipients')).toEqual([]);
	const body = { source_currency: 'KES', target_currency: 'KES', source_amount: '500', pay_in: { type: 'balance' } };
	const pay = async (payOut: string) =>
		(await api.call('POST', '/v1/quotes', { body: { ...body, pay_out: { type: payOut, recipient_id: id } } })).status;
	expect([await pay(type), await pay('mobile_money')]).toEqual([201, 400]);
});

test.each([
	['is_credit=true', 2],
	['is_credit=false', 1],
	['is_fiat=false', 1],
	['type=deposits,withdrawals', 3],
	['type=withdrawals', 1],
])('transactions are filtered by %s', async (query, count) => {
	const kinds = [
		{ is_credit: true, type: 'deposits' },
		{ is_credit: false, type: 'withdrawals' },
		{ is_credit: true, type: 'deposits', currency: 'USDT' },
	];
	emulator.addTransactions(3, { fields: (index) => kinds[index] ?? {} });
	expect(await api.data('GET', `/v1/transactions?${query}`)).toHaveLength(count);
});

test.each([
	['fiat', ['NGN', 'USD'], ['USDT']],
	['crypto', ['BTC', 'USDT'], ['NGN']],
	['fiat,crypto', ['NGN', 'USDT'], []],
])('currencies are filtered by the types %s', async (types, shown, hidden) => {
	const found = await api.data<Array<{ code: string }>>('GET', `/v1/currencies?type=${types}`);
	const codes = found.map(({ code }) => code);
	expect(codes).toEqual(expect.arrayContaining(shown));
	for (const code of hidden) expect(codes).not.toContain(code);
});

test.each([
	['countries?country=KE', ['KE']],
	['countries?currency=USD', ['US']],
	['countries?deposit=true', ['NG', 'KE']],
	['countries?withdrawal=true', ['NG', 'KE', 'US']],
	['banks?country=KE&direct_debit=true', []],
	['transfers?referred=true', []],
	['transfers?includes_step=funds_delivered', []],
	['payments/requests?type=donation', []],
])('the filters of %s are heeded', async (query, expected) => {
	await api.data('POST', '/v1/payments/requests', {
		body: {
			additional_info: { email: 'payer@gmail.com' },
			source_currency: 'USDT',
			target_currency: 'USDT',
			source_amount: '20',
		},
	});
	const quote = await api.quote({ source_currency: 'USD', target_currency: 'USDT', source_amount: '20' });
	await api.data('POST', '/v1/transfers', { body: { quote_id: quote.id } });
	const found = await api.data<Array<{ id: string }>>('GET', `/v1/${query}`);
	expect(found.map(({ id }) => id)).toEqual(expected);
	const [path = ''] = query.split('?');
	expect((await api.data<unknown[]>('GET', `/v1/${path}`)).length).toBeGreaterThan(expected.length);
});

test('a payout to an e-mail address needs a user who has it', async () => {
	const { email } = emulator.addCustomer();
	const quoted = async (address: string) =>
		(
			await api.call('POST', '/v1/quotes', {
				body: {
					source_currency: 'USDT',
					target_currency: 'USDT',
					source_amount: '20',
					pay_in: { type: 'balance' },
					pay_out: { type: 'address', address, network: 'TRX' },
				},
			})
		).status;
	expect([await quoted(email), await quoted('nobody.here@gmail.com')]).toEqual([201, 400]);
});
