import { type Account, failureIn, openAccount } from '../support/account';
import type { Parameters } from '../support/busha';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const REFERENCE = 'salary-2026-11-ada';
const DAY_MS = 24 * 60 * 60_000;
const transfers = () => [...account.emulator.state.transfers.values()];
const orders = () => [...account.emulator.state.billOrders.values()];
const errorOutput = { onError: 'continueErrorOutput' as const };
const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const bill: Parameters = {
	resource: 'bill',
	operation: 'purchase',
	category: 'electricity',
	productCode: 'sample-disco',
	recipient: '45000000001',
	amount: '1000',
	accountType: 'prepaid',
	phoneNumber: '+2348000000001',
};
const buy = { method: 'POST', path: '/v1/bill/purchase' };
const never = { kind: 'reset', commit: false } as const;

test('of two equal bills under Retry On Fail, the one that was not bought is not reported with the order of the other', async () => {
	account.emulator.fault(buy, never);
	const ran = await account.run(bill, { items: [{}, {}], settings: { ...errorOutput, ...retry } });
	expect(orders()).toHaveLength(1);
	expect(ran.json).toHaveLength(1);
});

test('a bill that was corrected is not reported with an order that somebody else made', async () => {
	account.emulator.fault(buy, never);
	const failed = await account.run(bill);
	expect(failed.error?.context.details).toMatchObject({ outcome: 'unknown' });
	await account.run({ ...bill, amount: '2000' });
	const again = await account.run({ ...bill, amount: '2000' }, { retryOf: failed.run });
	expect(orders()).toHaveLength(1);
	expect(again.json).toEqual([]);
});

test("a reference is paid once although this machine's clock is a day and an hour ahead", async () => {
	await account.close();
	account = await openAccount({}, { skewMs: DAY_MS + 3_600_000 });
	const payout = account.payout({ reference: REFERENCE, options: { referenceLookback: 1 } });
	await account.run(payout);
	await account.run(payout);
	expect(transfers()).toHaveLength(1);
});

test('a payment that is still under way after the wait stays known by its transfer when its error item is wired back', async () => {
	account.emulator.forms = { transferHides: ['quote_id'] };
	const payout = account.payout({ options: { waitForCompletion: true, waitTimeout: 1 } });
	const first = await account.run(payout, { settings: errorOutput });
	expect(failureIn(first).details).toMatchObject({ outcome: 'unknown', transferId: transfers()[0]?.id });
	const second = await account.run(payout, { settings: errorOutput, items: first.failed.map(({ json }) => json) });
	expect(transfers()).toHaveLength(1);
	expect(second.json[0]?.id ?? failureIn(second).details.transferId).toBe(transfers()[0]?.id);
});

test('a payment before which another output was kept tells it by its transfer, not as an order', async () => {
	account.emulator.forms = { transferHides: ['quote_id'] };
	const items = ['1000', '90000000'].map((amount) => ({ amount }));
	const { error } = await account.run(account.payout({ amount: '={{ $json.amount }}' }), { items });
	expect(error?.context.details?.paid).toEqual([{ item: 0, transferId: transfers()[0]?.id }]);
});

test('a transfer that is read as another one is not reported as this payment', async () => {
	await account.run(account.payout({ amount: '2000' }));
	account.emulator.clock.advance(60_000);
	const [other] = (
		await account.run({
			resource: 'transfer',
			operation: 'getAll',
			customerId: account.payout().customerId,
			returnAll: true,
			simplify: false,
		})
	).json;
	expect(other).toMatchObject({ id: transfers()[0]?.id, status: 'funds_delivered' });
	account.emulator.onRequest(({ method, path }) =>
		method === 'GET' && path.startsWith('/v1/transfers/')
			? { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: other } }
			: undefined,
	);
	const ran = await account.run(account.payout({ options: { waitForCompletion: true } }), { settings: errorOutput });
	expect(ran.json.map(({ id }) => id)).not.toContain(other?.id);
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', transferId: transfers()[1]?.id });
});

describe('the answer to the purchase of a bill', () => {
	const says = (data: object) =>
		account.emulator.fault(buy, { kind: 'answer', status: 200, commit: false, body: { status: 'success', data } });

	test('without an order is not a success', async () => {
		says({});
		const ran = await account.run(bill, { settings: errorOutput });
		expect(ran.json).toEqual([]);
	});

	test('with an order that failed is an error that names it', async () => {
		says({ id: 'order-failed', status: 'failed', amount: '1000', recipient: '45000000001' });
		const ran = await account.run(bill, { settings: errorOutput });
		expect(ran.json).toEqual([]);
	});
});
