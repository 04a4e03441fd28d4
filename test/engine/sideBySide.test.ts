import { ExecuteContext } from 'n8n-core';

import type { RecordedRequest } from '../../emulator';
import { type Account, openAccount } from '../support/account';
import type { Parameters } from '../support/busha';
import { contractKept } from '../support/testEmulator';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	await account.close();
	contractKept(account.emulator);
});

const COUNT = 12;
const items = Array.from({ length: COUNT }, (_, index) => ({
	reference: `salary-november-${index}`,
	amount: `${1000 + index}`,
}));
const payout = (more: Parameters = {}): Parameters =>
	account.payout({ reference: '={{ $json.reference }}', amount: '={{ $json.amount }}', ...more });
const transfers = () => [...account.emulator.state.transfers.values()];
const amounts = (): string[] => transfers().map(({ source_amount }) => source_amount);
const posts = (path: string): RecordedRequest[] =>
	account.emulator.requests.filter((request) => request.method === 'POST' && request.path === path);

/** Lets Busha refuse the transfer of one item. */
function refuseTransferOf(amount: string): void {
	account.emulator.onRequest(({ method, path, body }) => {
		const { quote_id } = (body ?? {}) as { quote_id?: string };
		const quote = account.emulator.state.quotes.get(quote_id ?? '');
		return method === 'POST' && path === '/v1/transfers' && quote?.source_amount === amount
			? { kind: 'answer', status: 400, commit: false }
			: undefined;
	});
}

test('payments with references wait for others side by side, and move money one after the other, in the order of the items', async () => {
	const begun = account.emulator.clock.now();
	const { json } = await account.run(payout(), { items });
	expect(json.map(({ source_amount }) => source_amount)).toEqual(items.map(({ amount }) => amount));
	expect(amounts()).toEqual(items.map(({ amount }) => amount));
	expect(account.emulator.clock.now() - begun).toBeLessThan(COUNT * 2_000);
	const order = account.emulator.requests.map(({ method, path }) => `${method} ${path}`);
	expect(order.indexOf('POST /v1/transfers')).toBeGreaterThan(order.indexOf('POST /v1/quotes') + 9);
});

test('payments without references are made one after the other', async () => {
	await account.run(account.payout(), { items: items.slice(0, 3) });
	expect(account.emulator.requests.map(({ path }) => path)).toEqual(
		[1, 2, 3].flatMap(() => ['/v1/quotes', '/v1/transfers']),
	);
});

test('an error that stops the run stops those that are under way before they pay, and tells what was paid', async () => {
	refuseTransferOf('1002');
	const { error } = await account.run(payout(), { items });
	expect(error?.message).toContain('[item 2]');
	expect(amounts()).toEqual(['1000', '1001']);
	expect(error?.context.details).toMatchObject({
		outcome: 'rejected',
		paid: transfers().map(({ id }, item) => ({ item, transferId: id })),
	});
	expect(posts('/v1/transfers')).toHaveLength(3);
});

test('an error that comes early stops only the items behind it', async () => {
	account.emulator.onRequest(({ method, path, body }) =>
		method === 'POST' && path === '/v1/quotes' && (body as { source_amount: string }).source_amount === '1002'
			? { kind: 'answer', status: 400, commit: false }
			: undefined,
	);
	const { error } = await account.run(payout(), { items });
	expect(error?.message).toContain('[item 2]');
	expect(amounts()).toEqual(['1000', '1001']);
	expect(error?.context.details).toMatchObject({ paid: [{ item: 0 }, { item: 1 }] });
});

test('of several errors that stop the run the one of the first item is told', async () => {
	account.emulator.onRequest(({ method, path, body }) => {
		const { source_amount: amount } = (body ?? {}) as { source_amount?: string };
		const refused = method === 'POST' && path === '/v1/quotes' && ['1001', '1003'].includes(amount ?? '');
		if (!refused) return undefined;
		return amount === '1001'
			? { kind: 'answer', status: 503, commit: false, retryAfter: 3 }
			: { kind: 'answer', status: 400, commit: false };
	});
	const { error } = await account.run(payout(), { items });
	expect(error?.message).toContain('[item 1]');
	expect(amounts()).toEqual(['1000', '1002']);
	expect(error?.context.details).toMatchObject({ paid: [{ item: 0 }, { item: 2 }] });
});

test('an error that stops the run waits for payments that wait for completion, and tells them', async () => {
	refuseTransferOf('1001');
	const options = { waitForCompletion: true };
	const { error } = await account.run(payout({ options }), { items: items.slice(0, 3) });
	expect(error?.message).toContain('[item 1]');
	expect(amounts()).toEqual(['1000']);
	expect(error?.context.details).toMatchObject({ paid: [{ item: 0, transferId: transfers()[0]?.id }] });
});

test('an item behind the one whose error stops the run is told too, if it was paid and its wait ended in doubt', async () => {
	account.emulator.forms = { firstStatus: 'processing' };
	account.emulator.onRequest(({ method, path, body }) =>
		method === 'POST' && path === '/v1/quotes' && (body as { source_amount: string }).source_amount === '1000'
			? { kind: 'answer', status: 503, commit: false }
			: undefined,
	);
	const options = { waitForCompletion: true, waitTimeout: 1 };
	const { error } = await account.run(payout({ options }), { items: items.slice(0, 2) });
	const [made] = transfers();
	expect(error?.message).toContain('[item 0]');
	expect(error?.description).toContain(`Perhaps paid, so look before you pay again: item 1 (${made?.id}).`);
	expect(error?.context.details).toMatchObject({
		alsoFailed: [{ item: 1, outcome: 'unknown', transferId: made?.id }],
	});
});

test('of items with one reference the first is paid, and the others are told that it was', async () => {
	const shared = { reference: 'salary-november-x' };
	const some = items.map((item, index) => ([2, 5, 11].includes(index) ? { ...item, ...shared } : item));
	const { json, failed } = await account.run(payout(), { items: some, settings: { onError: 'continueErrorOutput' } });
	expect(amounts()).toEqual(items.filter((_item, index) => ![5, 11].includes(index)).map(({ amount }) => amount));
	expect(json).toHaveLength(10);
	expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 5 }, { item: 11 }]);
});

test('two runs whose items share references in opposite order both end', async () => {
	const both = [items, [...items].reverse()];
	const ran = await Promise.all(both.map(async (some) => await account.run(payout(), { items: some })));
	expect(ran.map(({ json }) => json.length)).toEqual([COUNT, COUNT]);
	expect(new Set(amounts()).size).toBe(COUNT);
	expect(amounts()).toHaveLength(COUNT);
});

test('with the error output, an error of one item holds up no other', async () => {
	refuseTransferOf('1002');
	const { json, failed } = await account.run(payout(), { items, settings: { onError: 'continueErrorOutput' } });
	expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
	expect(json).toHaveLength(COUNT - 1);
	expect(amounts()).toHaveLength(COUNT - 1);
});

test("the user's stop is told once in the log, with all that was paid", async () => {
	const stop = new AbortController();
	const log: string[] = [];
	const logger = jest.spyOn(ExecuteContext.prototype.logger, 'warn').mockImplementation((line) => void log.push(line));
	account.emulator.onRequest(({ method, path }) => {
		if (method === 'POST' && path === '/v1/transfers' && transfers().length === 2) stop.abort();
		return undefined;
	});
	const { run } = await account.run(payout(), { items, cancel: stop.signal });
	logger.mockRestore();
	expect(run.status).toBe('canceled');
	expect(log).toHaveLength(1);
	for (const { id } of transfers().slice(0, 2)) expect(log[0]).toContain(id);
	expect(transfers().length).toBeLessThanOrEqual(3);
	expect(posts('/v1/transfers')).toHaveLength(3);
});
