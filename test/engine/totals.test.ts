import type { IDataObject } from 'n8n-workflow';

import { locator, type Parameters, runBusha } from '../support/busha';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();

const totals = async (filters: Parameters = {}, more: Parameters = {}) =>
	await runBusha(emulator, {
		resource: 'transaction',
		operation: 'getTotals',
		filters: filters as never,
		...more,
	});

/** Lets Busha list these entries, once. */
const listed = (...data: IDataObject[]) =>
	emulator.fault(
		{ resource: 'transactions' },
		{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data } },
	);

test('one item a currency tells what came in, what went out, and what is left, digit by digit', async () => {
	const rows = [
		{ currency: 'NGN', amount: '0.1', is_credit: true },
		{ currency: 'NGN', amount: '0.2', is_credit: true },
		{ currency: 'BTC', amount: '0.000000000000000001', is_credit: false },
		{ currency: 'NGN', amount: '90071992547409931.50', is_credit: false },
		{ currency: 'BTC', amount: '0', is_credit: true },
	];
	emulator.addTransactions(rows.length, { fields: (index) => rows[index] ?? {} });
	const { json, items } = await totals();
	expect(json).toEqual([
		{ currency: 'BTC', count: 2, credit: '0', debit: '0.000000000000000001', net: '-0.000000000000000001' },
		{ currency: 'NGN', count: 3, credit: '0.3', debit: '90071992547409931.5', net: '-90071992547409931.2' },
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
});

test('150,000 entries are added up exactly', async () => {
	emulator.addTransactions(150_000, { fields: (index) => ({ amount: '0.01', is_credit: index % 3 !== 0 }) });
	expect((await totals()).json).toEqual([
		{ currency: 'NGN', count: 150_000, credit: '1000', debit: '500', net: '500' },
	]);
}, 120_000);

test('the filters are those of Get Many, and neighbouring periods hold each entry once', async () => {
	emulator.addTransactions(10, {
		newestAt: Date.parse('2026-01-01T00:00:09Z'),
		fields: (index) => ({
			amount: String(10 ** index),
			is_credit: index % 2 === 0,
			type: index % 5 === 0 ? 'withdrawals' : 'deposits',
			status: (index === 9 ? 'failed' : 'completed') as 'completed',
		}),
	});
	const sums = async (filters: Parameters) =>
		(await totals(filters)).json.map(({ credit, debit }) => [credit, debit])[0] ?? [];
	const border = '2026-01-01T00:00:04Z';
	expect(await sums({ createdBefore: border })).toEqual(['101', '1010']);
	expect(await sums({ createdAfter: border })).toEqual(['101010000', '1010100000']);
	expect(await sums({ createdAfter: border, sort: 'asc' })).toEqual(['101010000', '1010100000']);
	expect(await sums({ status: 'completed' })).toEqual(['101010101', '10101010']);
	expect(await sums({ isCredit: true })).toEqual(['101010101', '0']);
	expect(await sums({ type: 'withdrawals' })).toEqual(['1', '100000']);
	expect(await sums({ currency: 'USDT' })).toEqual([]);
});

test('they are those of the customer that is named', async () => {
	const { id } = emulator.addCustomer();
	emulator.addTransactions(2, { profileId: id });
	emulator.addTransactions(3);
	expect((await totals({}, { customerId: locator(id) })).json).toMatchObject([{ count: 2 }]);
});

describe('an entry that leaves its part open ends the totals, and is named', () => {
	const whole = { id: 'TXN_1', currency: 'NGN', amount: '5', is_credit: true, created_at: '2026-01-01T00:00:00Z' };
	const day = { createdAfter: '2025-12-31T00:00:00Z' };

	test.each<[string, IDataObject, Parameters]>([
		['currency', { currency: undefined }, {}],
		['currency', { currency: undefined }, { currency: 'NGN' }],
		['amount', { amount: undefined }, {}],
		['amount', { amount: 5 }, {}],
		['amount', { amount: '-5' }, {}],
		['amount', { amount: '1,000' }, {}],
		['amount', { amount: '' }, {}],
		['is_credit', { is_credit: undefined }, {}],
		['is_credit', { is_credit: 'false' }, {}],
		['is_credit', { is_credit: undefined }, { isCredit: false }],
		['is_credit', { is_credit: 'false' }, { isCredit: false }],
		['is_fiat', {}, { isFiat: true }],
		['status', { status: null }, { status: 'completed' }],
		['type', {}, { type: 'deposits' }],
		['status', {}, { status: 'completed' }],
		['created_at', { created_at: undefined }, day],
		['created_at', { created_at: 'yesterday' }, day],
	])('%s: %j, filtered by %j', async (what, entry, filters) => {
		listed({ ...whole, ...entry });
		const { json, error } = await totals(filters);
		expect(json).toEqual([]);
		expect(error).toMatchObject({
			message: expect.stringMatching(new RegExp(`TXN_1 .*${what}`)) as string,
			description: expect.stringContaining('No totals were made') as string,
			context: { details: { outcome: 'rejected' } },
		});
	});

	test('by whatever it is known', async () => {
		listed({ ...whole, id: undefined, reference: 'ORD_7', is_credit: null });
		expect((await totals()).error?.message).toContain('ORD_7');
		listed({ amount: '5' });
		expect((await totals()).error?.message).toContain('without an ID');
	});

	test('one that lies outside the period does not matter', async () => {
		listed({ ...whole, amount: null }, { ...whole, created_at: '2025-01-01T00:00:00Z' });
		expect((await totals({ createdBefore: '2025-12-31T00:00:00Z', type: 'deposits' })).error?.message).toContain(
			'type',
		);
		listed({ ...whole, amount: null }, { ...whole, created_at: '2025-01-01T00:00:00Z' });
		expect((await totals({ createdBefore: '2025-12-31T00:00:00Z' })).json).toMatchObject([{ count: 1, net: '5' }]);
	});

	test('a time is not needed without a period', async () => {
		listed({ ...whole, created_at: undefined });
		expect((await totals()).json).toMatchObject([{ count: 1 }]);
	});
});

test('an entry that comes again on the next page, since others were made meanwhile, counts once', async () => {
	const entry = (id: string, more: IDataObject = {}): IDataObject => ({
		id,
		currency: 'NGN',
		amount: '5',
		is_credit: true,
		created_at: '2026-01-01T00:00:00Z',
		...more,
	});
	const page = (data: IDataObject[], next?: string) =>
		emulator.fault(
			{ resource: 'transactions' },
			{
				kind: 'answer',
				status: 200,
				commit: false,
				body: { status: 'success', data, pagination: { next_cursor: next } },
			},
		);
	page([entry('A'), entry('B')], 'more');
	page([entry('B'), entry('C'), entry('C', { is_credit: false }), entry('C', { currency: 'USD' })]);
	expect((await totals()).json).toMatchObject([
		{ currency: 'NGN', count: 4, credit: '15', debit: '5', net: '10' },
		{ currency: 'USD', count: 1 },
	]);
});

test('an API that lists the oldest entries first, many in a second, is read to the end', async () => {
	emulator.addTransactions(300, { newestAt: Date.parse('2026-01-01T00:00:29Z'), step: 1 });
	emulator.addTransactions(10, { newestAt: Date.parse('2026-01-02T00:00:29Z'), step: 1 });
	for (const forms of [{ sort: 'ignored' }, { sort: 'ignored', pageSize: 1 }] as const) {
		emulator.forms = forms;
		expect((await totals({ createdAfter: '2026-01-02T00:00:00Z' })).json).toMatchObject([{ count: 10 }]);
	}
});

test('a page that does not come gives no totals of the others', async () => {
	emulator.addTransactions(150);
	emulator.fault({ where: ({ query }) => query.cursor !== undefined }, { kind: 'answer', status: 403, commit: false });
	const { json, error } = await totals();
	expect([json, error?.httpCode]).toEqual([[], '403']);
	expect(calls(emulator)).toHaveLength(2);
});
