import { type Forms, PLAIN, type Quote, quoteAnswer } from '../../emulator';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const REFERENCE = 'salary-2026-11-ada';
const payout = (more: Parameters = {}): Parameters => account.payout({ reference: REFERENCE, ...more });
const transfers = () => [...account.emulator.state.transfers.values()];
const paid = () => transfers().map(({ source_amount }) => source_amount);
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const calls = (from = 0) =>
	account.emulator.requests.slice(from).map(({ method, path }) => `${method} ${path.split('/')[2]}`);

describe('the requests of a payout', () => {
	test('are two without a reference', async () => {
		await account.run(account.payout());
		expect(calls()).toEqual(['POST quotes', 'POST transfers']);
	});

	test('are three and the look after the settling time with one', async () => {
		const begun = account.emulator.clock.now();
		await account.run(payout());
		expect(calls()).toEqual(['GET quotes', 'POST quotes', 'GET quotes', 'POST transfers']);
		expect(account.emulator.clock.now() - begun).toBeGreaterThanOrEqual(2_000);
	});

	test('read thousands of older quotes once in a process, and later only what is new', async () => {
		const { emulator } = account;
		const requestsOf = async (reference: string): Promise<string[]> => {
			const from = emulator.requests.length;
			expect((await account.run(payout({ reference }))).json).toMatchObject([{ reference }]);
			return calls(from);
		};
		await account.run(account.payout());
		const [like] = emulator.state.quotes.values();
		emulator.addOlderQuotes(like as Quote, 2_000, 20 * 60_000);
		const first = await requestsOf('invoice-2026-11-0001');
		expect(first.filter((call) => call === 'GET quotes').length).toBeGreaterThan(20);
		emulator.clock.advance(5 * 60 * 60_000);
		const later = ['GET quotes', 'POST quotes', 'GET quotes', 'POST transfers'];
		expect(await requestsOf('invoice-2026-11-0002')).toEqual(later);
		emulator.clock.advance(5 * 60 * 60_000);
		expect(await requestsOf('invoice-2026-11-0001')).toEqual(['GET quotes', 'GET transfers']);
		const looks = ['GET transfers', 'GET quotes', 'GET transfers', 'GET quotes'];
		expect(await requestsOf('older-quote-1500')).toEqual(['GET quotes', ...looks, ...later.slice(1)]);
		expect(transfers()).toHaveLength(4);
	});

	test('wait for nothing when the settling time is turned off', async () => {
		const begun = account.emulator.clock.now();
		await account.run(payout({ options: { settlingTime: 0 } }));
		expect(account.emulator.clock.now() - begun).toBeLessThan(2_000);
	});
});

describe('a reference that was used for another payment', () => {
	const other = () => account.emulator.addRecipient({ account_number: '0123456780' }, account.customer.id).id;
	const cases: Array<[string, () => Parameters]> = [
		['amount', () => ({ amount: '1001' })],
		['recipient', () => ({ recipientId: locator(other()) })],
		[
			'target currency',
			() => ({
				targetCurrency: 'USDT',
				destination: 'cryptoAddress',
				address: 'TSample00000000000000000000000000001',
				network: 'TRX',
			}),
		],
	];

	test.each(cases)('with another %s is an error that tells both payments, and pays nothing', async (_name, changes) => {
		await account.run(payout());
		const ran = await account.run(payout(changes()), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: 'Another payment was already made with this reference',
			message: expect.stringMatching(/is for 1000 NGN.+this item asks for 100[01] NGN/) as string,
			details: { outcome: 'notSent', transferId: transfers()[0]?.id },
		});
		expect(transfers()).toHaveLength(1);
	});

	test('is the same payment when the same account was saved as a recipient again', async () => {
		await account.run(payout());
		const again = account.emulator.addRecipient({}, account.customer.id).id;
		const { json } = await account.run(payout({ recipientId: locator(again) }));
		expect(json[0]).toMatchObject({ id: transfers()[0]?.id, replayed: true });
	});

	test('is the same payment whatever its amount is written like', async () => {
		await account.run(payout());
		const { json } = await account.run(payout({ amount: '1000.00', options: { maxFee: '5000' } }));
		expect(json[0]).toMatchObject({ id: transfers()[0]?.id, replayed: true });
	});
});

describe('a reference whose payment', () => {
	test('failed is an error that names it, and is not paid again', async () => {
		const refusing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id).id;
		await account.run(payout({ recipientId: locator(refusing) }));
		account.emulator.clock.advance(60_000);
		const ran = await account.run(payout({ recipientId: locator(refusing) }), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('The transfer failed') as string,
			details: { outcome: 'rejected', transferId: transfers()[0]?.id },
		});
		expect(transfers()).toHaveLength(1);
	});

	test('is a deposit into an account that ran out unpaid is an error that names it', async () => {
		account.emulator.forms = { firstStatus: 'pending' };
		const deposit = {
			resource: 'transaction',
			operation: 'deposit',
			customerId: locator(account.customer.id),
			sourceCurrency: 'NGN',
			method: 'bankAccount',
			amountType: 'source',
			amount: '1000',
			reference: REFERENCE,
		};
		const first = await account.run(deposit);
		const unpaid = { ...first.json[0], status: 'pending' };
		account.emulator.clock.advance(32 * 60_000);
		account.emulator.fault(
			{ method: 'GET', path: '/v1/transfers' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [unpaid] } },
		);
		const ran = await account.run(deposit, errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('account of the deposit has expired') as string,
			details: { outcome: 'rejected', transferId: first.json[0]?.id },
		});
	});
});

describe('executions side by side with one reference', () => {
	const together = async (...all: Parameters[]) =>
		await Promise.all(all.map(async (one) => await account.run(one, errorOutput)));

	test('and three amounts make one payment, and tell the other two', async () => {
		const runs = await together(payout(), payout({ amount: '1001' }), payout({ amount: '1002' }));
		expect(transfers()).toHaveLength(1);
		expect(runs.flatMap(({ json }) => json)).toMatchObject([{ id: transfers()[0]?.id }]);
		expect(runs.flatMap(({ failed }) => failed.map(({ json }) => json.details))).toMatchObject([
			{ outcome: 'notSent' },
			{ outcome: 'notSent' },
		]);
	});

	test('make one deposit by mobile money, though Busha does not show the phone', async () => {
		const deposit = {
			resource: 'transaction',
			operation: 'deposit',
			customerId: locator(account.customer.id),
			sourceCurrency: 'KES',
			method: 'mobileMoney',
			phone: '+254700000001',
			amountType: 'source',
			amount: '1000',
			reference: REFERENCE,
		};
		const runs = await together(deposit, deposit, deposit);
		expect(transfers()).toHaveLength(1);
		expect(runs.map(({ json }) => json[0]?.id)).toEqual(Array(3).fill(transfers()[0]?.id));
	});

	test('and one that was corrected while the first was under way make one payment', async () => {
		let corrected: Promise<unknown> | undefined;
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === '/v1/transfers')
				corrected ??= account.run(payout({ amount: '1500' }), errorOutput);
			return undefined;
		});
		await account.run(payout());
		await corrected;
		expect(paid()).toEqual(['1000']);
	});
});

describe('an open quote with the same reference', () => {
	/** A quote that an execution left without a transfer. */
	async function leftOpen(more: Parameters = {}) {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 429, commit: false, retryAfter: 400 });
		const left = await account.run(payout(more), errorOutput);
		expect(failureIn(left).details).toMatchObject({ httpCode: 429 });
	}

	test('for another payment stops the item until it has ended', async () => {
		await leftOpen();
		const early = await account.run(payout({ amount: '1500' }), errorOutput);
		const [quote] = account.emulator.state.quotes.values();
		expect(failureIn(early)).toMatchObject({
			error: 'An open quote with the same reference asks for another payment',
			details: { outcome: 'unknown', quoteId: quote?.id },
		});
		account.emulator.clock.advance(32 * 60_000);
		const late = await account.run(payout({ amount: '1500' }));
		expect(late.error).toBeUndefined();
		expect(paid()).toEqual(['1500']);
	});

	test('for the same payment is the one that is executed', async () => {
		await leftOpen();
		const { json } = await account.run(payout());
		expect(json).toHaveLength(1);
		expect(account.emulator.state.quotes.size).toBe(1);
	});

	test('that breaks a limit of now is not executed, and nothing else is', async () => {
		await leftOpen();
		const ran = await account.run(payout({ options: { maxSourceAmount: '999' } }), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent' });
		expect(transfers()).toEqual([]);
	});

	test.each([
		['29 minutes ahead', 29 * 60_000],
		['29 minutes behind', -29 * 60_000],
	])('is paid once although the clock of this machine is %s', async (_name, skewMs) => {
		await leftOpen();
		await account.close();
		account = { ...account, ...(await openAccount({}, { skewMs })) };
		await leftOpen();
		const runs = await Promise.all([1, 2].map(async () => await account.run(payout())));
		expect(runs.map(({ json }) => json[0]?.id)).toEqual(Array(2).fill(transfers()[0]?.id));
		expect(transfers()).toHaveLength(1);
	});

	test.each([-36_000, -20_000, -6_000, -4_000, 1_000, 30_000, 40_000])(
		'is paid once by two executions that start %d ms after its end',
		async (after) => {
			await leftOpen();
			const [quote] = account.emulator.state.quotes.values();
			account.emulator.clock.advance((quote?.expiresAt ?? 0) + after - account.emulator.clock.now());
			const runs = await Promise.all([1, 2].map(async () => await account.run(payout())));
			expect(transfers()).toHaveLength(1);
			expect(runs.map(({ json }) => json[0]?.id)).toEqual(Array(2).fill(transfers()[0]?.id));
		},
	);
});

describe('Transfer > Create', () => {
	const create = (quoteId: unknown) => ({
		resource: 'transfer',
		operation: 'create',
		customerId: locator(account.customer.id),
		quoteId: String(quoteId),
	});
	const quoted = async (amount = '1000') =>
		(
			await account.run({
				resource: 'quote',
				operation: 'create',
				customerId: locator(account.customer.id),
				sourceCurrency: 'NGN',
				targetCurrency: 'NGN',
				amountType: 'source',
				amount,
				payInType: 'balance',
				payOutType: 'bank_transfer',
				payOutRecipientId: locator(account.recipientId),
				additionalFields: { reference: REFERENCE },
			})
		).json[0];

	test('of another quote with a used reference gives the payment that was made', async () => {
		await account.run(payout());
		const { json } = await account.run(create((await quoted())?.id));
		expect(json[0]).toMatchObject({ id: transfers()[0]?.id, replayed: true });
		expect(transfers()).toHaveLength(1);
	});

	test('of a quote for another payment with a used reference is refused', async () => {
		await account.run(payout());
		const ran = await account.run(create((await quoted('1500'))?.id), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent', transferId: transfers()[0]?.id });
		expect(transfers()).toHaveLength(1);
	});

	test('is unknown when its answer is lost and cannot be looked up', async () => {
		const quote = await quoted();
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault(
			{ method: 'GET', path: '/v1/transfers' },
			{ kind: 'answer', status: 503, commit: false },
			1000,
		);
		const ran = await account.run(create(quote?.id), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: quote?.id });
	});

	test("for a customer with the business's quote is refused", async () => {
		const recipient = account.emulator.addRecipient().id;
		const own = await account.run({
			resource: 'quote',
			operation: 'create',
			customerId: locator(''),
			sourceCurrency: 'NGN',
			targetCurrency: 'NGN',
			amountType: 'source',
			amount: '1000',
			payInType: 'balance',
			payOutType: 'bank_transfer',
			payOutRecipientId: locator(recipient),
		});
		account.emulator.forms = { ignoresProfile: ['quotes', 'transfers'] };
		const ran = await account.run(create(own.json[0]?.id), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('another profile') as string,
			details: { outcome: 'notSent' },
		});
		expect(transfers()).toEqual([]);
	});
});

describe('a Busha that shows references', () => {
	const blind: Array<[string, Partial<Forms>]> = [
		['not at all', { quoteHides: ['reference'] }],
		['cut', { reference: 'cut' }],
		['in lower case', { reference: 'lowerCase' }],
		['without legs', { quoteHides: ['pay_in', 'pay_out'] }],
	];

	test.each(blind)('%s: nothing is paid with one, and nothing twice', async (_name, forms) => {
		account.emulator.forms = forms;
		const reference = 'SALARY-2026-11-Ada';
		const first = await account.run(payout({ reference }), errorOutput);
		expect(failureIn(first).details).toMatchObject({ outcome: 'notSent' });
		const second = await account.run(payout({ reference }), errorOutput);
		expect(failureIn(second).details.outcome).toMatch(/notSent|unknown/);
		expect(transfers()).toEqual([]);
		await account.run(account.payout());
		expect(transfers()).toHaveLength(1);
	});

	const sighted: Array<[string, Partial<Forms>]> = [
		['with recipient_details alone', { destination: 'details' }],
		['with recipient_id alone', { destination: 'id' }],
		['with a field more', { extraField: true }],
		['half a second late', { quotesLagMs: 500 }],
		['three seconds late', { quotesLagMs: 3_000 }],
		['late and out of order', { quotesLagMs: 1_500, outOfOrder: true }],
		['oldest first, in small pages', { sort: 'ignored', pageSize: 3 }],
		['without times', { quoteHides: ['created_at', 'updated_at', 'expires_at'] }],
		['without Date', { dateHidden: true }],
	];

	test.each(sighted)('%s: it is paid once, in later executions too', async (_name, forms) => {
		account.emulator.forms = forms;
		for (let other = 0; other < 4; other++) await account.run(account.payout({ amount: `20${other}` }));
		const runs = [];
		for (let run = 0; run < 2; run++) runs.push(await account.run(payout()));
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(new Set(runs.map(({ json }) => json[0]?.id)).size).toBe(1);
		expect(paid().filter((amount) => amount === '1000')).toHaveLength(1);
	});

	test('with recipient_details alone: those of another recipient are another payment', async () => {
		account.emulator.forms = { destination: 'details' };
		await account.run(payout());
		const other = account.emulator.addRecipient({ account_number: '0123456780' }, account.customer.id).id;
		const ran = await account.run(payout({ recipientId: locator(other) }), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent', transferId: transfers()[0]?.id });
		expect(transfers()).toHaveLength(1);
	});
});

test('executions of one process do not depend on the list to find each other', async () => {
	account.emulator.forms = { quotesLagMs: 60_000, outOfOrder: true };
	const runs = [];
	for (let run = 0; run < 6; run++) runs.push(await account.run(payout(), errorOutput));
	expect(transfers().length).toBeLessThanOrEqual(1);
	const told = runs.flatMap(({ json }) => json.map(({ id }) => id));
	expect(new Set(told)).toEqual(new Set(transfers().map(({ id }) => id)));
});

test('executions of one process do not overtake a quote of theirs that the list hides', async () => {
	const { emulator } = account;
	emulator.forms = { quotesLagMs: 60_000 };
	await account.run(payout(), errorOutput);
	emulator.forms = {};
	const [first] = emulator.state.quotes.values();
	emulator.onRequest(({ method, path }) => {
		if (method !== 'GET' || path !== '/v1/quotes') return undefined;
		const data = [...emulator.state.quotes.values()]
			.filter(({ id }) => id !== first?.id)
			.map((quote) => quoteAnswer(quote, PLAIN));
		return { kind: 'answer', status: 200, commit: false, body: { status: 'success', data } };
	});
	const ran = await account.run(payout(), errorOutput);
	expect(failureIn(ran)).toMatchObject({
		error: expect.stringContaining('an open quote of this process') as string,
		details: { outcome: 'notSent', quoteId: first?.id },
	});
	expect(transfers()).toEqual([]);
});
