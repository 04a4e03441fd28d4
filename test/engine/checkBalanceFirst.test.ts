import type { Parameters } from '../support/busha';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator } from '../support/busha';
import { contractKept } from '../support/testEmulator';

let account: Account;
beforeEach(async () => {
	account = await openAccount({ rateLimit: { perMinute: 1_000_000 } });
});
afterEach(async () => {
	await account.close();
	contractKept(account.emulator);
});

const errorOutput = { onError: 'continueErrorOutput' as const };
const checked = { checkBalanceFirst: true };
const payout = (more: Parameters = {}): Parameters => account.payout({ options: checked, ...more });
const many = (count: number, more = {}) => Array.from({ length: count }, (_, n) => ({ n, ...more }));
const transfers = () => [...account.emulator.state.transfers.values()];
const posts = () => account.emulator.requests.filter(({ method }) => method === 'POST');
const reads = () => account.emulator.requests.filter(({ path }) => path.startsWith('/v1/balances'));

describe('a run that the balance cannot pay', () => {
	test('pays none of 300 payouts with money for 100, and tells what is missing', async () => {
		const { error } = await account.run(payout(), { items: many(300) });
		expect(error).toMatchObject({
			message: expect.stringContaining('do not suffice') as string,
			description: expect.stringContaining(
				`NGN balance of ${account.customer.id} has 100000 available, the payments take 300000, so 200000 is missing`,
			) as string,
			context: { details: { outcome: 'notSent' } },
		});
		expect(posts()).toEqual([]);
		expect(reads()).toHaveLength(1);
	});

	test('makes every item an error on the error output', async () => {
		const ran = await account.run(payout(), { items: many(101), settings: errorOutput });
		expect(ran.json).toEqual([]);
		expect(ran.failed).toHaveLength(101);
		expect(new Set(ran.failed.map(({ json }) => (json.details as { outcome: string }).outcome))).toEqual(
			new Set(['notSent']),
		);
		expect(posts()).toEqual([]);
		expect(reads()).toHaveLength(1);
	});

	test('is told to the last digit', async () => {
		const items = ['99999.99', '0.02'].map((amount) => ({ amount }));
		const { error } = await account.run(payout({ amount: '={{ $json.amount }}' }), { items });
		expect(error?.description).toContain('take 100000.01, so 0.01 is missing');
		expect(posts()).toEqual([]);
	});

	test('is checked for conversions too, and a currency without a balance has nothing', async () => {
		const convert = {
			resource: 'transaction',
			operation: 'convert',
			customerId: locator(account.customer.id),
			sourceCurrency: 'USDT',
			targetCurrency: 'NGN',
			amountType: 'source',
			amount: '10',
			options: checked,
		};
		const { error } = await account.run(convert);
		expect(error?.description).toContain('has 0 available, the payments take 10, so 10 is missing');
		expect(posts()).toEqual([]);
	});
});

test('without the option, payments are made until the money ends', async () => {
	const { json, failed } = await account.run(account.payout({ amount: '60000' }), {
		items: many(2),
		settings: errorOutput,
	});
	expect([json.length, failed.length]).toEqual([1, 1]);
	expect(reads()).toEqual([]);
});

test('a run that the balance can just pay is paid', async () => {
	const { json, error } = await account.run(payout({ amount: '50000' }), { items: many(2) });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(2);
	expect(account.emulator.balance('NGN', account.customer.id).available).toBe('0');
});

describe('balances of several profiles and currencies', () => {
	/** Items of two customers and two currencies: 60,000 NGN of each customer, and 10 USDT of the second one. */
	const mixed = () => {
		const other = account.emulator.addCustomer();
		const recipients = [account.recipientId, account.emulator.addRecipient({}, other.id).id];
		const [first, second] = [account.customer.id, other.id].map((customer, n) => ({
			customer,
			recipient: recipients[n],
		}));
		const items = [
			{ ...first, currency: 'NGN', amount: '60000' },
			{ ...second, currency: 'NGN', amount: '60000' },
			{ ...second, currency: 'USDT', amount: '10' },
		];
		const parameters = payout({
			customerId: locator('={{ $json.customer }}'),
			recipientId: locator('={{ $json.recipient }}'),
			sourceCurrency: '={{ $json.currency }}',
			amount: '={{ $json.amount }}',
		});
		return { other, items, parameters };
	};

	test('are each compared with what their own payments take', async () => {
		const { other, items, parameters } = mixed();
		account.emulator.fund('NGN', '60000', other.id);
		account.emulator.fund('USDT', '10', other.id);
		const { json, error } = await account.run(parameters, { items });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(3);
		expect(reads()).toHaveLength(2);
	});

	test('are all told when they do not suffice, and the one that does pays nothing either', async () => {
		const { other, items, parameters } = mixed();
		account.emulator.fund('NGN', '59000', other.id);
		const { error } = await account.run(parameters, { items });
		expect(error?.description).toContain(
			`The NGN balance of ${other.id} has 59000 available, the payments take 60000, so 1000 is missing.`,
		);
		expect(error?.description).toContain(
			`The USDT balance of ${other.id} has 0 available, the payments take 10, so 10 is missing.`,
		);
		expect(error?.description).not.toContain(account.customer.id);
		expect(posts()).toEqual([]);
	});

	test.each([
		[7, 'And 2 more balances do not suffice.'],
		[5, undefined],
	])('are told up to a number when %d do not suffice', async (length, more) => {
		const items = Array.from({ length }, () => {
			const { id } = account.emulator.addCustomer();
			return { customer: id, recipient: account.emulator.addRecipient({}, id).id };
		});
		const parameters = payout({
			customerId: locator('={{ $json.customer }}'),
			recipientId: locator('={{ $json.recipient }}'),
		});
		const { error } = await account.run(parameters, { items });
		expect(error?.description?.match(/is missing/g)).toHaveLength(5);
		expect(/And .* suffice\./.exec(error?.description ?? '')?.[0]).toBe(more);
	});
});

describe('a run that is continued', () => {
	test('counts only the payments that are left', async () => {
		account.emulator.fault(
			{
				method: 'POST',
				path: '/v1/quotes',
				where: ({ body }) => (body as { source_amount: string }).source_amount === '30001',
			},
			{ kind: 'answer', status: 400, commit: false },
		);
		const items = ['30000', '30001', '30002'].map((amount) => ({ amount }));
		const { json, error } = await account.run(payout({ amount: '={{ $json.amount }}' }), {
			items,
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(json.map(({ source_amount }) => source_amount)).toEqual(['30000', '30001', '30002']);
		expect(transfers()).toHaveLength(3);
		expect(reads()).toHaveLength(2);
	});

	test('keeps what was paid when the rest is refused', async () => {
		account.emulator.fault(
			{
				method: 'POST',
				path: '/v1/quotes',
				where: ({ body }) => (body as { source_amount: string }).source_amount === '30001',
			},
			{ kind: 'answer', status: 400, commit: false },
		);
		const items = ['30000', '30001'].map((amount) => ({ amount }));
		const first = await account.run(payout({ amount: '={{ $json.amount }}' }), { items });
		expect(first.error).toBeDefined();
		account.emulator.onRequest(({ path }) =>
			path === '/v1/balances' ? { kind: 'answer', status: 403, commit: false } : undefined,
		);
		const again = await account.run(payout({ amount: '={{ $json.amount }}' }), {
			items,
			retryOf: first.run,
			settings: errorOutput,
		});
		expect(again.json).toMatchObject([{ source_amount: '30000' }]);
		expect(again.failed).toHaveLength(1);
		expect(transfers()).toHaveLength(1);
	});

	test('does not count a payment that was found to be made before', async () => {
		const one = (amount: string, reference: string) => ({ amount, reference });
		const parameters = payout({ amount: '={{ $json.amount }}', reference: '={{ $json.reference }}' });
		const earlier = one('30000', 'invoice-2026-11-0077');
		await account.run(parameters, { items: [earlier] });
		account.emulator.fault({ method: 'POST', path: '/v1/quotes' }, { kind: 'answer', status: 400, commit: false });
		const first = await account.run(parameters, { items: [earlier, one('5000', 'invoice-2026-11-0078')] });
		expect(first.error?.message).toContain('[item 1]');
		await account.run(account.payout({ amount: '60000' }));
		const again = await account.run(parameters, {
			items: [earlier, one('5000', 'invoice-2026-11-0078')],
			retryOf: first.run,
		});
		expect(again.json).toMatchObject([{ source_amount: '30000', replayed: true }, { source_amount: '5000' }]);
	});

	test('does not count a payment that may have been taken already', async () => {
		account.emulator.fault({ method: 'GET', path: /transfers/ }, { kind: 'answer', status: 403, commit: false });
		account.emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'reset', commit: true });
		const first = await account.run(payout({ amount: '60000' }), { items: many(1) });
		expect(first.error?.context.details).toMatchObject({ outcome: 'unknown' });
		const again = await account.run(payout({ amount: '60000' }), { items: many(1), retryOf: first.run });
		expect(again.json).toMatchObject([{ source_amount: '60000' }]);
		expect(transfers()).toHaveLength(1);
	});
});

test('items with one reference are one payment, and count once', async () => {
	const { json, error } = await account.run(payout({ amount: '60000', reference: 'invoice-2026-11-0077' }), {
		items: many(2),
	});
	expect(error).toBeUndefined();
	expect(json.map(({ replayed }) => replayed)).toEqual([undefined, true]);
	expect(transfers()).toHaveLength(1);
});

describe('a balance that cannot be read', () => {
	const balanceOf = (more: object) => ({
		kind: 'answer' as const,
		status: 200,
		commit: false,
		body: { status: 'success', data: [{ currency: 'NGN', ...more }] },
	});
	test.each([
		['since Busha refuses', { kind: 'answer' as const, status: 403, commit: false }],
		['since it shows no amount', balanceOf({})],
		['since its amount is no text of digits', balanceOf({ available: { amount: 100_000, currency: 'NGN' } })],
		['since it is counted in another currency', balanceOf({ available: { amount: '100000', currency: 'USD' } })],
		[
			'since it is that of somebody else',
			balanceOf({ available: { amount: '100000', currency: 'NGN' }, profile_id: 'CUS_Somebody00001' }),
		],
	])('%s lets nothing be paid', async (_name, fault) => {
		account.emulator.onRequest(({ path }) => (path === '/v1/balances' ? fault : undefined));
		const ran = await account.run(payout(), { items: many(2), settings: errorOutput });
		expect(ran.failed).toHaveLength(2);
		expect(failureIn(ran)).toMatchObject({
			message: expect.stringContaining('Nothing was paid now') as string,
			details: { outcome: 'notSent' },
		});
		expect(posts()).toEqual([]);
	});
});

describe('an amount that is not the source amount', () => {
	const target = (options: Parameters): Parameters =>
		payout({ amountType: 'target', options: { ...checked, ...options } as never });

	test('is an error before anything is paid, as long as nothing says what it takes at most', async () => {
		const { error } = await account.run(target({}), { items: many(2) });
		expect(error).toMatchObject({
			message: expect.stringContaining('Check Balance First cannot tell') as string,
			description: expect.stringContaining('Maximum Source Amount') as string,
			context: { details: { outcome: 'notSent' } },
		});
		expect(account.emulator.requests).toEqual([]);
	});

	test('counts as its Maximum Source Amount', async () => {
		const ran = await account.run(target({ maxSourceAmount: '50001' }), { items: many(2), settings: errorOutput });
		expect(failureIn(ran).message).toContain('the payments take 100002, so 2 is missing');
		const paid = await account.run(target({ maxSourceAmount: '50000' }), { items: many(2) });
		expect(paid.json).toHaveLength(2);
	});
});

test('one item that asks for the check is enough', async () => {
	const options = { checkBalanceFirst: '={{ $json.check }}' };
	const items = [
		{ check: true, amount: '1000' },
		{ check: false, amount: '100000' },
	];
	const { error } = await account.run(payout({ amount: '={{ $json.amount }}', options }), { items });
	expect(error?.description).toContain('the payments take 101000');
	expect(posts()).toEqual([]);
});

test("the business's own balance is named so, and a currency that is not listed has nothing", async () => {
	account.emulator.fault(
		{ path: '/v1/balances' },
		{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [] } },
	);
	const { error } = await account.run(payout({ customerId: locator('') }));
	expect(error?.description).toBe(
		'Nothing was paid now. The NGN balance of your business has 0 available, the payments take 1000, so 1000 is missing. Add the missing money, or pay fewer items.',
	);
});
