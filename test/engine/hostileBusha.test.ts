import type { Fault, Forms } from '../../emulator';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const transfers = () => [...account.emulator.state.transfers.values()];
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const posts = () =>
	account.emulator.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/transfers');
const lost: Fault = { kind: 'reset', commit: true };
const never: Fault = { kind: 'reset', commit: false };
const convert = (more: Parameters = {}): Parameters => ({
	resource: 'transaction',
	operation: 'convert',
	customerId: locator(account.customer.id),
	sourceCurrency: 'NGN',
	targetCurrency: 'USDT',
	amountType: 'source',
	amount: '15000',
	...more,
});

describe('looking for a payment whose answer was lost', () => {
	const forms: Array<[string, Partial<Forms>]> = [
		['ignores quote_id', { quoteIdFilter: 'ignored' }],
		['ignores quote_id and sort', { quoteIdFilter: 'ignored', sort: 'ignored', pageSize: 2 }],
		['shows lists ten seconds late', { transfersLagMs: 10_000 }],
		['shows lists and reads ten seconds late', { transfersLagMs: 10_000, readsLagMs: 10_000 }],
		[
			'makes a second transfer of a quote, and shows everything ten seconds late',
			{ secondTransfer: 'made', transfersLagMs: 10_000, readsLagMs: 10_000 },
		],
	];

	test.each(forms)('finds it in a Busha that %s, and pays once', async (_name, form) => {
		account.emulator.forms = form;
		for (let other = 0; other < 5; other++) await account.run(account.payout({ amount: `20${other}` }));
		account.emulator.fault(createTransfer, lost);
		const { json } = await account.run(account.payout());
		const [made, ...more] = transfers().filter(({ source_amount }) => source_amount === '1000');
		expect(json[0]).toMatchObject({ id: made?.id, replayed: true });
		expect(more).toEqual([]);
	});

	test("never takes somebody else's transfer for it", async () => {
		await account.run(account.payout());
		account.emulator.forms = { quoteIdFilter: 'ignored', transferHides: ['quote_id'] };
		account.emulator.fault(createTransfer, never, 5);
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
		expect(transfers()).toHaveLength(1);
	});

	test('leaves it unknown when rows do not name their quote', async () => {
		account.emulator.forms = { transferHides: ['quote_id'] };
		account.emulator.fault(createTransfer, lost);
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: transfers()[0]?.quote_id });
		expect(posts()).toHaveLength(1);
	});

	test.each([400, 404, 409, 422])(
		'believes no refusal by status %d: what was made all the same is found',
		async (status) => {
			account.emulator.forms = { transfersLagMs: 5_000, readsLagMs: 5_000 };
			account.emulator.fault(createTransfer, { kind: 'answer', status, commit: true });
			const { json } = await account.run(account.payout());
			expect(json[0]).toMatchObject({ id: transfers()[0]?.id });
			expect(posts()).toHaveLength(1);
		},
	);

	test('reports a refusal of the first post as rejected, and one after a lost answer as unknown', async () => {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 400, commit: false });
		const first = await account.run(account.payout(), errorOutput);
		expect(failureIn(first).details).toMatchObject({ outcome: 'rejected', httpCode: 400 });
		account.emulator.fault(createTransfer, never);
		account.emulator.fault(createTransfer, { kind: 'answer', status: 400, commit: false });
		const second = await account.run(account.payout(), errorOutput);
		expect(failureIn(second).details).toMatchObject({ outcome: 'unknown' });
		expect(transfers()).toEqual([]);
	});

	test('does not execute an expired quote, though Busha would do it at the market price', async () => {
		account.emulator.forms = { expiredQuote: 'marketPrice' };
		account.emulator.fault(createTransfer, never);
		account.emulator.fault({ method: 'GET', path: /^.v1.quotes.QUO_/ }, { kind: 'expireQuote' });
		account.emulator.fund('NGN', '100000', account.customer.id);
		const { json } = await account.run(convert());
		expect(json).toHaveLength(1);
		expect(account.emulator.state.quotes.size).toBe(2);
		expect(transfers()).toHaveLength(1);
		const [, second] = [...account.emulator.state.quotes.values()];
		expect(transfers()[0]).toMatchObject({ quote_id: second?.id, target_amount: second?.target_amount });
	});
});

describe('a quote that is not the one that was asked for is not executed:', () => {
	const forms: Array<[string, Partial<Forms>]> = [
		['another recipient', { quoted: 'otherRecipient' }],
		['another recipient, shown by its account alone', { quoted: 'otherRecipient', destination: 'details' }],
		['less arrives', { quoted: 'lessTarget' }],
		['a rate that the amounts do not follow from', { quoted: 'rateOff' }],
		['fees that are not shown', { quoted: 'noFees' }],
		['more leaves', { quoted: 'moreSource' }],
		['another amount', { quoted: 'otherAmount' }],
		["the business's money", { ignoresProfile: ['quotes', 'transfers'] }],
		[
			"the business's money, which is not shown",
			{ ignoresProfile: ['quotes', 'transfers'], quoteHides: ['profile_id'] },
		],
		['a profile that is not shown', { quoteHides: ['profile_id'] }],
	];

	test.each(forms)('%s', async (_name, form) => {
		account.emulator.addRecipient({ account_number: '0123456780' }, account.customer.id);
		account.emulator.forms = form;
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent' });
		expect(posts()).toEqual([]);
		expect(failureIn(ran).message).toMatch(/^Nothing was paid\./);
	});

	test.each([
		['target amount', { amountType: 'target', amount: '10' }],
		['source amount', { amountType: 'source', amount: '15000' }],
	])('a conversion by its %s that gives less', async (_name, amount) => {
		account.emulator.forms = { quoted: 'lessTarget' };
		const ran = await account.run(convert(amount), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent' });
	});

	test('while the plain one is, whichever way its amount is given', async () => {
		account.emulator.fund('USDT', '1000', account.customer.id);
		const sold = { sourceCurrency: 'USDT', targetCurrency: 'NGN' };
		for (const one of [
			convert(),
			convert({ amountType: 'target', amount: '10' }),
			convert({ ...sold, amount: '10' }),
			convert({ ...sold, amountType: 'quote', amount: '15000', quoteCurrency: 'NGN' }),
		]) {
			expect((await account.run(one)).error).toBeUndefined();
		}
		expect(transfers()).toHaveLength(4);
	});

	test('a destination that is not shown does not stop a plain payout', async () => {
		account.emulator.forms = { destination: 'nothing', quoteHides: ['pay_in'] };
		expect((await account.run(account.payout())).error).toBeUndefined();
	});
});

describe('what is reported', () => {
	test('a transfer that has failed at once is an error that names it', async () => {
		account.emulator.forms = { firstStatus: 'failed' };
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'rejected', transferId: transfers()[0]?.id });
	});

	test.each(['processing', 'completed', 'awaiting_review'] as const)(
		'a transfer that begins as %s is a result',
		async (firstStatus) => {
			account.emulator.forms = { firstStatus };
			expect((await account.run(account.payout())).json[0]).toMatchObject({
				id: transfers()[0]?.id,
				status: firstStatus,
			});
		},
	);

	test('an error that stops the workflow names what was paid before', async () => {
		const amounts = ['1000', '1001', '1002', '90000000'];
		const { error } = await account.run(account.payout({ amount: '={{ $json.amount }}' }), {
			items: amounts.map((amount) => ({ amount })),
		});
		const paid = transfers().map(({ id }, item) => ({ item, transferId: id }));
		expect(paid).toHaveLength(3);
		expect(error?.context.details).toMatchObject({ outcome: 'rejected', paid });
		expect(error?.description).toContain(`Paid before: item 0 (${paid[0]?.transferId}), item 1`);
	});

	test('money that is converted for a bank payout is not delivered yet, though the transfer does not show its destination', async () => {
		account.emulator.fund('USDT', '1000', account.customer.id);
		account.emulator.forms = { transferHides: ['pay_out'] };
		const sold = account.payout({ sourceCurrency: 'USDT', amount: '10', options: { waitForCompletion: true } });
		const { json } = await account.run(sold);
		expect(json[0]).toMatchObject({ status: 'funds_delivered' });
		const quick = await account.run(account.payout({ sourceCurrency: 'USDT', amount: '10' }));
		const waited = await account.run({
			resource: 'transfer',
			operation: 'wait',
			customerId: locator(account.customer.id),
			transferId: String(quick.json[0]?.id),
		});
		expect(waited.json[0]).toMatchObject({ status: 'funds_delivered' });
	});

	test('a transfer of other amounts than its quote is an error that names it', async () => {
		const other = {
			kind: 'answer',
			status: 201,
			commit: false,
			body: { status: 'success', data: { id: 'TRF_Other0000001', status: 'pending', source_amount: '2000' } },
		} as const;
		account.emulator.fault(createTransfer, other);
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', transferId: 'TRF_Other0000001' });
	});

	test("a transfer of another quote is not the answer to the own one's", async () => {
		const other = {
			kind: 'answer',
			status: 201,
			commit: false,
			body: { status: 'success', data: { id: 'TRF_Other0000001', quote_id: 'QUO_other', status: 'pending' } },
		} as const;
		account.emulator.fault(createTransfer, other);
		const { json } = await account.run(account.payout());
		expect(json[0]).toMatchObject({ id: transfers()[0]?.id });
	});
});
