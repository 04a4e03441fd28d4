import type { Fault } from '../../emulator';
import { quoteAnswer } from '../../emulator';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { openTool } from '../support/tool';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const REFERENCE = 'salary-2026-11-ada';
const transfers = () => [...account.emulator.state.transfers.values()];
const quotes = () => [...account.emulator.state.quotes.values()];
const orders = () => [...account.emulator.state.billOrders.values()];
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const says = (data: unknown): Fault => ({
	kind: 'answer',
	status: 200,
	commit: false,
	body: { status: 'success', data },
});
const quoted = async (more: Parameters = {}) =>
	(
		await account.run({
			resource: 'quote',
			operation: 'create',
			customerId: locator(account.customer.id),
			sourceCurrency: 'NGN',
			targetCurrency: 'NGN',
			amountType: 'source',
			amount: '1000',
			payInType: 'balance',
			payOutType: 'bank_transfer',
			payOutRecipientId: locator(account.recipientId),
			...more,
		})
	).json[0];
const create = (quoteId: unknown): Parameters => ({
	resource: 'transfer',
	operation: 'create',
	customerId: locator(account.customer.id),
	quoteId: String(quoteId),
});

describe('Transfer > Create', () => {
	test('never executes another quote than the one that is named', async () => {
		const other = account.emulator.addRecipient({ account_number: '0123456780' }, account.customer.id).id;
		const named = await quoted();
		const another = await quoted({ amount: '50000', payOutRecipientId: locator(other) });
		account.emulator.onRequest(({ method, path }) =>
			method === 'GET' && path === `/v1/quotes/${String(named?.id)}` ? says(another) : undefined,
		);
		await account.run(create(named?.id), errorOutput);
		expect(transfers()).toEqual([]);
	});

	test('of a quote that Busha does not show is not left unknown for ever', async () => {
		const quote = await quoted();
		account.emulator.fault({ method: 'GET', path: /^.v1.quotes.QUO_/ }, says({}), 2);
		const first = await account.run(create(quote?.id), errorOutput);
		expect(account.emulator.requests.some(({ path }) => path.endsWith('/undefined'))).toBe(false);
		expect(failureIn(first).details.outcome).not.toBe('unknown');
	});

	test('of a quote that was posted elsewhere, which Busha shows late, gives its transfer', async () => {
		const quote = await quoted();
		account.emulator.forms = { readsLagMs: 10_000, transfersLagMs: 10_000 };
		account.emulator.clock.advance(60_000);
		const elsewhere = await fetch(`${account.emulator.url}/v1/transfers`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${account.emulator.secretKey}`,
				'content-type': 'application/json',
				'x-bu-profile-id': account.customer.id,
			},
			body: JSON.stringify({ quote_id: quote?.id }),
		});
		expect(elsewhere.status).toBe(201);
		const ran = await account.run(create(quote?.id), errorOutput);
		expect(transfers()).toHaveLength(1);
		expect(ran.json).toMatchObject([{ id: transfers()[0]?.id, replayed: true }]);
	});
});

test('a payment that Busha makes and answers with 429 is not reported as rejected', async () => {
	account.emulator.fault(createTransfer, { kind: 'answer', status: 429, commit: true, retryAfter: 400 });
	const ran = await account.run(account.payout(), errorOutput);
	expect(transfers()).toHaveLength(1);
	expect(ran.json).toMatchObject([{ id: transfers()[0]?.id, replayed: true }]);
});

test('a reference is not paid again when the list shows used quotes without their destination', async () => {
	await account.run(account.payout({ reference: REFERENCE }));
	account.emulator.onRequest(({ method, path }) => {
		if (method !== 'GET' || path !== '/v1/quotes') return undefined;
		return says(
			quotes()
				.reverse()
				.map((quote) => ({
					...quoteAnswer(quote, account.emulator.forms),
					...(quote.status === 'accepted' && { pay_out: undefined }),
				})),
		);
	});
	await account.run(account.payout({ reference: REFERENCE }), errorOutput);
	expect(transfers()).toHaveLength(1);
});

test('two equal calls of a tool at once buy one bill, as two in a row do', async () => {
	const bill = {
		resource: 'bill',
		operation: 'purchase',
		category: 'electricity',
		productCode: 'sample-disco',
		recipient: '45000000001',
		amount: "={{ $fromAI('amount') }}",
		accountType: 'prepaid',
		phoneNumber: '+2348000000001',
	};
	const tool = await openTool(account.emulator, bill, {});
	await Promise.all([1, 2].map(async () => await tool.call({ amount: '1000' })));
	expect(orders()).toHaveLength(1);
});

test('a reference whose payment failed after the wait is not paid again when its error item is wired back', async () => {
	const refusing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id).id;
	const payout = account.payout({
		recipientId: locator(refusing),
		reference: REFERENCE,
		options: { waitForCompletion: true, waitTimeout: 1 },
	});
	const first = await account.run(payout, errorOutput);
	expect(failureIn(first).details).toMatchObject({ outcome: 'unknown', transferId: transfers()[0]?.id });
	account.emulator.clock.advance(60_000);
	const second = await account.run(payout, { ...errorOutput, items: first.failed.map(({ json }) => json) });
	expect(transfers()).toHaveLength(1);
	expect(failureIn(second).details).toMatchObject({ outcome: 'rejected', transferId: transfers()[0]?.id });
});

test('a bill whose order shows an empty error is not bought again by Retry On Fail', async () => {
	const bill = {
		resource: 'bill',
		operation: 'purchase',
		category: 'electricity',
		productCode: 'sample-disco',
		recipient: '45000000001',
		amount: '1000',
		accountType: 'prepaid',
		phoneNumber: '+2348000000001',
	};
	account.emulator.onRequest(({ method, path }) =>
		method === 'POST' && path === '/v1/bill/purchase'
			? {
					kind: 'answer',
					status: 201,
					commit: true,
					body: { status: 'success', data: { id: `order-${orders().length}`, status: 'pending', error: '' } },
				}
			: undefined,
	);
	const ran = await account.run(bill, { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } });
	expect(ran.json).toHaveLength(1);
	expect(orders()).toHaveLength(1);
});

test('a quote that is read as an empty list is not taken for an open one', async () => {
	account.emulator.forms = { secondTransfer: 'made' };
	account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
	account.emulator.onRequest(({ method }) => (method === 'GET' ? says([]) : undefined));
	const ran = await account.run(account.payout(), errorOutput);
	expect(transfers()).toHaveLength(1);
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: transfers()[0]?.quote_id });
});

test('an item that was paid with another credential is not reported as paid with this one', async () => {
	account.emulator.fault(
		{ ...createTransfer, where: () => transfers().length === 1 },
		{ kind: 'answer', status: 400, commit: false },
	);
	const items = ['1000', '1001'].map((amount) => ({ amount }));
	const payout = account.payout({ amount: '={{ $json.amount }}' });
	const failed = await account.run(payout, { items });
	const other = await openAccount();
	const theirs = other.emulator.addRecipient().id;
	other.emulator.fund('NGN', '100000');
	const again = await other.run(
		{ ...payout, customerId: locator(''), recipientId: locator(theirs) },
		{ items, retryOf: failed.run },
	);
	const books = [...other.emulator.state.transfers.values()].map(({ id }) => id);
	await other.close();
	expect(again.json.map(({ id }) => id)).toEqual(books);
});
