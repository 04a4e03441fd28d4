import { type Account, failureIn, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { usdBank } from '../support/recipients';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const mine = () => ({ customerId: locator(account.customer.id) });

const quote = (more: Parameters = {}): Parameters => ({
	resource: 'quote',
	operation: 'create',
	...mine(),
	sourceCurrency: 'NGN',
	targetCurrency: 'USDT',
	amountType: 'source',
	amount: '15001',
	payInType: 'balance',
	payOutType: 'balance',
	...more,
});

describe('a quote', () => {
	test('moves nothing, and is executed by Transfer > Create', async () => {
		const made = await account.run(
			quote({ additionalFields: { reference: 'mine-2026-11', reversalPolicy: 'conversion_only' } }),
		);
		expect(made.json[0]).toMatchObject({
			status: 'pending',
			reference: 'mine-2026-11',
			reversal_policy: 'conversion_only',
		});
		expect(account.emulator.balance('NGN', account.customer.id).available).toBe('100000');
		const done = await account.run({
			resource: 'transfer',
			operation: 'create',
			...mine(),
			quoteId: String(made.json[0]?.id),
		});
		expect(done.json[0]).toMatchObject({ quote_id: made.json[0]?.id, status: 'pending' });
		expect(done.json[0]).not.toHaveProperty('replayed');
	});

	test.each<[string, Parameters, object]>([
		[
			'an address to pay in to',
			{ sourceCurrency: 'USDT', targetCurrency: 'NGN', amount: '10', payInType: 'address', payInNetwork: 'TRX' },
			{ pay_in: { type: 'address', network: 'TRX' } },
		],
		[
			'mobile money to pay in with',
			{
				sourceCurrency: 'KES',
				targetCurrency: 'KES',
				amount: '900',
				payInType: 'mobile_money',
				payInPhone: '+254 700000001',
			},
			{ pay_in: { type: 'mobile_money', phone: '+254700000001' } },
		],
		[
			'a temporary bank account',
			{ targetCurrency: 'NGN', payInType: 'temporary_bank_account' },
			{ pay_in: { type: 'temporary_bank_account' } },
		],
		[
			'an address to pay out to',
			{
				sourceCurrency: 'USDC',
				targetCurrency: 'USDC',
				amount: '20',
				payOutType: 'address',
				payOutAddress: 'GSAMPLEADDRESS',
				payOutNetwork: 'XLM',
				payOutMemo: '12345',
			},
			{ pay_out: { type: 'address', address: 'GSAMPLEADDRESS', network: 'XLM', memo: '12345' } },
		],
	])('takes %s', async (_name, more, sent) => {
		account.emulator.fund('USDC', '100', account.customer.id);
		const { error } = await account.run(quote(more));
		expect(error).toBeUndefined();
		expect(account.emulator.requests[0]?.body).toMatchObject(sent);
	});

	test('takes the papers of a bank payout in dollars, and is refused without them', async () => {
		const { emulator, customer } = account;
		emulator.fund('USD', '100', customer.id);
		const { id } = emulator.addRecipient(usdBank, customer.id);
		const dollars = quote({
			sourceCurrency: 'USD',
			targetCurrency: 'USD',
			amount: '20',
			payOutType: 'bank_transfer',
			payOutRecipientId: locator(id),
		});
		const refused = await account.run(dollars);
		expect(refused.error).toMatchObject({ message: expect.stringContaining('Narration is missing') });
		const { error } = await account.run({
			...dollars,
			payOutNarration: 'Invoice 7',
			payOutInvoiceUrl: 'https://example.org/7.pdf',
		});
		expect(error).toBeUndefined();
		expect(emulator.requests[0]?.body).toMatchObject({
			pay_out: { narration: 'Invoice 7', payment_invoice_url: 'https://example.org/7.pdf' },
		});
	});

	test('takes a recipient', async () => {
		const { error } = await account.run(
			quote({ targetCurrency: 'NGN', payOutType: 'bank_transfer', payOutRecipientId: locator(account.recipientId) }),
		);
		expect(error).toBeUndefined();
		expect(account.emulator.requests[0]?.body).toMatchObject({
			pay_out: { type: 'bank_transfer', recipient_id: account.recipientId },
		});
	});

	test('on a network that the currency does not have is refused, and the error says what to do', async () => {
		const ran = await account.run(
			quote({
				sourceCurrency: 'USDT',
				targetCurrency: 'USDT',
				amount: '10',
				payInType: 'address',
				payInNetwork: 'TRC20',
			}),
			errorOutput,
		);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('TRC20'),
			message: expect.stringContaining('Choose a network'),
		});
	});

	test('is read and listed, of the chosen customer only', async () => {
		const made = await account.run(quote());
		await account.run(quote({ customerId: locator('') }));
		const got = await account.run({
			resource: 'quote',
			operation: 'get',
			...mine(),
			quoteId: String(made.json[0]?.id),
		});
		const listed = await account.run({
			resource: 'quote',
			operation: 'getAll',
			...mine(),
			returnAll: true,
			simplify: true,
		});
		expect(got.json[0]).toEqual(made.json[0]);
		expect(listed.json.map(({ id }) => id)).toEqual([made.json[0]?.id]);
		expect(Object.keys(listed.json[0] ?? {}).length).toBeLessThanOrEqual(10);
	});
});

describe('a transfer', () => {
	const payout = async () => {
		const { json } = await account.run(account.payout());
		return json[0] as { id: string; quote_id: string };
	};

	test('is read as Busha shows it', async () => {
		const made = await payout();
		const { json } = await account.run({ resource: 'transfer', operation: 'get', ...mine(), transferId: made.id });
		expect(json[0]).toMatchObject({ id: made.id, quote_id: made.quote_id });
	});

	test('is found by its quote, its status and its currencies', async () => {
		const [first, second] = [await payout(), await payout()];
		const list = async (filters: Parameters) => {
			const { json } = await account.run({
				resource: 'transfer',
				operation: 'getAll',
				...mine(),
				returnAll: false,
				limit: 10,
				filters: filters as never,
			});
			return json.map(({ id }) => id);
		};
		expect(await list({ quoteId: second.quote_id })).toEqual([second.id]);
		expect(await list({ status: 'pending' })).toEqual(expect.arrayContaining([second.id]));
		expect(await list({ sourceCurrency: 'NGN', targetCurrency: 'NGN' })).toEqual([second.id, first.id]);
		expect(await list({ sourceCurrency: 'USDT' })).toEqual([]);
	});

	test('is not looked for without its quote when the expression for it comes out empty', async () => {
		const ran = await account.run(
			{
				resource: 'transfer',
				operation: 'getAll',
				...mine(),
				returnAll: true,
				filters: { quoteId: '={{ $json.none }}' },
			},
			errorOutput,
		);
		expect(failureIn(ran).details).toEqual({ outcome: 'notSent' });
		expect(account.emulator.requests).toEqual([]);
	});

	test('of another profile is not found', async () => {
		const made = await payout();
		const ran = await account.run(
			{ resource: 'transfer', operation: 'get', customerId: locator(''), transferId: made.id },
			errorOutput,
		);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'rejected', httpCode: 404 });
	});

	test('is waited for until it is delivered', async () => {
		const made = await payout();
		const { json } = await account.run({
			resource: 'transfer',
			operation: 'wait',
			...mine(),
			transferId: made.id,
			waitTimeout: 60,
		});
		expect(json[0]).toMatchObject({ id: made.id, status: 'funds_delivered' });
	});

	test.each([
		['at all', 0],
		['any more', 1],
	])('that cannot be read %s while it is waited for is unknown, not failed', async (_name, readable) => {
		const made = await payout();
		let reads = 0;
		account.emulator.onRequest(({ path }) =>
			path.includes('TRF_') && ++reads > readable ? { kind: 'reset', commit: false } : undefined,
		);
		const ran = await account.run(
			{ resource: 'transfer', operation: 'wait', ...mine(), transferId: made.id, waitTimeout: 60 },
			errorOutput,
		);
		expect(failureIn(ran)).toMatchObject({
			message: expect.stringMatching(/^Do not pay again/) as string,
			details: { outcome: 'unknown', transferId: made.id },
		});
	});
});

describe('the history', () => {
	const history = async (filters: Parameters, more: Parameters = {}) =>
		await account.run({
			resource: 'transaction',
			operation: 'getAll',
			...mine(),
			returnAll: true,
			filters: filters as never,
			...more,
		});

	beforeEach(() => {
		account.emulator.addTransactions(250, {
			profileId: account.customer.id,
			step: 60_000,
			fields: (index) => ({
				type: index % 5 === 0 ? 'withdrawals' : 'deposits',
				currency: index % 2 === 0 ? 'NGN' : 'USDT',
			}),
		});
	});

	test('is read whole, newest first, or as much of it as is asked for', async () => {
		const all = await history({});
		expect(all.json).toHaveLength(250);
		const some = await history({}, { returnAll: false, limit: 120 });
		expect(some.json.map(({ id }) => id)).toEqual(all.json.slice(0, 120).map(({ id }) => id));
		const one = await account.run({
			resource: 'transaction',
			operation: 'get',
			...mine(),
			transactionId: String(all.json[7]?.id),
		});
		expect(one.json[0]).toMatchObject(all.json[7] ?? {});
	});

	test('is filtered by currency, type and time, whatever the order', async () => {
		expect((await history({ currency: 'USDT' })).json).toHaveLength(125);
		expect((await history({ type: 'withdrawals' })).json).toHaveLength(50);
		const all = (await history({})).json.map((row) => String(row.created_at));
		const [newest, oldest] = [all[100] ?? '', all[149] ?? ''];
		for (const sort of ['asc', 'desc']) {
			const { json } = await history({ createdAfter: oldest, createdBefore: newest, sort });
			expect(json).toHaveLength(49);
		}
	});

	test('neighbouring windows hold each entry once, exact to the millisecond, however the moment is given', async () => {
		account.emulator.addTransactions(3, {
			profileId: account.customer.id,
			newestAt: Date.parse('2026-01-01T00:00:00.500Z'),
			step: 1,
			fields: (index) => ({ amount: String(index) }),
		});
		const border = '2026-01-01T00:00:00.499Z';
		const inWindow = async (filters: Parameters) =>
			(await history({ ...filters, sort: 'asc' })).json
				.map(({ amount }) => amount)
				.filter((amount) => amount !== '1000');
		for (const given of [
			border,
			`={{ new Date('${border}') }}`,
			`={{ DateTime.fromISO('${border}') }}`,
			'2026-01-01T01:00:00.499+01:00',
		]) {
			expect(await inWindow({ createdAfter: '2026-01-01T00:00:00Z', createdBefore: given })).toEqual(['0']);
			expect(await inWindow({ createdAfter: given, createdBefore: '2026-01-01T00:00:01Z' })).toEqual(['1', '2']);
		}
	});

	test.each([
		[{ isCredit: false }, 50],
		[{ isCredit: true }, 200],
		[{ isFiat: false }, 125],
		[{ status: 'pending' }, 26],
		[{ status: 'completed', isFiat: true }, 99],
	])('is filtered by %j', async (filters, rows) => {
		account.emulator.reset();
		const customer = account.emulator.addCustomer();
		account.emulator.addTransactions(250, {
			profileId: customer.id,
			fields: (index) => ({
				is_credit: index % 5 !== 0,
				is_fiat: index % 2 === 0,
				status: (index % 20 === 0 || index % 20 === 2 ? 'pending' : 'completed') as 'completed',
			}),
		});
		expect((await history(filters, { customerId: locator(customer.id) })).json).toHaveLength(rows);
	});

	test('an order other than the one that was asked for is an error, since entries would be missed', async () => {
		const rows = [1, 2, 3].map((minute) => ({ id: String(minute), created_at: `2026-01-01T00:0${minute}:00Z` }));
		account.emulator.fault(
			{ resource: 'transactions' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: rows } },
			2,
		);
		expect((await history({})).error).toMatchObject({
			message: expect.stringContaining('did not list the newest rows first') as string,
		});
		expect((await history({ sort: 'asc' })).json).toHaveLength(3);
	});

	test('one entry out of place does not end the reading', async () => {
		account.emulator.addTransactions(1, {
			profileId: account.customer.id,
			newestAt: account.emulator.clock.now() + 1,
			fields: () => ({ amount: '7', created_at: '2020-01-01T00:00:00Z' }),
		});
		const all = (await history({})).json;
		expect((await history({ createdAfter: String(all.at(-1)?.created_at) })).json.length).toBe(250);
	});

	test('is not read further back than the filter asks for', async () => {
		const all = await history({});
		const before = account.emulator.requests.length;
		await history({ createdAfter: String(all.json[20]?.created_at) });
		expect(account.emulator.requests.length - before).toBe(1);
	});
});

describe('Transfer > Get Many', () => {
	const deposit = async () =>
		String(
			(
				await account.run({
					resource: 'transaction',
					operation: 'deposit',
					...mine(),
					sourceCurrency: 'NGN',
					targetCurrency: 'NGN',
					amountType: 'source',
					amount: '1000',
					method: 'bankAccount',
				})
			).json[0]?.id,
		);
	const found = async (filters: Parameters) =>
		(
			await account.run({
				resource: 'transfer',
				operation: 'getAll',
				...mine(),
				returnAll: true,
				filters: filters as never,
			})
		).json;

	test('finds several statuses at once, also one that Busha documents no filter for', async () => {
		const first = await deposit();
		account.emulator.clock.advance(60_000);
		const second = await deposit();
		expect((await found({ status: ['funds_received', 'pending', 'reversed'] })).map(({ id }) => id)).toEqual([
			second,
			first,
		]);
		expect((await found({ status: 'funds_received' })).map(({ id }) => id)).toEqual([first]);
		expect(await found({ status: ['reversed'] })).toEqual([]);
		expect((await found({ status: [] })).map(({ id }) => id)).toEqual([second, first]);
	});

	test('neighbouring windows hold each transfer once, and the newest first are asked for', async () => {
		for (let time = 0; time < 3; time++) {
			await deposit();
			account.emulator.clock.advance(1_000);
		}
		const all = await found({});
		const border = String(all[1]?.created_at);
		expect((await found({ createdBefore: border })).map(({ id }) => id)).toEqual([all[2]?.id]);
		expect((await found({ createdAfter: border })).map(({ id }) => id)).toEqual([all[0]?.id, all[1]?.id]);
		const lists = account.emulator.requests.filter(({ operationId }) => operationId === 'listTransfers');
		expect(lists.at(-1)?.query.sort).toBe('desc');
	});
});

describe('a price', () => {
	const price = (more: Parameters = {}): Parameters => ({ ...quote(more), operation: 'getPrice' });

	test('has a rate and amounts, and leaves nothing behind', async () => {
		const { json, error } = await account.run(price());
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ source_amount: '15001', rate: { rate: expect.any(String) as string } });
		expect(account.emulator.requests[0]).toMatchObject({ method: 'POST', path: '/v1/quotes/unauthenticated' });
		expect(account.emulator.state.quotes.size).toBe(0);
	});

	test('whose answer is lost is asked for again', async () => {
		account.emulator.fault({ method: 'POST' }, { kind: 'reset', commit: false });
		expect((await account.run(price())).error).toBeUndefined();
		expect(account.emulator.requests).toHaveLength(2);
	});
});
