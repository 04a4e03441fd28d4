import type { Fault } from '../../emulator';
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

const purchase = (more: Parameters = {}): Parameters => ({
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
const post = { method: 'POST', path: '/v1/bill/purchase' };
const nothingYet = { status: 'success', message: 'x', data: [] };
const orders = () => [...account.emulator.state.billOrders.values()];
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };

test("a bill is bought from the business's balance", async () => {
	const { json, error } = await account.run(purchase());
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ id: orders()[0]?.id, status: 'pending', amount: '1000' });
	expect(account.emulator.balance('NGN').available).toBe('999000');
});

test('a bill for a customer is refused before anything is sent, since the business would pay', async () => {
	const ran = await account.run(purchase({ customerId: locator(account.customer.id) }), errorOutput);
	expect(failureIn(ran)).toMatchObject({
		error: expect.stringContaining('bills are paid by your business') as string,
		details: { outcome: 'notSent' },
	});
	expect(account.emulator.requests).toEqual([]);
});

test('the second of two equal bills is never given the order of the first', async () => {
	const list = { method: 'GET', path: '/v1/bill/orders' };
	account.emulator.fault(
		{ ...list, where: ({ index }) => index > 1 },
		{ kind: 'answer', status: 200, commit: false, body: nothingYet },
	);
	account.emulator.fault({ ...post, where: ({ index }) => index > 1 }, { kind: 'reset', commit: false });
	const ran = await account.run(purchase(), { ...errorOutput, items: [{}, {}] });
	expect(orders()).toHaveLength(1);
	expect(ran.json.map(({ id }) => id)).toEqual(orders().map(({ id }) => id));
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
});

test('a bill that Busha refuses but makes all the same is in doubt, and named', async () => {
	account.emulator.fault(post, { kind: 'answer', status: 400, commit: true });
	const { error } = await account.run(purchase());
	expect(error).toMatchObject({
		message: expect.stringContaining(
			'Busha refused to make the order, but shows a new one that looks like it',
		) as string,
		description: expect.stringContaining(String(orders()[0]?.id)) as string,
		context: { details: { outcome: 'unknown' } },
	});
});

test('a bill of the same moment that somebody bought before is not taken for the own one', async () => {
	await account.run(purchase());
	account.emulator.clock.advance(30_000);
	account.emulator.fault(
		{ method: 'GET', path: '/v1/bill/orders' },
		{ kind: 'answer', status: 200, commit: false, body: nothingYet },
	);
	account.emulator.fault(post, { kind: 'reset', commit: false });
	const ran = await account.run(purchase(), errorOutput);
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
});

test('a bill in doubt whose error item is wired back into the node is not bought again', async () => {
	account.emulator.fault(post, { kind: 'reset', commit: true });
	account.emulator.fault(
		{ method: 'GET', where: ({ index }) => index > 1 },
		{ kind: 'answer', status: 503, commit: false },
		50,
	);
	const first = await account.run(purchase(), errorOutput);
	expect(failureIn(first).details).toMatchObject({ outcome: 'unknown' });
	const again = await account.run(purchase(), { ...errorOutput, items: first.failed.map(({ json }) => json) });
	expect(failureIn(again).details).toMatchObject({ outcome: 'unknown' });
	expect(orders()).toHaveLength(1);
});

const lost: Array<[string, Fault]> = [
	['500', { kind: 'answer', status: 500, commit: true }],
	['a reset', { kind: 'reset', commit: true }],
	['HTML with 200', { kind: 'html', commit: true }],
];

test.each(lost)('an order whose answer is lost by %s is found in the list of orders', async (_name, fault) => {
	const first = await account.run(purchase());
	account.emulator.fault(post, fault);
	const { json } = await account.run(purchase());
	expect(json[0]).toMatchObject({ replayed: true });
	expect(json[0]?.id).not.toBe(first.json[0]?.id);
	expect(orders()).toHaveLength(2);
});

test('an order of the same amount for another recipient, made in the same moment, is not taken for it', async () => {
	await account.run(purchase({ recipient: '45000000002' }));
	account.emulator.fault(
		{ method: 'GET', path: '/v1/bill/orders' },
		{ kind: 'answer', status: 200, commit: false, body: nothingYet },
	);
	account.emulator.fault(post, { kind: 'reset', commit: false });
	const ran = await account.run(purchase(), errorOutput);
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
});

test('a bill can be paid from a balance in another currency', async () => {
	const { error } = await account.run(purchase({ sourceCurrency: 'usdt' }));
	expect(error).toBeUndefined();
	expect(account.emulator.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
		source_currency: 'USDT',
	});
	expect(account.emulator.balance('NGN').available).toBe('1000000');
});

test('an order that may not have been made is reported as unknown, and never bought again', async () => {
	account.emulator.fault(post, { kind: 'reset', commit: false });
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const ran = await account.run(purchase(), { settings: { ...errorOutput.settings, ...retry } });
	expect(failureIn(ran)).toMatchObject({ error: expect.stringContaining('order'), details: { outcome: 'unknown' } });
	expect(account.emulator.requests.filter(({ path }) => path === post.path)).toHaveLength(1);
});

test('Retry On Fail finds the order of the first try and buys the other items', async () => {
	account.emulator.fault(post, { kind: 'reset', commit: true });
	account.emulator.fault(
		{ method: 'GET', where: ({ index }) => index > 1 },
		{ kind: 'answer', status: 503, commit: false },
		4,
	);
	const items = [{ amount: '1000' }, { amount: '2000' }, { amount: '1000' }];
	const { json, error } = await account.run(purchase({ amount: '={{ $json.amount }}' }), {
		items,
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(new Set(json.map(({ id }) => id)).size).toBe(3);
	expect(orders()).toHaveLength(3);
});

test('a refused order may be tried again', async () => {
	account.emulator.fault(post, { kind: 'answer', status: 400, commit: false });
	const { error } = await account.run(purchase(), {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(orders()).toHaveLength(1);
});

test('the recipient is validated, the bill quoted, and orders are listed', async () => {
	const validated = await account.run(purchase({ operation: 'validate' }));
	expect(validated.json[0]).toMatchObject({ customer_name: 'SAMPLE CUSTOMER' });
	const quoted = await account.run(purchase({ operation: 'getQuote' }));
	expect(quoted.json[0]).toMatchObject({ total: expect.any(String), total_currency: 'NGN' });
	const { json } = await account.run(purchase());
	const common = { resource: 'bill', simplify: true };
	const listed = await account.run({
		...common,
		operation: 'getAll',
		returnAll: true,
		filters: { category: 'electricity' },
	});
	const got = await account.run({ ...common, operation: 'get', orderId: String(json[0]?.id) });
	expect(listed.json.map(({ id }) => id)).toEqual([json[0]?.id]);
	expect(got.json[0]).toMatchObject({ id: json[0]?.id });
	expect(Object.keys(got.json[0] ?? {}).length).toBeLessThanOrEqual(10);
});

test.each<[Parameters, string]>([
	[{ productCode: 'p'.repeat(101) }, 'Product Code: has 101 characters, and Busha takes at most 100'],
	[{ recipient: '4'.repeat(51) }, 'Recipient Number: has 51 characters, and Busha takes at most 50'],
])('%j is refused before anything is sent', async (more, message) => {
	const { error } = await account.run(purchase(more));
	expect(error).toMatchObject({ message: expect.stringContaining(message) });
	expect(account.emulator.requests).toEqual([]);
});
