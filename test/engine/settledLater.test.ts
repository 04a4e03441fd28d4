import type { Fault } from '../../emulator';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { TestCredentialsHelper } from '../support/credentials';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await account.close();
});

const REFERENCE = 'salary-2026-11-ada';
const transfers = () => [...account.emulator.state.transfers.values()];
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const refused: Fault = { kind: 'answer', status: 400, commit: false };
const lost: Fault = { kind: 'reset', commit: true };
const down: Fault = { kind: 'answer', status: 503, commit: false };

/** An item that was paid, and whose error item says that this is unknown. */
async function paidButUnknown() {
	account.emulator.fault(createTransfer, lost);
	account.emulator.fault({ method: 'GET' }, down, 4);
	const first = await account.run(account.payout(), errorOutput);
	expect(failureIn(first).details).toMatchObject({ outcome: 'unknown', quoteId: transfers()[0]?.quote_id });
	return first.failed.map(({ json }) => json);
}

describe('an unknown item that is wired back until it is settled', () => {
	test('is paid once although n8n cannot read the credential in between', async () => {
		const items = await paidButUnknown();
		const gone = jest
			.spyOn(TestCredentialsHelper.prototype, 'getDecrypted')
			.mockRejectedValue(new Error('The database is away'));
		const second = await account.run(account.payout(), { ...errorOutput, items });
		gone.mockRestore();
		const again = second.failed.map(({ json }) => json);
		expect(again).toHaveLength(1);
		await account.run(account.payout(), { ...errorOutput, items: again });
		expect(transfers()).toHaveLength(1);
	});

	test('is paid once although an input of it cannot be read in between', async () => {
		const items = await paidButUnknown();
		const second = await account.run(account.payout({ amount: '={{ $json.missing }}' }), { ...errorOutput, items });
		await account.run(account.payout(), { ...errorOutput, items: second.failed.map(({ json }) => json) });
		expect(transfers()).toHaveLength(1);
	});

	test('is paid once although Busha shows another name of its destination in between', async () => {
		const items = await paidButUnknown();
		const [made] = transfers();
		const shown = {
			id: made?.id,
			quote_id: made?.quote_id,
			status: 'pending',
			profile_id: made?.profile_id,
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: '1000',
			target_amount: made?.target_amount,
			pay_out: { type: 'bank' },
		};
		account.emulator.fault(
			{ method: 'GET', path: '/v1/transfers' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [shown] } },
		);
		const second = await account.run(account.payout(), { ...errorOutput, items });
		await account.run(account.payout(), { ...errorOutput, items: second.failed.map(({ json }) => json) });
		expect(transfers()).toHaveLength(1);
	});
});

test('two executions at once with one reference and Retry On Fail, one refusal: paid once', async () => {
	account.emulator.fault(createTransfer, refused);
	const retry = { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } };
	const runs = await Promise.all(
		[1, 2].map(async () => await account.run(account.payout({ reference: REFERENCE }), retry)),
	);
	expect(transfers()).toHaveLength(1);
	expect(runs.map(({ json }) => json[0]?.id)).toEqual(Array(2).fill(transfers()[0]?.id));
});

describe('lists that do not end properly', () => {
	test('a cursor that repeats itself before the list was read: a reference is not paid again', async () => {
		await account.run(account.payout({ reference: REFERENCE }));
		for (let other = 0; other < 3; other++) await account.run(account.payout({ amount: `200${other}` }));
		account.emulator.forms = { pageSize: 2 };
		account.emulator.onRequest(({ method, path, query }) => {
			const { cursor } = query as { cursor?: string };
			return method === 'GET' && path === '/v1/quotes' && cursor
				? {
						kind: 'answer',
						status: 200,
						commit: false,
						body: { status: 'success', data: [{ id: 'QUO_again' }], pagination: { next_cursor: cursor } },
					}
				: undefined;
		});
		await account.run(account.payout({ reference: REFERENCE }), errorOutput);
		expect(transfers().filter(({ source_amount }) => source_amount === '1000')).toHaveLength(1);
	});

	test('an empty page before the one with the transfer: it is found', async () => {
		account.emulator.onRequest(({ method, path, query }) => {
			if (method === 'POST' && path === '/v1/transfers') return lost;
			if (method !== 'GET' || path !== '/v1/transfers') return undefined;
			const { cursor } = query as { cursor?: string };
			const body = cursor
				? {
						data: transfers().map(({ id, quote_id, status, source_amount }) => ({
							id,
							quote_id,
							status,
							source_amount,
						})),
					}
				: { data: [], pagination: { next_cursor: 'two' } };
			return { kind: 'answer', status: 200, commit: false, body: { status: 'success', ...body } };
		});
		const ran = await account.run(account.payout(), errorOutput);
		expect(ran.json[0]).toMatchObject({ id: transfers()[0]?.id, replayed: true });
	});
});

describe('an amount that is given by its worth', () => {
	test.each(['NGN', 'USD'])('in %s: a quote for twice as much is not executed', async (quoteCurrency) => {
		account.emulator.fund('USDT', '1000', account.customer.id);
		account.emulator.forms = { quoted: 'otherAmount' };
		const convert: Parameters = {
			resource: 'transaction',
			operation: 'convert',
			customerId: locator(account.customer.id),
			sourceCurrency: 'USDT',
			targetCurrency: 'NGN',
			amountType: 'quote',
			amount: quoteCurrency === 'NGN' ? '15000' : '10',
			quoteCurrency,
		};
		const ran = await account.run(convert, errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent' });
		expect(transfers()).toEqual([]);
	});
});

test('a retry for the right customer pays once the quote for the wrong one has ended', async () => {
	const wrong = account.emulator.addCustomer();
	account.emulator.fund('NGN', '100000', wrong.id);
	const recipientId = locator(account.emulator.addRecipient({}, wrong.id).id);
	account.emulator.onRequest(({ method, path }) =>
		method === 'POST' && path === '/v1/transfers' ? { kind: 'reset', commit: false } : undefined,
	);
	const failed = await account.run(account.payout({ customerId: locator(wrong.id), recipientId }));
	expect(failed.error?.context.details).toMatchObject({ outcome: 'unknown' });
	account.emulator.onRequest(undefined);
	account.emulator.clock.advance(24 * 60 * 60_000);
	const again = await account.run(account.payout(), { retryOf: failed.run });
	expect(again.error).toBeUndefined();
	expect(transfers()).toMatchObject([{ profile_id: account.customer.id }]);
});

describe('an unknown item whose quote was never executed', () => {
	/** The answer to the transfer was lost before it took effect, and nothing could be looked up. */
	async function quotedButUnknown() {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: false });
		account.emulator.fault({ method: 'GET' }, down, 4);
		const first = await account.run(account.payout(), errorOutput);
		const [quoteId] = [...account.emulator.state.quotes.keys()];
		expect(failureIn(first).details).toMatchObject({ outcome: 'unknown', quoteId });
		expect(transfers()).toEqual([]);
		return { items: first.failed.map(({ json }) => json), quoteId };
	}

	test('is paid by that quote', async () => {
		const { items, quoteId } = await quotedButUnknown();
		await account.run(account.payout(), { ...errorOutput, items });
		expect(transfers()).toMatchObject([{ quote_id: quoteId }]);
	});

	test("stays unknown when the quote's amounts do not follow from its rate and fees", async () => {
		const { items, quoteId } = await quotedButUnknown();
		const quote = account.emulator.state.quotes.get(String(quoteId));
		if (quote) quote.target_amount = '10';
		const second = await account.run(account.payout(), { ...errorOutput, items });
		expect(failureIn(second).details).toMatchObject({ outcome: 'unknown', quoteId });
		expect(transfers()).toEqual([]);
	});

	test('stays unknown when the quote breaks a limit that is given now', async () => {
		const { items, quoteId } = await quotedButUnknown();
		const limited = account.payout({ options: { maxSourceAmount: '999' } });
		const second = await account.run(limited, { ...errorOutput, items });
		expect(failureIn(second).details).toMatchObject({ outcome: 'unknown', quoteId });
		expect(transfers()).toEqual([]);
	});
});
