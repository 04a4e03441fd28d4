import { type Account, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { contractKept } from '../support/testEmulator';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	await account.close();
	contractKept(account.emulator);
});

const REFERENCE = 'invoice-2026-11-0077';
const DAY_MS = 24 * 60 * 60_000;
const find = (more: Parameters = {}): Parameters => ({
	resource: 'transaction',
	operation: 'find',
	customerId: locator(account.customer.id),
	reference: REFERENCE,
	...more,
});
const found = async (more: Parameters = {}) => (await account.run(find(more))).json;
const pay = async (more: Parameters = {}) =>
	await account.run(account.payout({ reference: REFERENCE, ...more }), {
		settings: { onError: 'continueErrorOutput' },
	});
const convert = async () =>
	await account.run({
		resource: 'transaction',
		operation: 'convert',
		customerId: locator(account.customer.id),
		sourceCurrency: 'NGN',
		targetCurrency: 'USDT',
		amountType: 'source',
		amount: '5000',
		reference: REFERENCE,
	});
const transfers = () => [...account.emulator.state.transfers.values()];
const quotes = () => [...account.emulator.state.quotes.values()];
const NOTHING = [{ found: false, reference: REFERENCE, status: null, quote: null, transfer: null }];

/** A quote with the reference that nobody executes. */
async function leaveQuote() {
	account.emulator.fault(
		{ method: 'POST', path: '/v1/transfers' },
		{ kind: 'answer', status: 429, commit: false, retryAfter: 400 },
	);
	const left = await pay();
	expect(left.failed).toHaveLength(1);
	expect(transfers()).toEqual([]);
}

test('a payment that was made is found, with its transfer as it is now', async () => {
	await pay();
	account.emulator.clock.advance(60_000);
	expect(await found()).toMatchObject([
		{
			found: true,
			reference: REFERENCE,
			status: 'funds_delivered',
			quote: { id: quotes()[0]?.id, reference: REFERENCE },
			transfer: { id: transfers()[0]?.id, status: 'funds_delivered' },
		},
	]);
});

test('an open quote is found as pending, and later as expired', async () => {
	await leaveQuote();
	const quote = { id: quotes()[0]?.id };
	expect(await found()).toMatchObject([{ found: true, status: 'pending', quote, transfer: null }]);
	account.emulator.clock.advance(31 * 60_000);
	expect(await found()).toMatchObject([{ found: true, status: 'expired', quote, transfer: null }]);
});

test('what an earlier look has seen is told as it is now', async () => {
	await leaveQuote();
	const quote = { id: quotes()[0]?.id, status: 'pending' };
	expect(await found()).toMatchObject([{ quote }]);
	account.emulator.clock.advance(DAY_MS);
	expect(await found()).toMatchObject([{ quote: { ...quote, status: 'expired' } }]);
});

test('a reference that nobody used is not found, and that is no error', async () => {
	await pay({ reference: 'invoice-2026-11-0078' });
	expect(await found()).toEqual(NOTHING);
});

test('it only reads, and at once', async () => {
	await leaveQuote();
	const from = account.emulator.requests.length;
	const begun = account.emulator.clock.now();
	await found();
	expect(account.emulator.requests.slice(from).map(({ method, path }) => `${method} ${path}`)).toEqual([
		'GET /v1/quotes',
		'GET /v1/transfers',
		`GET /v1/quotes/${quotes()[0]?.id}`,
	]);
	expect(account.emulator.clock.now() - begun).toBeLessThan(1_000);
});

test('a payment of another kind is found only when the kind is left open', async () => {
	await convert();
	expect(await found({ kind: 'payout' })).toEqual(NOTHING);
	expect(await found({ kind: 'convert' })).toMatchObject([{ found: true }]);
	expect(await found({ kind: 'any' })).toMatchObject([{ found: true }]);
	expect(await found()).toMatchObject([{ found: true, transfer: { id: transfers()[0]?.id } }]);
});

test('of several that were paid the newest is told', async () => {
	await pay();
	account.emulator.clock.advance(1_000);
	await convert();
	expect(transfers()).toHaveLength(2);
	expect(await found()).toMatchObject([{ transfer: { id: transfers()[1]?.id } }]);
});

test('a payment of another customer or of the business is not found', async () => {
	const other = account.emulator.addCustomer();
	await pay();
	expect(await found({ customerId: locator(other.id) })).toEqual(NOTHING);
	expect((await account.run({ ...find(), customerId: locator('') })).json).toEqual(NOTHING);
	account.emulator.forms = { ignoresProfile: ['quotes', 'transfers'] };
	account.emulator.fund('NGN', '5000');
	account.emulator.addRecipient({ id: account.recipientId });
	const unprofiled = await account.run({
		...account.payout({ reference: 'invoice-2026-11-0099' }),
		customerId: locator(''),
	});
	expect(unprofiled.json).toHaveLength(1);
	expect(await found({ reference: 'invoice-2026-11-0099' })).toMatchObject([{ found: false }]);
});

test('a payment is found as many days back as it is looked for', async () => {
	await pay();
	account.emulator.clock.advance(10 * DAY_MS);
	expect(await found({ options: { referenceLookback: 9 } })).toEqual(NOTHING);
	expect(await found({ options: { referenceLookback: 11 } })).toMatchObject([
		{ found: true, transfer: { id: transfers()[0]?.id } },
	]);
	account.emulator.clock.advance(21 * DAY_MS);
	expect(await found()).toEqual(NOTHING);
});

test('of several quotes the one with a transfer is shown, else the newest', async () => {
	await leaveQuote();
	account.emulator.clock.advance(31 * 60_000);
	await leaveQuote();
	expect(quotes()).toHaveLength(2);
	expect(await found()).toMatchObject([{ status: 'pending', quote: { id: quotes()[1]?.id } }]);
	account.emulator.clock.advance(31 * 60_000);
	await pay();
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
		additionalFields: { reference: REFERENCE },
	});
	expect(quotes()).toHaveLength(4);
	expect(await found()).toMatchObject([
		{ quote: { id: quotes()[2]?.id, status: 'accepted' }, transfer: { id: transfers()[0]?.id } },
	]);
});

test('a transfer that has not failed is shown rather than one that has', async () => {
	await convert();
	const failing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id).id;
	account.emulator.clock.advance(1_000);
	await pay({ recipientId: locator(failing) });
	account.emulator.clock.advance(60_000);
	expect(await found()).toMatchObject([{ transfer: { target_currency: 'USDT' } }]);
	expect(await found({ kind: 'payout' })).toMatchObject([{ found: true, transfer: { id: transfers()[1]?.id } }]);
	expect((await found({ kind: 'payout' }))[0]?.status).toMatch(/not_delivered|refunded|failed/);
});

test('of several transfers that have failed the newest is shown', async () => {
	account.emulator.forms = { firstStatus: 'failed' };
	await convert();
	account.emulator.clock.advance(1_000);
	await pay();
	expect(transfers()).toHaveLength(2);
	expect(await found()).toMatchObject([
		{ status: 'failed', quote: { id: quotes()[1]?.id }, transfer: { id: transfers()[1]?.id } },
	]);
});

test('many items share one reading of the quotes', async () => {
	await pay();
	const from = account.emulator.requests.length;
	const items = [REFERENCE, 'invoice-2026-11-0001', REFERENCE, 'invoice-2026-11-0002', 'invoice-2026-11-0003'].map(
		(reference) => ({ reference }),
	);
	const { json } = await account.run(find({ reference: '={{ $json.reference }}' }), { items });
	expect(json.map((row) => row.found)).toEqual([true, false, true, false, false]);
	expect(account.emulator.requests.slice(from).filter(({ path }) => path === '/v1/quotes')).toHaveLength(1);
});

describe('a Busha that', () => {
	test('ignores the filter by quote does not pass off the transfer of another payment', async () => {
		account.emulator.forms = { quoteIdFilter: 'ignored' };
		await pay();
		const own = transfers()[0]?.id;
		await pay({ reference: 'invoice-2026-11-0078' });
		expect(await found()).toMatchObject([{ transfer: { id: own } }]);
		account.emulator.clock.advance(1_000);
		account.emulator.fault(
			{ method: 'POST', path: '/v1/transfers' },
			{ kind: 'answer', status: 429, commit: false, retryAfter: 400 },
		);
		await pay({ reference: 'invoice-2026-11-0079' });
		expect(await found({ reference: 'invoice-2026-11-0079' })).toMatchObject([
			{ found: true, status: 'pending', transfer: null },
		]);
	});

	test('lists late is reported as it shows itself: nothing, then the quote, then the transfer', async () => {
		account.emulator.clock.advance(60_000);
		await account.run(account.payout());
		const { reference } = quotes()[0] as { reference: string };
		account.emulator.forms = { quotesLagMs: 20_000, transfersLagMs: 60_000 };
		expect(await found({ reference })).toMatchObject([{ found: false }]);
		account.emulator.clock.advance(30_000);
		expect(await found({ reference })).toMatchObject([{ found: true, status: 'accepted', transfer: null }]);
		account.emulator.clock.advance(60_000);
		expect(await found({ reference })).toMatchObject([{ found: true, transfer: { id: transfers()[0]?.id } }]);
	});
});

test('a reference that no payment can have is refused before anything is asked', async () => {
	const { error } = await account.run(find({ reference: 'short' }));
	expect(error).toMatchObject({
		message: expect.stringContaining('12 to 64') as string,
		context: { details: { outcome: 'notSent' } },
	});
	expect(account.emulator.requests).toEqual([]);
});

test('a quote that cannot be read by its ID is told as the list shows it', async () => {
	await leaveQuote();
	account.emulator.fault({ path: `/v1/quotes/${quotes()[0]?.id}` }, { kind: 'answer', status: 404, commit: false });
	expect(await found()).toMatchObject([{ found: true, status: 'pending', quote: { id: quotes()[0]?.id } }]);
});
