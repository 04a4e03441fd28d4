import type { INode } from 'n8n-workflow';

import type { Fault } from '../../emulator';
import { type Account, failureIn, openAccount } from '../support/account';
import { credentialsOf, locator, type Parameters, workflowWith } from '../support/busha';
import { itemsOf, runWorkflow } from '../support/engine';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const payout = (more: Parameters = {}): Parameters => account.payout({ amount: '={{ $json.amount }}', ...more });

const ten = Array.from({ length: 10 }, (_, index) => ({ amount: String(1000 + index) }));
const one = [{ amount: '1000' }];
const retry = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const DO_NOT_PAY = expect.stringMatching(/^Do not pay again before you know\. .+filtered by quote ID\.$/) as string;
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const transfers = () => [...account.emulator.state.transfers.values()];
const sent = (method: string, path: string) =>
	account.emulator.requests.filter((request) => request.method === method && request.path === path);

describe('a transfer whose answer is lost', () => {
	const lost: Array<[string, Fault]> = [
		['500', { kind: 'answer', status: 500, commit: true }],
		['503', { kind: 'answer', status: 503, commit: true }],
		['408', { kind: 'answer', status: 408, commit: true }],
		['a reset', { kind: 'reset', commit: true }],
		['a cut body', { kind: 'cut' }],
		['HTML with 200', { kind: 'html', commit: true }],
		['a redirection', { kind: 'redirect', commit: true, location: 'http://127.0.0.1:9/' }],
	];

	test.each(lost)('by %s is found instead of being made again', async (_name, fault) => {
		account.emulator.fault(createTransfer, fault);
		const { json, error } = await account.run(payout(), { items: one });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: transfers()[0]?.id, replayed: true });
		expect(transfers()).toHaveLength(1);
		expect(sent('POST', '/v1/transfers')).toHaveLength(1);
	});

	const before: Array<[string, Fault]> = [
		['500', { kind: 'answer', status: 500, commit: false }],
		['a reset', { kind: 'reset', commit: false }],
		['429 with Retry-After', { kind: 'answer', status: 429, commit: false, retryAfter: 9 }],
	];

	test.each(before)('by %s before it was made is made with the same quote', async (_name, fault) => {
		account.emulator.fault(createTransfer, fault);
		const { json, error } = await account.run(payout(), { items: one });
		expect(error).toBeUndefined();
		expect(json[0]).not.toHaveProperty('replayed');
		expect(transfers()).toHaveLength(1);
		expect(sent('POST', '/v1/quotes')).toHaveLength(1);
	});

	test('is not taken for refused when Busha refuses the quote, and does not tell whether it was used', async () => {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 400, commit: false });
		account.emulator.fault({ method: 'GET', path: '/v1/transfers' }, { kind: 'reset', commit: false }, 1000);
		const ran = await account.run(payout(), { ...errorOutput, items: one });
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('Busha refused the request') as string,
			message: DO_NOT_PAY,
			details: { outcome: 'unknown' },
		});
	});

	test('is told to be in doubt when the next try cannot look either, never to be simply tried again', async () => {
		account.emulator.onRequest(({ method, path }) =>
			method === 'GET' || path === '/v1/transfers' ? { kind: 'reset', commit: true } : undefined,
		);
		const ran = await account.run(payout(), {
			settings: { ...retry, maxTries: 2, ...errorOutput.settings },
			items: one,
		});
		expect(failureIn(ran)).toMatchObject({
			message: DO_NOT_PAY,
			details: { outcome: 'unknown', quoteId: transfers()[0]?.quote_id },
		});
		expect(sent('POST', '/v1/transfers')).toHaveLength(1);
	});

	test('is reported as unknown, with its quote, when it cannot be settled', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 1000);
		const ran = await account.run(payout(), { ...errorOutput, items: one });
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: transfers()[0]?.quote_id });
		expect(sent('POST', '/v1/transfers')).toHaveLength(1);
	});

	test('is found although the look-up does not show it for a while', async () => {
		account.emulator.fault(createTransfer, {
			kind: 'all',
			faults: [
				{ kind: 'reset', commit: true },
				{ kind: 'loseLookup', requests: 2 },
			],
		});
		const { json } = await account.run(payout(), { items: one });
		expect(json[0]).toMatchObject({ id: transfers()[0]?.id });
		expect(transfers()).toHaveLength(1);
	});

	test('waits as long as Retry-After asks for', async () => {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 429, commit: false, retryAfter: 40 });
		await account.run(payout(), { items: one });
		const [first, second] = sent('POST', '/v1/transfers');
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(40_000);
	});
});

describe('Retry On Fail', () => {
	test('makes ten transfers for ten items although one answer is lost', async () => {
		let posts = 0;
		account.emulator.onRequest(({ method, path }) =>
			method === 'POST' && path === '/v1/transfers' && ++posts === 5
				? { kind: 'answer', status: 500, commit: true }
				: undefined,
		);
		account.emulator.fault({ method: 'GET', path: '/v1/transfers' }, { kind: 'answer', status: 500, commit: false }, 4);
		const { json, error } = await account.run(payout(), { items: ten, settings: retry });
		expect(error).toBeUndefined();
		expect(json.map(({ source_amount }) => source_amount)).toEqual(ten.map(({ amount }) => amount));
		expect(transfers()).toHaveLength(10);
		expect(sent('POST', '/v1/quotes')).toHaveLength(10);
	});

	test('returns finished items as they were', async () => {
		account.emulator.fault(
			{ ...createTransfer, where: ({ index }) => index > 4 },
			{ kind: 'answer', status: 400, commit: false },
		);
		const { json } = await account.run(payout(), { items: ten.slice(0, 3), settings: retry });
		expect(json.map(({ replayed }) => replayed)).toEqual([undefined, undefined, undefined]);
		expect(transfers()).toHaveLength(3);
	});

	test('does not run again over items that went through, when the first of several goes to the error output', async () => {
		account.emulator.fund('NGN', '0', account.customer.id);
		const items = [{ amount: '900000' }, ...ten];
		const ran = await account.run(payout(), { items, settings: { ...retry, onError: 'continueRegularOutput' } });
		expect(ran.json).toHaveLength(11);
		expect(ran.json[0]).toMatchObject({ details: { outcome: 'rejected' } });
		expect(transfers()).toHaveLength(10);
	});

	test('does not pay again when n8n takes the reason of a failed transfer for a failure of the node', async () => {
		const { emulator, customer } = account;
		const refusing = emulator.addRecipient({ account_number: '9999999999' }, customer.id).id;
		emulator.fault(createTransfer, { kind: 'reset', commit: true });
		emulator.fault(
			{ method: 'GET', path: '/v1/transfers' },
			{ kind: 'answer', status: 429, commit: false, retryAfter: 10 },
		);
		const items = [
			{ amount: '1000', recipient: refusing },
			...ten.slice(1).map((item) => ({ ...item, recipient: account.recipientId })),
		];
		const settings = { ...retry, onError: 'continueRegularOutput' as const };
		const { json } = await account.run(payout({ recipientId: locator('={{ $json.recipient }}') }), { items, settings });
		const [refused] = transfers().filter(({ status }) => status === 'funds_refunded');
		expect(json[0]).toMatchObject({
			error: 'The transfer failed: Account details are invalid',
			details: { outcome: 'rejected', transferId: refused?.id },
		});
		expect(json).toHaveLength(10);
		expect(transfers()).toHaveLength(10);
	});

	test('a node that runs twice in one execution, as in a loop, pays in each run', async () => {
		const json = workflowWith(payout(), { ...retry, onError: 'continueRegularOutput' });
		const pass = (name: string): INode => ({
			id: name,
			name,
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [100, 0],
			parameters: {},
		});
		json.nodes.push(pass('First'), pass('Second'));
		const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
		json.connections = {
			Manual: { main: [[to('First'), to('Second')]] },
			First: { main: [[to('Busha')]] },
			Second: { main: [[to('Busha')]] },
		};
		// What fails leaves the first run's ledger as it is, for another try of that run.
		const input = ['1000', '900000'].map((amount) => ({ json: { amount } }));
		const run = await runWorkflow(json, { credentials: credentialsOf(account.emulator), input });
		const rounds = [0, 1].map((round) => itemsOf(run, 'Busha', 0, round)[0]?.json.id);
		expect(new Set(rounds)).toEqual(new Set(transfers().map(({ id }) => id)));
		expect(transfers()).toHaveLength(2);
	});
});

describe('Retry execution', () => {
	test('continues where the execution failed', async () => {
		account.emulator.fault({ ...createTransfer, where: ({ index }) => index > 8 }, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const failed = await account.run(payout(), { items: ten });
		expect(failed.error).toMatchObject({ context: { itemIndex: 4, details: { outcome: 'unknown' } } });
		expect(transfers()).toHaveLength(5);

		const { json, error } = await account.run(payout(), { retryOf: failed.run });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(10);
		expect(json.map(({ replayed }) => replayed ?? false)).toEqual(ten.map((_, index) => index === 4));
		expect(transfers()).toHaveLength(10);
	});

	test('makes a new quote only after the old one ran out and is known to have made nothing', async () => {
		account.emulator.onRequest(({ method, path }) =>
			method === 'POST' && path === '/v1/transfers' ? { kind: 'reset', commit: false } : undefined,
		);
		const failed = await account.run(payout(), { items: one });
		expect(failed.error).toMatchObject({ context: { details: { outcome: 'unknown' } } });
		account.emulator.onRequest(undefined);
		account.emulator.clock.advance(31 * 60_000);
		const before = account.emulator.requests.length;
		const { json, error } = await account.run(payout(), { retryOf: failed.run });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(transfers()).toHaveLength(1);
		const retried = account.emulator.requests
			.slice(before)
			.map(({ method, path }) => `${method} ${path.split('/')[2]}`);
		const looks = ['GET transfers', 'GET quotes'];
		expect(retried).toEqual([
			...looks,
			...looks,
			...looks,
			...looks,
			...looks,
			'GET quotes',
			'POST quotes',
			'GET quotes',
			'POST transfers',
		]);
	});
});

test('an accepted quote whose transfer is not shown is never replaced, however late it is', async () => {
	account.emulator.fault(createTransfer, {
		kind: 'all',
		faults: [
			{ kind: 'reset', commit: true },
			{ kind: 'loseLookup', requests: 1000 },
		],
	});
	const failed = await account.run(payout(), { items: one });
	account.emulator.clock.advance(40 * 60_000);
	const again = await account.run(payout(), { retryOf: failed.run });
	expect(again.error).toMatchObject({
		context: { details: { outcome: 'unknown', quoteId: transfers()[0]?.quote_id } },
	});
	expect(sent('POST', '/v1/quotes')).toHaveLength(1);
	expect(transfers()).toHaveLength(1);
});

describe('a reference', () => {
	const referenced = (more: Parameters = {}) => payout({ reference: 'salary-2026-1', ...more });

	test('is paid once, in the same run and in later executions', async () => {
		const first = await account.run(referenced(), { items: [...one, ...one] });
		const later = await account.run(referenced(), { items: one });
		const ids = [...first.json, ...later.json].map(({ id }) => id);
		expect(new Set(ids)).toEqual(new Set([transfers()[0]?.id]));
		expect([...first.json, ...later.json].map(({ replayed }) => replayed)).toEqual([undefined, true, true]);
		expect(transfers()).toHaveLength(1);
	});

	test('of another customer is another payment', async () => {
		const other = account.emulator.addCustomer();
		account.emulator.fund('NGN', '100000', other.id);
		const recipientId = account.emulator.addRecipient({}, other.id).id;
		await account.run(referenced(), { items: one });
		const { json } = await account.run(
			referenced({ customerId: locator(other.id), recipientId: locator(recipientId) }),
			{ items: one },
		);
		expect(json[0]).toMatchObject({ profile_id: other.id });
		expect(transfers()).toHaveLength(2);
	});

	test('of another kind is another payment', async () => {
		await account.run(referenced(), { items: one });
		const { json } = await account.run(
			{ ...referenced(), operation: 'convert', targetCurrency: 'USDT' },
			{ items: one },
		);
		expect(json[0]).not.toHaveProperty('replayed');
		expect(transfers()).toHaveLength(2);
	});

	test('is looked for in one scan for all items of a run', async () => {
		const items = ten.map(({ amount }, index) => ({ amount, reference: `salary-2026-${index}` }));
		await account.run(payout({ reference: '={{ $json.reference }}' }), { items });
		const before = account.emulator.requests.length;
		const { json } = await account.run(payout({ reference: '={{ $json.reference }}' }), { items });
		expect(json.every(({ replayed }) => replayed === true)).toBe(true);
		const lists = account.emulator.requests.slice(before).filter(({ path }) => path === '/v1/quotes');
		expect(lists).toHaveLength(1);
	});

	test('is looked for only as far back as the option says', async () => {
		await account.run(referenced(), { items: one });
		account.emulator.clock.advance(3 * 24 * 60 * 60_000);
		// More than a page of newer quotes, so that the old one is reached only by looking that far back.
		await account.run(payout(), { items: Array.from({ length: 110 }, () => ({ amount: '150' })) });
		const found = await account.run(referenced({ options: { referenceLookback: 4 } }), { items: one });
		expect(found.json[0]).toMatchObject({ replayed: true });
		const paidAgain = await account.run(referenced({ options: { referenceLookback: 2 } }), { items: one });
		expect(paidAgain.json[0]).not.toHaveProperty('replayed');
	});

	test('that comes out empty is an error, and nothing is sent', async () => {
		const ran = await account.run(payout({ reference: '={{ $json.none }}' }), { ...errorOutput, items: one });
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('Reference: is filled in, but empty'),
			details: { outcome: 'notSent' },
		});
		expect(account.emulator.requests).toEqual([]);
	});

	test('is paid once by two executions that run side by side', async () => {
		const runs = await Promise.all([1, 2, 3].map(async () => await account.run(referenced(), { items: one })));
		expect(transfers()).toHaveLength(1);
		expect(runs.map(({ json }) => json[0]?.id)).toEqual(runs.map(() => transfers()[0]?.id));
	});

	test('that an execution left without a transfer is paid with the quote that it left', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: false }, 4);
		await account.run(referenced(), { ...errorOutput, items: one });
		const { json } = await account.run(referenced(), { items: one });
		expect(json).toHaveLength(1);
		expect(sent('POST', '/v1/quotes')).toHaveLength(1);
		expect(transfers()).toHaveLength(1);
	});

	test('is not trusted to be new when the list of quotes does not show the new quote', async () => {
		account.emulator.fault({ method: 'POST', path: '/v1/quotes' }, { kind: 'loseLookup', requests: 50, quotes: true });
		const ran = await account.run(referenced(), { ...errorOutput, items: one });
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('list of quotes'),
			details: { outcome: 'notSent' },
		});
		expect(transfers()).toEqual([]);
	});
});

describe('an expired quote', () => {
	test('that ran out before it was executed is replaced by a new one', async () => {
		account.emulator.fault(createTransfer, { kind: 'expireQuote' });
		const { json, error } = await account.run(payout(), { items: one });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(sent('POST', '/v1/quotes')).toHaveLength(2);
		expect(transfers()).toHaveLength(1);
	});

	test('is never executed', async () => {
		const quote = await account.run({
			resource: 'quote',
			operation: 'create',
			customerId: locator(account.customer.id),
			sourceCurrency: 'NGN',
			targetCurrency: 'USDT',
			amountType: 'source',
			amount: '1000',
			payInType: 'balance',
			payOutType: 'balance',
		});
		account.emulator.clock.advance(31 * 60_000);
		const ran = await account.run(
			{
				resource: 'transfer',
				operation: 'create',
				customerId: locator(account.customer.id),
				quoteId: String(quote.json[0]?.id),
			},
			errorOutput,
		);
		expect(failureIn(ran)).toMatchObject({
			error: 'The quote has expired',
			details: { outcome: 'notSent', quoteId: quote.json[0]?.id },
		});
		expect(sent('POST', '/v1/transfers')).toEqual([]);
	});
});

test.each([
	['profile', { profile_id: 'CUS_Foreign000001' }, 'another profile'],
	['source currency', { source_currency: 'KES' }, 'another payment'],
	['target currency', { target_currency: 'KES' }, 'another payment'],
	['and larger source amount', { source_amount: '1000.01' }, 'another payment'],
])('a quote that names another %s than the one asked for is not executed', async (_what, other, told) => {
	const asked = {
		id: 'QUO_x',
		profile_id: account.customer.id,
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '1000',
		target_amount: '892.5',
	};
	const quote = { ...asked, ...other };
	account.emulator.fault(
		{ method: 'POST', path: '/v1/quotes' },
		{ kind: 'answer', status: 201, commit: false, body: { status: 'success', message: 'x', data: quote } },
	);
	const ran = await account.run(payout(), { ...errorOutput, items: one });
	expect(failureIn(ran)).toMatchObject({ error: expect.stringContaining(told), details: { outcome: 'notSent' } });
	expect(sent('POST', '/v1/transfers')).toEqual([]);
});

describe('Transfer > Create', () => {
	test('of a quote that was already used gives its transfer', async () => {
		const made = await account.run(payout(), { items: one });
		const quoteId = String(made.json[0]?.quote_id);
		const again = await account.run({
			resource: 'transfer',
			operation: 'create',
			customerId: locator(account.customer.id),
			quoteId,
		});
		expect(again.json[0]).toMatchObject({ id: made.json[0]?.id, replayed: true });
		expect(transfers()).toHaveLength(1);
	});

	test("of another customer's quote is refused", async () => {
		const made = await account.run(payout(), { items: one });
		const ran = await account.run(
			{ resource: 'transfer', operation: 'create', customerId: locator(''), quoteId: String(made.json[0]?.quote_id) },
			errorOutput,
		);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'rejected', httpCode: 404 });
	});
});
