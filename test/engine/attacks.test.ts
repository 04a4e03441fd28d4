/** Attacks on what docs/payments.md promises, judged by Busha's own books. */
import { ExecuteContext } from 'n8n-core';
import { type IDataObject, sleep } from 'n8n-workflow';
import { request } from 'undici';

import type { Fault } from '../../emulator';
import { clock } from '../../nodes/Busha/api/clock';
import { type Account, failureIn, openAccount } from '../support/account';
import { type BushaOptions, locator, type Parameters, payoutTo, type Ran } from '../support/busha';
import { TestCredentialsHelper } from '../support/credentials';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await account.close();
});

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const REFERENCE = 'salary-2026-11-ada';
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const retryOnFail = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const postTransfer = { method: 'POST', path: '/v1/transfers' };
const postQuote = { method: 'POST', path: '/v1/quotes' };
const buy = { method: 'POST', path: '/v1/bill/purchase' };
const refused: Fault = { kind: 'answer', status: 400, commit: false };

const payout = (more: Parameters = {}): Parameters => account.payout({ reference: REFERENCE, ...more });
const run = async (parameters: Parameters, options?: BushaOptions): Promise<Ran> =>
	await account.run(parameters, options);
const transfers = () => [...account.emulator.state.transfers.values()];
const quotes = () => [...account.emulator.state.quotes.values()];
const orders = () => [...account.emulator.state.billOrders.values()];
const paid = (): string[] => transfers().map(({ source_amount }) => source_amount);
const detailsOf = (ran: Ran): IDataObject | undefined =>
	ran.error?.context.details ?? (ran.failed[0]?.json.details as never);
/** Another process with the same account: nothing that is kept in memory is shared by another spelling of the address. */
const apart = () => ({ credential: { baseUrl: account.emulator.url.replace('127.0.0.1', 'localhost') } });
const bill = (more: Parameters = {}): Parameters => ({
	resource: 'bill',
	operation: 'purchase',
	category: 'electricity',
	productCode: 'sample-disco',
	recipient: '45000000001',
	amount: '1000',
	accountType: 'prepaid',
	phoneNumber: '+2348000000001',
	...more,
});
const create = (quoteId: string): Parameters => ({
	resource: 'transfer',
	operation: 'create',
	customerId: locator(account.customer.id),
	quoteId,
});

/** Somebody else, who speaks to Busha without the node. */
async function elsewhere(path: string, body: IDataObject, profileId: string | undefined = account.customer.id) {
	const { url, secretKey } = account.emulator;
	const answer = await request(`${url}/v1/${path}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${secretKey}`,
			'content-type': 'application/json',
			...(profileId && { 'x-bu-profile-id': profileId }),
		},
		body: JSON.stringify(body),
	});
	return ((await answer.body.json()) as { data?: { id: string } }).data?.id ?? '';
}

const quoteElsewhere = async (reference?: string, amount = '1000'): Promise<string> =>
	await elsewhere('quotes', {
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: amount,
		pay_in: { type: 'balance' },
		pay_out: { type: 'bank_transfer', recipient_id: account.recipientId },
		reference,
	});

/** Does something at the first request that fits, and lets it go wrong as is said. */
function upon(fits: { method: string; path: string }, act: () => void, fault?: Fault): void {
	let done = false;
	account.emulator.onRequest(({ method, path }) => {
		if (done || method !== fits.method || path !== fits.path) return undefined;
		done = true;
		act();
		return fault;
	});
}

/** What n8n logs while something runs. */
async function logged(act: () => Promise<unknown>): Promise<string> {
	const lines: string[] = [];
	jest.spyOn(ExecuteContext.prototype.logger, 'warn').mockImplementation((line) => void lines.push(line));
	await act();
	for (let tries = 0; tries < 200 && lines.length === 0; tries++) await sleep(5);
	return lines.join('\n');
}

/** Lets n8n take so long to read the credential for the first transfer. */
function slowTransfer(ms: number): void {
	const authenticate = TestCredentialsHelper.prototype.authenticate;
	let slow = false;
	jest.spyOn(TestCredentialsHelper.prototype, 'authenticate').mockImplementation(async function (
		this: TestCredentialsHelper,
		...args
	) {
		const [, , { method, url }] = args as unknown[] as [unknown, unknown, IDataObject];
		if (!slow && method === 'POST' && String(url).endsWith('/v1/transfers')) {
			slow = true;
			await clock.sleep(ms);
		}
		return await authenticate.apply(this, args);
	});
}

/** Sets this machine's clock by so many milliseconds, from now on. */
function setClock(ms: number): void {
	const now = clock.now;
	clock.now = () => now() + ms;
}

describe('one reference, several executions', () => {
	const business = (customerId?: string): Parameters => ({
		...payoutTo(account.emulator.addRecipient().id, { reference: REFERENCE }),
		...(customerId && { customerId: locator(customerId) }),
	});
	const asBoth = async () => {
		const recipient = account.emulator.addRecipient().id;
		const blank = payoutTo(recipient, { reference: REFERENCE });
		const named = { ...blank, customerId: locator(account.emulator.businessId) };
		return await Promise.all([blank, named].map(async (one) => await run(one, errorOutput)));
	};

	test('the business by its ID and left blank, at once, while lists are slow', async () => {
		account.emulator.forms = { quotesLagMs: 10_000 };
		await asBoth();
		expect(transfers().length).toBeLessThanOrEqual(1);
	});

	test('the business by its ID and left blank, at once, where a quote may make two transfers', async () => {
		account.emulator.forms = { secondTransfer: 'made' };
		slowTransfer(5_000);
		await asBoth();
		expect(transfers().length).toBe(1);
	});

	test('the business by its ID and left blank, one after the other', async () => {
		const blank = business();
		await run(blank);
		await run({ ...blank, customerId: locator(account.emulator.businessId) });
		expect(transfers().length).toBe(1);
	});

	test('two credentials of one account in one process, while lists are slow', async () => {
		account.emulator.forms = { quotesLagMs: 10_000 };
		await Promise.all([run(payout(), errorOutput), run(payout(), { ...errorOutput, ...apart() })]);
		expect(transfers().length).toBeLessThanOrEqual(1);
	});

	test('payout and conversion share a reference, each is made once', async () => {
		const convert: Parameters = { ...payout(), operation: 'convert', targetCurrency: 'USDT' };
		for (let time = 0; time < 2; time++) await Promise.all([run(payout(), errorOutput), run(convert, errorOutput)]);
		expect(transfers().length).toBe(2);
	});

	test('customers share a reference, each is paid for once', async () => {
		const other = account.emulator.addCustomer();
		account.emulator.fund('NGN', '5000', other.id);
		const recipient = account.emulator.addRecipient({}, other.id).id;
		const both = [payout(), payoutTo(recipient, { customerId: locator(other.id), reference: REFERENCE })];
		for (let time = 0; time < 2; time++) await Promise.all(both.map(async (one) => await run(one, errorOutput)));
		expect(
			transfers()
				.map(({ profile_id }) => profile_id)
				.sort(),
		).toEqual([account.customer.id, other.id].sort());
	});

	test('Transfer > Create and a payout with its reference, at once in two processes', async () => {
		const id = await quoteElsewhere(REFERENCE);
		const both = await Promise.all([run(create(id), errorOutput), run(payout(), { ...errorOutput, ...apart() })]);
		expect(transfers().length).toBe(1);
		expect(both.flatMap(({ json }) => json.map((one) => one.id))).toEqual(Array(2).fill(transfers()[0]?.id));
	});

	test('two quotes with one reference, each executed by Transfer > Create in a process of its own', async () => {
		const ids = [await quoteElsewhere(REFERENCE), await quoteElsewhere(REFERENCE)];
		const [first = '', second = ''] = ids;
		await Promise.all([run(create(second), errorOutput), run(create(first), { ...errorOutput, ...apart() })]);
		expect(transfers().length).toBe(1);
	});

	test('items with one reference in one run, of which the first answer is lost', async () => {
		account.emulator.fault(postTransfer, { kind: 'reset', commit: true });
		const ran = await run(payout(), { ...errorOutput, items: [{}, {}, {}] });
		expect(transfers().length).toBe(1);
		expect(ran.json).toHaveLength(3);
	});

	test('amounts with odd decimals are one number', async () => {
		await run(payout({ amount: '1000.10' }));
		await run(payout({ amount: '1000.1' }));
		await run(payout({ amount: '01000.100' }), errorOutput);
		const odd = await run(payout({ amount: '1000.104', reference: 'another-reference' }), errorOutput);
		expect(paid().map(Number)).toEqual(odd.json.length > 0 ? [1000.1, 1000.104] : [1000.1]);
	});
});

describe('Retry with a changed workflow', () => {
	test('another reference, after the first try waited for a transfer that it had found', async () => {
		account.emulator.forms = { firstStatus: 'awaiting_review' };
		void (await run(payout()));
		const waiting = payout({ options: { waitForCompletion: true, waitTimeout: 1 } });
		const failed = await run(waiting);
		expect(detailsOf(failed)).toMatchObject({ outcome: 'unknown', transferId: transfers()[0]?.id });
		await run(payout({ reference: 'another-reference' }), { retryOf: failed.run, ...errorOutput });
		expect(transfers().length).toBe(1);
	});

	test('the node looks something up in between, fails, and pays again as before', async () => {
		account.emulator.fault(postTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const failed = await run(account.payout());
		expect(detailsOf(failed)).toMatchObject({ outcome: 'unknown' });
		const look: Parameters = { resource: 'transfer', operation: 'get', transferId: 'TRF_Mistyped0001' };
		const looked = await run(look, { retryOf: failed.run });
		expect(looked.error).toBeDefined();
		await run(account.payout(), { retryOf: looked.run });
		expect(transfers().length).toBe(1);
	});

	test('a reference is added, after a payment whose answer was lost', async () => {
		account.emulator.fault(postTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const failed = await run(account.payout());
		await run(payout(), { retryOf: failed.run });
		expect(transfers().length).toBe(1);
	});

	test('another spelling of the address of Busha: what was finished is not paid again', async () => {
		account.emulator.fault({ ...postTransfer, where: () => transfers().length === 1 }, refused);
		const parameters = account.payout({ amount: '={{ $json.amount }}' });
		const items = ['1000', '1001'].map((amount) => ({ amount }));
		const failed = await run(parameters, { items });
		await run(parameters, { items, retryOf: failed.run, ...apart() });
		expect(paid().sort()).toEqual(['1000', '1001']);
	});

	test('another customer, while the first quote may still be executed', async () => {
		account.emulator.onRequest(({ method, path }) =>
			method === 'POST' && path === '/v1/transfers' ? { kind: 'reset', commit: false } : undefined,
		);
		const failed = await run(account.payout());
		account.emulator.onRequest(undefined);
		const again = await run(payoutTo(account.emulator.addRecipient().id), { retryOf: failed.run });
		expect(detailsOf(again)).toMatchObject({ outcome: 'unknown' });
		expect(transfers()).toEqual([]);
	});
});

describe('sub-workflows', () => {
	const parameters = () => account.payout({ amount: '={{ $json.amount }}' });

	test('equal calls at once, of which the first answer is lost', async () => {
		account.emulator.fault(postTransfer, { kind: 'reset', commit: true });
		const both = await Promise.all(
			[1, 2].map(
				async () => await run(parameters(), { items: [{ amount: '1000' }], calledBy: 'caller-21', ...errorOutput }),
			),
		);
		expect(both.flatMap(({ json }) => json)).toHaveLength(transfers().length);
	});
});

describe('bills', () => {
	test('a stop while it is looked for a purchase whose answer was lost is told', async () => {
		const stop = new AbortController();
		upon(buy, () => void sleep(0).then(() => stop.abort()), { kind: 'reset', commit: true });
		account.emulator.fault(
			{ method: 'GET', path: '/v1/bill/orders', where: () => orders().length > 0 },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', message: 'x', data: [] } },
			9,
		);
		const log = await logged(async () => await run(bill(), { cancel: stop.signal }));
		expect(orders().length).toBe(1);
		expect(log).toContain('item 0');
	});

	test('an order that fails at once bought nothing, so Retry On Fail buys it', async () => {
		const order = { id: 'ORD_Sample000001', status: 'failed', failure_reason: 'meter is locked', amount: '1000' };
		account.emulator.fault(buy, {
			kind: 'answer',
			status: 201,
			commit: false,
			body: { status: 'success', data: order },
		});
		const ran = await run(bill(), { settings: retryOnFail });
		expect([ran.json.length, orders().length]).toEqual([1, 1]);
	});

	test('a refused purchase is not given the order that somebody else made at the same moment', async () => {
		const body = {
			product_code: 'sample-disco',
			recipient: '45000000001',
			amount: '1000',
			account_type: 'prepaid',
			phone_number: '+2348000000001',
		};
		let other: Promise<string> | undefined;
		upon(buy, () => void (other = elsewhere('bill/purchase', body, '')), refused);
		const ran = await run(bill(), errorOutput);
		await other;
		expect(orders().length).toBe(1);
		expect(ran.json).toEqual([]);
	});

	/** A failed execution is retried twice, after n8n was started anew. Its clock was so far ahead when it began. */
	async function retriedTwice(aheadMs: number): Promise<void> {
		setClock(aheadMs);
		account.emulator.fault(buy, refused);
		const failed = await run(bill());
		expect(failed.error).toBeDefined();
		setClock(-aheadMs);
		account.emulator.clock.advance(10 * MINUTE_MS);
		await run(bill(), { retryOf: failed.run, ...apart() });
		account.emulator.clock.advance(MINUTE_MS);
		await run(bill(), { retryOf: failed.run, ...apart() });
		expect(orders().length).toBe(1);
	}

	test('one failed execution is retried twice', async () => {
		await retriedTwice(0);
	});

	test('one that is in doubt since the first try is named when the second stops before it', async () => {
		const items = ['1000', '1001'].map((amount) => ({ amount }));
		const parameters = bill({ amount: '={{ $json.amount }}', phoneNumber: '={{ $json.phone ?? "+2348000000001" }}' });
		let posts = 0;
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === buy.path) return ++posts === 2 ? { kind: 'reset', commit: true } : undefined;
			return posts >= 2 && method === 'GET' ? { kind: 'answer', status: 503, commit: false } : undefined;
		});
		const failed = await run(parameters, { items });
		expect(detailsOf(failed)).toMatchObject({ outcome: 'unknown' });
		const wrong = { ...parameters, amount: '={{ $json.amount === "1000" ? "nonsense" : $json.amount }}' };
		const again = await run(wrong, { items, retryOf: failed.run });
		expect(orders().length).toBe(2);
		expect(JSON.stringify([again.error?.message, again.error?.description, detailsOf(again)])).toContain('item 1');
	});

	test('one that is refused and bought all the same, while the list is ten seconds behind', async () => {
		account.emulator.forms = { otherListsLagMs: 10_000 };
		account.emulator.fault(buy, { kind: 'answer', status: 400, commit: true });
		const ran = await run(bill(), errorOutput);
		expect(orders().length).toBe(1);
		expect(detailsOf(ran)?.outcome ?? 'bought').not.toBe('rejected');
	});

	test('the same, run again by Retry On Fail', async () => {
		account.emulator.forms = { otherListsLagMs: 14_000 };
		account.emulator.fault(buy, { kind: 'answer', status: 400, commit: true });
		await run(bill(), { settings: { ...retryOnFail, ...errorOutput.settings } });
		expect(orders().length).toBe(1);
	});

	test('two equal bills of two processes, both answers lost', async () => {
		account.emulator.fault(buy, { kind: 'reset', commit: true }, 2);
		const both = await Promise.all([run(bill(), errorOutput), run(bill(), { ...errorOutput, ...apart() })]);
		expect(orders().length).toBe(2);
		const told = both.flatMap(({ json }) => json.map(({ id }) => id));
		expect(new Set(told).size).toBe(told.length);
	});
});

describe('clocks', () => {
	/** A shared quote waits for its turn, ends early, and is replaced by a second worker. This clock is set meanwhile. */
	async function replacedWhileItWaits(ms: number): Promise<void> {
		account.emulator.forms = { expiredQuote: 'marketPrice' };
		let other: Promise<Ran> | undefined;
		const tooMany: Fault = { kind: 'answer', status: 429, commit: false, retryAfter: 150 };
		const takeOver = async (): Promise<Ran> => {
			// Busha ends the newest open quote, which it shows at once; a second worker waits until nobody posts it, and pays.
			account.emulator.fault(postQuote, { kind: 'expireQuote' });
			await quoteElsewhere('unrelated-quote', '500');
			return await run(payout(), { ...errorOutput, ...apart() });
		};
		upon(
			postTransfer,
			() => {
				setClock(ms);
				other = takeOver();
			},
			tooMany,
		);
		await run(payout(), errorOutput);
		expect((await other)?.json).toHaveLength(1);
		expect(transfers().length).toBe(1);
	}

	test('a quote that ended early while it waited for its turn is not executed', async () => {
		await replacedWhileItWaits(0);
	});

	test('a quote that ended while n8n read the credential is not executed below the limit', async () => {
		account.emulator.forms = { expiredQuote: 'marketPrice' };
		slowTransfer(31 * MINUTE_MS);
		const convert = {
			...account.payout(),
			operation: 'convert',
			targetCurrency: 'USDT',
			options: { minRate: '0.00066' },
		};
		await run(convert, errorOutput);
		const worst = transfers().map(({ source_amount, target_amount }) => Number(target_amount) / Number(source_amount));
		expect(worst.filter((rate) => rate < 0.00066)).toEqual([]);
	});

	test('this clock is set an hour forward after an answer was lost', async () => {
		upon(postTransfer, () => setClock(HOUR_MS), { kind: 'reset', commit: false });
		const ran = await run(payout(), errorOutput);
		expect(transfers().length).toBe(ran.json.length);
		expect(transfers().length).toBeLessThanOrEqual(1);
	});

	test('this clock is set forward and back between two executions of one reference', async () => {
		await run(payout());
		setClock(40 * 24 * HOUR_MS);
		await run(payout(), errorOutput);
		setClock(-80 * 24 * HOUR_MS);
		await run(payout(), errorOutput);
		expect(transfers().length).toBe(1);
	});
});

describe('the check of the balance', () => {
	const checked = (more: Parameters = {}) =>
		account.payout({ amount: '60000', options: { checkBalanceFirst: true }, ...more });

	test('does not say of references that were paid that nothing was paid', async () => {
		const items = [1, 2, 3].map((number) => ({ reference: `salary-2026-11-${number}` }));
		const batch = checked({ amount: '30000', reference: '={{ $json.reference }}' });
		account.emulator.fault({ ...postTransfer, where: () => transfers().length === 2 }, refused);
		expect((await run(batch, { items })).error).toBeDefined();
		expect(paid()).toEqual(['30000', '30000']);
		// The batch is started again; what is left of 100,000 suffices for the third.
		const again = await run(batch, { items, ...errorOutput });
		expect(again.json).toHaveLength(3);
	});
});

describe('what comes late, twice or not at all', () => {
	test('a stop while the transfer is under way is told', async () => {
		const stop = new AbortController();
		upon(postTransfer, () => stop.abort(), { kind: 'reset', commit: true });
		const log = await logged(async () => await run(account.payout(), { cancel: stop.signal }));
		expect(transfers().length).toBe(1);
		expect(log).toContain('item 0');
	});

	test('a new deposit address that Busha shows late is not the old one', async () => {
		const address: Parameters = { resource: 'depositAddress', operation: 'get', currency: 'USDT', network: 'TRX' };
		const before = await run(address);
		const old = before.json[0];
		expect(old?.address).toBeDefined();
		account.emulator.fault(
			{ method: 'GET', path: '/v1/addresses/USDT' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: old } },
		);
		const ran = await run({ ...address, operation: 'regenerate' }, errorOutput);
		expect(ran.json.map((one) => one.address)).not.toContain(old?.address);
	});

	test('a deposit that was paid into just before its end, which Busha shows some seconds late, has not failed', async () => {
		const deposit: Parameters = {
			resource: 'transaction',
			operation: 'deposit',
			customerId: locator(account.customer.id),
			sourceCurrency: 'NGN',
			method: 'bankAccount',
			amountType: 'source',
			amount: '1000',
			reference: REFERENCE,
		};
		const first = await run(deposit);
		account.emulator.clock.advance(30 * MINUTE_MS + 1_000);
		expect(transfers()[0]?.status).toBe('funds_received');
		account.emulator.fault(
			{ method: 'GET', path: '/v1/transfers' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: first.json } },
		);
		const again = await run(deposit, errorOutput);
		expect(detailsOf(again)?.outcome ?? 'made').not.toBe('rejected');
	});

	test("n8n's database is away after the first post was lost", async () => {
		const read = TestCredentialsHelper.prototype.getDecrypted;
		let away = false;
		jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockImplementation(async function (
			this: TestCredentialsHelper,
			...args
		) {
			if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
			return await read.apply(this, args);
		});
		upon(postTransfer, () => void (away = true), { kind: 'reset', commit: true });
		const ran = await run(account.payout(), errorOutput);
		expect(transfers().length).toBe(1);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: quotes()[0]?.id });
	});

	test('a status that nobody knows is waited for, and is unknown with its transfer', async () => {
		account.emulator.forms = { firstStatus: 'awaiting_review' };
		const ran = await run(payout({ options: { waitForCompletion: true, waitTimeout: 2 } }), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', transferId: transfers()[0]?.id });
	});

	test('the list of transfers hides the one whose answer was lost, for a minute', async () => {
		account.emulator.fault(postTransfer, {
			kind: 'all',
			faults: [
				{ kind: 'loseLookup', forMs: MINUTE_MS },
				{ kind: 'reset', commit: true },
			],
		});
		const ran = await run(payout(), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: quotes()[0]?.id });
		account.emulator.clock.advance(2 * MINUTE_MS);
		expect((await run(payout())).json).toMatchObject([{ replayed: true }]);
		expect(transfers().length).toBe(1);
	});

	test('an item that waited too long, wired back into the node with another reference, is one payment', async () => {
		account.emulator.forms = { firstStatus: 'awaiting_review' };
		const first = await run(payout({ options: { waitForCompletion: true, waitTimeout: 1 } }), errorOutput);
		await run(payout({ reference: 'another-reference' }), { ...errorOutput, items: [first.failed[0]?.json ?? {}] });
		expect(transfers().length).toBe(1);
	});

	test('a stop while another execution of the same reference is under way pays nothing', async () => {
		const stop = new AbortController();
		const first = run(payout({ options: { settlingTime: 300 } }), errorOutput);
		await clock.sleep(5_000);
		const second = run(payout({ amount: '1001' }), { ...errorOutput, cancel: stop.signal });
		await clock.sleep(5_000);
		stop.abort();
		await Promise.all([first, second]);
		expect(paid()).toEqual(['1000']);
	});

	test('a refusal while a list is fourteen seconds behind is not the last word', async () => {
		account.emulator.forms = { transfersLagMs: 14_000, readsLagMs: 14_000 };
		account.emulator.fault(postTransfer, { kind: 'answer', status: 400, commit: true });
		const ran = await run(account.payout(), errorOutput);
		expect(transfers().length).toBe(1);
		expect(detailsOf(ran)?.outcome ?? 'paid').not.toBe('rejected');
	});

	test('a list whose every page has another cursor ends', async () => {
		account.emulator.fault(postTransfer, { kind: 'reset', commit: true });
		let reads = 0;
		const row = { id: 'TRF_Sample000001', quote_id: 'QUO_Another00001', created_at: new Date().toISOString() };
		account.emulator.onRequest(({ method, path }) => {
			if (method !== 'GET' || path !== '/v1/transfers' || reads >= 400) return undefined;
			const pagination = { next_cursor: `page-${++reads}` };
			return { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [row], pagination } };
		});
		await run(account.payout(), errorOutput);
		expect(reads).toBeLessThan(400);
	});
});
