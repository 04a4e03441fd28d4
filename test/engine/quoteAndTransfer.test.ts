import { type Account, failureIn, openAccount } from '../support/account';
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
		const made = await account.run(quote({ additionalFields: { reference: 'mine', reversalPolicy: 'conversion_only' } }));
		expect(made.json[0]).toMatchObject({ status: 'pending', reference: 'mine', reversal_policy: 'conversion_only' });
		expect(account.emulator.balance('NGN', account.customer.id).available).toBe('100000');
		const done = await account.run({ resource: 'transfer', operation: 'create', ...mine(), quoteId: String(made.json[0]?.id) });
		expect(done.json[0]).toMatchObject({ quote_id: made.json[0]?.id, status: 'pending' });
		expect(done.json[0]).not.toHaveProperty('replayed');
	});

	test.each<[string, Parameters, object]>([
		['an address to pay in to', { sourceCurrency: 'USDT', targetCurrency: 'NGN', amount: '10', payInType: 'address', payInNetwork: 'TRX' }, { pay_in: { type: 'address', network: 'TRX' } }],
		['mobile money to pay in with', { sourceCurrency: 'KES', targetCurrency: 'KES', amount: '900', payInType: 'mobile_money', payInPhone: '+254 700000001' }, { pay_in: { type: 'mobile_money', phone: '+254700000001' } }],
		['a temporary bank account', { targetCurrency: 'NGN', payInType: 'temporary_bank_account' }, { pay_in: { type: 'temporary_bank_account' } }],
		[
			'an address to pay out to',
			{ sourceCurrency: 'USDC', targetCurrency: 'USDC', amount: '20', payOutType: 'address', payOutAddress: 'GSAMPLEADDRESS', payOutNetwork: 'XLM', payOutMemo: '12345' },
			{ pay_out: { type: 'address', address: 'GSAMPLEADDRESS', network: 'XLM', memo: '12345' } },
		],
	])('takes %s', async (_name, more, sent) => {
		account.emulator.fund('USDC', '100', account.customer.id);
		const { error } = await account.run(quote(more));
		expect(error).toBeUndefined();
		expect(account.emulator.requests[0]?.body).toMatchObject(sent);
	});

	test('takes a recipient', async () => {
		const { error } = await account.run(
			quote({ targetCurrency: 'NGN', payOutType: 'bank_transfer', payOutRecipientId: locator(account.recipientId) }),
		);
		expect(error).toBeUndefined();
		expect(account.emulator.requests[0]?.body).toMatchObject({ pay_out: { type: 'bank_transfer', recipient_id: account.recipientId } });
	});

	test('on a network that the currency does not have is refused, and the error says what to do', async () => {
		const ran = await account.run(quote({ sourceCurrency: 'USDT', targetCurrency: 'USDT', amount: '10', payInType: 'address', payInNetwork: 'TRC20' }), errorOutput);
		expect(failureIn(ran)).toMatchObject({ error: expect.stringContaining('TRC20'), message: expect.stringContaining('Choose a network') });
	});

	test('is read and listed, of the chosen customer only', async () => {
		const made = await account.run(quote());
		await account.run(quote({ customerId: locator('') }));
		const got = await account.run({ resource: 'quote', operation: 'get', ...mine(), quoteId: String(made.json[0]?.id) });
		const listed = await account.run({ resource: 'quote', operation: 'getAll', ...mine(), returnAll: true, simplify: true });
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
			const { json } = await account.run({ resource: 'transfer', operation: 'getAll', ...mine(), returnAll: false, limit: 10, filters: filters as never });
			return json.map(({ id }) => id);
		};
		expect(await list({ quoteId: second.quote_id })).toEqual([second.id]);
		expect(await list({ status: 'pending' })).toEqual(expect.arrayContaining([second.id]));
		expect(await list({ sourceCurrency: 'NGN', targetCurrency: 'NGN' })).toEqual([second.id, first.id]);
		expect(await list({ sourceCurrency: 'USDT' })).toEqual([]);
	});

	test('is not looked for without its quote when the expression for it comes out empty', async () => {
		const ran = await account.run(
			{ resource: 'transfer', operation: 'getAll', ...mine(), returnAll: true, filters: { quoteId: '={{ $json.none }}' } },
			errorOutput,
		);
		expect(failureIn(ran).details).toEqual({ outcome: 'notSent' });
		expect(account.emulator.requests).toEqual([]);
	});

	test('of another profile is not found', async () => {
		const made = await payout();
		const ran = await account.run({ resource: 'transfer', operation: 'get', customerId: locator(''), transferId: made.id }, errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'rejected', httpCode: 404 });
	});

	test('is waited for until it is delivered', async () => {
		const made = await payout();
		const { json } = await account.run({ resource: 'transfer', operation: 'wait', ...mine(), transferId: made.id, waitTimeout: 60 });
		expect(json[0]).toMatchObject({ id: made.id, status: 'funds_delivered' });
	});

	test.each([
		['at all', 0],
		['any more', 1],
	])('that cannot be read %s while it is waited for is unknown, not failed', async (_name, readable) => {
		const made = await payout();
		let reads = 0;
		account.emulator.onRequest(({ path }) => (path.includes('TRF_') && ++reads > readable ? { kind: 'reset', commit: false } : undefined));
		const ran = await account.run({ resource: 'transfer', operation: 'wait', ...mine(), transferId: made.id, waitTimeout: 60 }, errorOutput);
		expect(failureIn(ran)).toMatchObject({ message: expect.stringMatching(/^Do not pay again/) as string, details: { outcome: 'unknown', transferId: made.id } });
	});
});

describe('the history', () => {
	const history = async (filters: Parameters, more: Parameters = {}) =>
		await account.run({ resource: 'transaction', operation: 'getAll', ...mine(), returnAll: true, filters: filters as never, ...more });

	beforeEach(() => {
		account.emulator.addTransactions(250, {
			profileId: account.customer.id,
			step: 60_000,
			fields: (index) => ({ type: index % 5 === 0 ? 'withdrawals' : 'deposits', currency: index % 2 === 0 ? 'NGN' : 'USDT' }),
		});
	});

	test('is read whole, newest first, or as much of it as is asked for', async () => {
		const all = await history({});
		expect(all.json).toHaveLength(250);
		const some = await history({}, { returnAll: false, limit: 120 });
		expect(some.json.map(({ id }) => id)).toEqual(all.json.slice(0, 120).map(({ id }) => id));
		const one = await account.run({ resource: 'transaction', operation: 'get', ...mine(), transactionId: String(all.json[7]?.id) });
		expect(one.json[0]).toMatchObject(all.json[7] ?? {});
	});

	test('is filtered by currency, type and time, whatever the order', async () => {
		expect((await history({ currency: 'USDT' })).json).toHaveLength(125);
		expect((await history({ type: 'withdrawals' })).json).toHaveLength(50);
		const all = (await history({})).json.map((row) => String(row.created_at));
		const [newest, oldest] = [all[100] ?? '', all[149] ?? ''];
		for (const sort of ['asc', 'desc']) {
			const { json } = await history({ createdAfter: oldest, createdBefore: newest, sort });
			expect(json).toHaveLength(48);
		}
	});

	test('is not read further back than the filter asks for', async () => {
		const all = await history({});
		const before = account.emulator.requests.length;
		await history({ createdAfter: String(all.json[20]?.created_at) });
		expect(account.emulator.requests.length - before).toBe(1);
	});
});
