import { startEmulator, type Emulator, type Transfer } from '../../emulator';
import { CONVERSION, PAYOUT, TestClient } from './testClient';

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

const transfer = async (quoteId: string, profile?: string) =>
	await api.call('POST', '/v1/transfers', { body: { quote_id: quoteId }, profile });

describe('a quote', () => {
	test('is executed once', async () => {
		const quote = await api.quote(CONVERSION);
		expect((await transfer(quote.id)).status).toBe(201);
		const second = await transfer(quote.id);
		expect([second.status, second.body.error?.message]).toEqual([400, 'Quote has already been used']);
		expect(emulator.state.transfers.size).toBe(1);
		expect((await api.data<{ status: string }>('GET', `/v1/quotes/${quote.id}`)).status).toBe('accepted');
	});

	test('lives thirty minutes', async () => {
		const quote = await api.quote(CONVERSION);
		emulator.clock.advance(30 * 60_000 - 1);
		expect((await api.data<{ status: string }>('GET', `/v1/quotes/${quote.id}`)).status).toBe('pending');
		emulator.clock.advance(1);
		const late = await transfer(quote.id);
		expect([late.status, late.body.error?.message]).toEqual([400, 'Quote has expired']);
		expect((await api.data<{ status: string }>('GET', `/v1/quotes/${quote.id}`)).status).toBe('expired');
		expect(emulator.balance('NGN').pending).toBe('0');
	});

	test('belongs to one profile', async () => {
		const [ada, bola] = [emulator.addCustomer(), emulator.addCustomer()];
		emulator.fund('NGN', '60000', ada.id);
		emulator.fund('NGN', '60000', bola.id);
		const quote = await api.quote(CONVERSION, ada.id);
		expect((await transfer(quote.id, bola.id)).status).toBe(404);
		expect((await transfer(quote.id)).status).toBe(404);
		expect((await transfer(quote.id, ada.id)).status).toBe(201);
	});

	test.each([
		['both amounts', { ...CONVERSION, target_amount: '1' }],
		['no amount', { source_currency: 'NGN', target_currency: 'USDT' }],
		['zero', { ...CONVERSION, source_amount: '0' }],
		['a negative amount', { ...CONVERSION, source_amount: '-5' }],
		['a number', { ...CONVERSION, source_amount: 50000 }],
		['an exponent', { ...CONVERSION, source_amount: '1e5' }],
		['too many places', { ...CONVERSION, source_amount: '1.001' }],
		['an unknown currency', { ...CONVERSION, target_currency: 'XYZ' }],
		['equal currencies inside balances', { ...CONVERSION, target_currency: 'NGN' }],
		[
			'a wrong network',
			{
				source_currency: 'USDC',
				target_currency: 'USDC',
				source_amount: '1',
				pay_in: { type: 'address', network: 'SAMPLENET' },
			},
		],
		[
			'a network name',
			{
				source_currency: 'USDT',
				target_currency: 'USDT',
				source_amount: '1',
				pay_in: { type: 'address', network: 'TRC20' },
			},
		],
		[
			'fiat to a crypto address',
			{ ...CONVERSION, pay_out: { type: 'address', network: 'TRX', address: 'TSampleAddress01' } },
		],
		[
			'a crypto quote currency',
			{ source_currency: 'USDT', target_currency: 'NGN', quote_currency: 'BTC', quote_amount: '1' },
		],
		[
			'a fiat source with a quote currency',
			{ source_currency: 'NGN', target_currency: 'USDT', quote_currency: 'NGN', quote_amount: '1' },
		],
		['an unknown field', { ...CONVERSION, note: 'x' }],
		[
			'an amount eaten by the fee',
			{
				source_currency: 'USDT',
				target_currency: 'USDT',
				source_amount: '3',
				pay_out: { type: 'address', network: 'TRX', address: 'TSampleAddress01' },
			},
		],
	])('is refused with %s', async (_name, body) => {
		const answer = await api.call('POST', '/v1/quotes', { body });
		expect(answer.status).toBe(400);
		expect(emulator.state.quotes.size).toBe(0);
	});

	test('names a wrong network as Busha does', async () => {
		const answer = await api.call('POST', '/v1/quotes', {
			body: {
				source_currency: 'USDC',
				target_currency: 'USDC',
				source_amount: '1',
				pay_in: { type: 'address', network: 'SAMPLENET' },
			},
		});
		expect(answer.body.error).toEqual({ name: 'bad_request', message: 'SAMPLENET is not supported by USDC' });
	});

	test('for a ramp that is not enabled answers 503', async () => {
		const body = {
			source_currency: 'USDC',
			target_currency: 'NGN',
			source_amount: '10',
			pay_in: { type: 'address', network: 'XLM' },
		};
		expect((await api.call('POST', '/v1/quotes', { body })).status).toBe(503);
		expect((await api.call('POST', '/v1/quotes', { body: { ...body, pay_in: { type: 'balance' } } })).status).toBe(201);
	});

	test.each([
		[
			'payout, source given',
			{ source_currency: 'NGN', target_currency: 'NGN', source_amount: '1000' },
			true,
			['1000', '892.5'],
		],
		[
			'payout, target given',
			{ source_currency: 'NGN', target_currency: 'NGN', target_amount: '1000' },
			true,
			['1107.5', '1000'],
		],
		['conversion, buy', CONVERSION, false, ['50000', '33.33111125']],
		[
			'conversion, sell',
			{ source_currency: 'USDT', target_currency: 'NGN', source_amount: '100' },
			false,
			['100', '148020'],
		],
		[
			'conversion, target given',
			{ source_currency: 'NGN', target_currency: 'USDT', target_amount: '10' },
			false,
			['15001', '10'],
		],
		[
			'sell to a bank',
			{ source_currency: 'USDT', target_currency: 'NGN', source_amount: '100' },
			true,
			['100', '147912.5'],
		],
		[
			'deposit',
			{
				source_currency: 'NGN',
				target_currency: 'NGN',
				source_amount: '10000',
				pay_in: { type: 'temporary_bank_account' },
			},
			false,
			['10000', '9850'],
		],
		[
			'mobile money, target given',
			{
				source_currency: 'KES',
				target_currency: 'KES',
				target_amount: '990',
				pay_in: { type: 'mobile_money', phone: '+254 700000001' },
			},
			false,
			['1000', '990'],
		],
		[
			'fiat value of crypto',
			{
				quote_currency: 'NGN',
				quote_amount: '148020',
				source_currency: 'USDT',
				target_currency: 'USDT',
				pay_in: { type: 'address', network: 'TRX' },
			},
			false,
			['100', '100'],
		],
	])('prices a %s exactly', async (_name, body, toBank, amounts) => {
		const pay_out = toBank ? { type: 'bank_transfer', recipient_id: emulator.addRecipient().id } : undefined;
		const quote = await api.quote({ ...body, pay_out });
		expect([quote.source_amount, quote.target_amount]).toEqual(amounts);
	});

	test('needs a recipient of the same profile, category and currency', async () => {
		const customer = emulator.addCustomer();
		emulator.fund('NGN', '5000', customer.id);
		const refused = async (recipientId: string, profile?: string) =>
			(await api.call('POST', '/v1/quotes', { body: PAYOUT(recipientId), profile })).status;
		expect(await refused(emulator.addRecipient().id, customer.id)).toBe(404);
		expect(await refused(emulator.addRecipient({}, customer.id).id)).toBe(404);
		expect(await refused(emulator.addRecipient({ type: 'mpesa_mobile_money', phone_number: '+254700000001' }).id)).toBe(
			400,
		);
		expect(await refused(emulator.addRecipient({ type: 'kes_bank' }).id)).toBe(400);
		expect(
			(await api.call('POST', '/v1/quotes', { body: { ...PAYOUT('x'), pay_out: { type: 'bank_transfer' } } })).status,
		).toBe(400);
		expect(await refused(emulator.addRecipient({}, customer.id).id, customer.id)).toBe(201);
	});

	test('needs an active customer', async () => {
		const customer = emulator.addCustomer({ status: 'in_review' });
		emulator.fund('NGN', '60000', customer.id);
		expect((await api.call('POST', '/v1/quotes', { body: CONVERSION, profile: customer.id })).status).toBe(400);
	});
});

describe('balances', () => {
	test('too little is refused at the quote, and again at the transfer', async () => {
		const customer = emulator.addCustomer();
		emulator.fund('NGN', '60000', customer.id);
		const [first, second] = [await api.quote(CONVERSION, customer.id), await api.quote(CONVERSION, customer.id)];
		expect((await transfer(first.id, customer.id)).status).toBe(201);
		const answer = await transfer(second.id, customer.id);
		expect([answer.status, answer.body.error?.message]).toEqual([400, 'Insufficient balance']);
		expect(emulator.balance('NGN', customer.id)).toEqual({ available: '10000', pending: '50000', total: '60000' });
		const third = await api.call('POST', '/v1/quotes', { body: CONVERSION, profile: customer.id });
		expect(third.body.error?.message).toBe('Insufficient balance');
	});

	test('the other profile is not touched', async () => {
		const customer = emulator.addCustomer();
		emulator.fund('NGN', '60000', customer.id);
		await api.pay(CONVERSION, customer.id);
		emulator.clock.advance(4000);
		expect(emulator.balance('NGN').total).toBe('1000000');
		expect(emulator.balance('USDT', customer.id).available).toBe('33.33111125');
	});

	test('a payout holds the money, then spends it', async () => {
		const made = await api.pay(PAYOUT(emulator.addRecipient().id));
		expect(emulator.balance('NGN')).toEqual({ available: '999000', pending: '1000', total: '1000000' });
		emulator.clock.advance(3999);
		expect(emulator.balance('NGN').pending).toBe('1000');
		emulator.clock.advance(1);
		expect(emulator.balance('NGN')).toEqual({ available: '999000', pending: '0', total: '999000' });
		expect((await api.data<Transfer>('GET', `/v1/transfers/${made.id}`)).status).toBe('funds_delivered');
	});

	test.each([
		['a bank account', { account_number: '9999999999' }],
		['a phone', { account_number: '0123456789', phone_number: '+254700009999' }],
	])('a failed payout to %s gives everything back', async (_name, fields) => {
		const made = await api.pay(PAYOUT(emulator.addRecipient(fields).id));
		emulator.clock.advance(3200);
		const failed = await api.data<Transfer>('GET', `/v1/transfers/${made.id}`);
		expect([failed.status, failed.error?.code]).toEqual(['funds_not_delivered', 'invalid_account']);
		expect(emulator.balance('NGN').pending).toBe('1000');
		emulator.clock.advance(800);
		expect((await api.data<Transfer>('GET', `/v1/transfers/${made.id}`)).status).toBe('funds_refunded');
		expect(emulator.balance('NGN')).toEqual({ available: '1000000', pending: '0', total: '1000000' });
		expect(emulator.state.transactions.size).toBe(0);
	});

	test('a failed crypto payout gives everything back', async () => {
		await api.pay({
			source_currency: 'USDT',
			target_currency: 'USDT',
			source_amount: '100',
			pay_out: { type: 'address', network: 'TRX', address: 'TSampleFailAddress' },
		});
		emulator.clock.advance(4000);
		expect(emulator.balance('USDT').available).toBe('5000');
	});

	test('the ledger explains every balance', async () => {
		const recipient = emulator.addRecipient();
		const bad = emulator.addRecipient({ account_number: '9999999999' });
		await api.pay(PAYOUT(recipient.id));
		await api.pay(PAYOUT(bad.id));
		await api.pay(CONVERSION);
		await api.pay({ source_currency: 'USDT', target_currency: 'NGN', source_amount: '0.37' });
		await api.pay({
			source_currency: 'NGN',
			target_currency: 'USDT',
			source_amount: '7000',
			pay_in: { type: 'temporary_bank_account' },
		});
		await api.pay({
			source_currency: 'USDT',
			target_currency: 'NGN',
			source_amount: '5',
			pay_in: { type: 'address', network: 'TRX' },
			pay_out: { type: 'bank_transfer', recipient_id: bad.id },
		});
		await api.pay({
			source_currency: 'USDT',
			target_currency: 'USDT',
			target_amount: '12.5',
			pay_out: { type: 'address', network: 'BSC', address: '0xSample01' },
		});
		emulator.clock.advance(4000);
		const starts: Record<string, number> = { NGN: 1_000_000, USDT: 5000 };
		for (const [currency, start] of Object.entries(starts)) {
			const entries = [...emulator.state.transactions.values()].filter((entry) => entry.currency === currency);
			const sum = entries.reduce(
				(total, { amount, is_credit }) => total + (is_credit ? 1 : -1) * Math.round(Number(amount) * 1e8),
				0,
			);
			expect(Math.round(Number(emulator.balance(currency).total) * 1e8)).toBe(start * 1e8 + sum);
			expect(emulator.balance(currency).pending).toBe('0');
		}
	});

	test('two equal payouts at once both count', async () => {
		const body = PAYOUT(emulator.addRecipient().id, '600000');
		const quotes = await Promise.all([api.quote(body), api.quote(body)]);
		const answers = await Promise.all(quotes.map(async ({ id }) => await transfer(id)));
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
		expect(emulator.balance('NGN').pending).toBe('600000');
	});
});

describe('a transfer', () => {
	const walk = async (body: object) => {
		const { id } = await api.pay(body);
		const seen: string[] = [];
		for (let time = 0; time <= 4000; time += 100) {
			const { status } = await api.data<Transfer>('GET', `/v1/transfers/${id}`);
			if (seen[seen.length - 1] !== status) seen.push(status);
			emulator.clock.advance(100);
		}
		return seen;
	};

	test('walks the statuses of its kind', async () => {
		const bank = { type: 'bank_transfer', recipient_id: emulator.addRecipient().id };
		expect(await walk(PAYOUT(bank.recipient_id))).toEqual([
			'pending',
			'processing',
			'outgoing_payment_sent',
			'funds_delivered',
		]);
		expect(await walk(CONVERSION)).toEqual(['pending', 'processing', 'funds_converted']);
		expect(
			await walk({
				source_currency: 'NGN',
				target_currency: 'NGN',
				source_amount: '1000',
				pay_in: { type: 'temporary_bank_account' },
			}),
		).toEqual(['pending', 'processing', 'funds_received']);
		expect(
			await walk({
				source_currency: 'NGN',
				target_currency: 'USDT',
				source_amount: '1000',
				pay_in: { type: 'temporary_bank_account' },
			}),
		).toEqual(['pending', 'processing', 'funds_received', 'funds_converted']);
		expect(
			await walk({
				source_currency: 'USDT',
				target_currency: 'NGN',
				source_amount: '10',
				pay_in: { type: 'address', network: 'TRX' },
				pay_out: bank,
			}),
		).toEqual([
			'pending',
			'processing',
			'funds_received',
			'funds_converted',
			'outgoing_payment_sent',
			'funds_delivered',
		]);
	});

	test('is found by quote, status and currencies, within its profile', async () => {
		const customer = emulator.addCustomer();
		const made = await api.pay(CONVERSION);
		emulator.clock.advance(4000);
		await api.pay(PAYOUT(emulator.addRecipient().id));
		const find = async (query: string, profile?: string) =>
			(await api.data<Transfer[]>('GET', `/v1/transfers?${query}`, { profile })).map(({ id }) => id);
		expect(await find(`quote_id=${made.quote_id}`)).toEqual([made.id]);
		expect(await find(`quote_id=${made.quote_id}`, customer.id)).toEqual([]);
		expect(await find('status=funds_converted')).toEqual([made.id]);
		expect(await find('source_currency=NGN&target_currency=USDT')).toEqual([made.id]);
		expect(await find('status=cancelled')).toEqual([]);
		expect((await api.call('GET', `/v1/transfers/${made.id}`, { profile: customer.id })).status).toBe(404);
	});

	test('tells the payer where to pay, and keeps a timeline', async () => {
		const deposit = await api.pay({
			source_currency: 'XLM',
			target_currency: 'XLM',
			source_amount: '50',
			pay_in: { type: 'address', network: 'XLM' },
		});
		expect(deposit.pay_in).toMatchObject({
			address: expect.stringMatching(/^GSample/),
			memo: expect.any(String),
			expires_at: expect.any(String),
		});
		expect(deposit.timeline.events).toEqual([]);
		emulator.clock.advance(4000);
		const { timeline } = await api.data<Transfer>('GET', `/v1/transfers/${deposit.id}`);
		expect(timeline).toMatchObject({ total_steps: 2, current_step: 2, transfer_status: 'funds_received' });
		expect(timeline.events.every(({ done, timestamp }) => done && timestamp)).toBe(true);
	});
});
