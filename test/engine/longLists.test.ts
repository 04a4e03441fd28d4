import type { INode } from 'n8n-workflow';

import { credentialsOf, type Parameters, runBusha, workflowWith } from '../support/busha';
import { itemsOf, runWorkflow } from '../support/engine';
import { addStandIns } from '../support/standIns';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();

const getAll = { resource: 'transaction', operation: 'getAll' };

/** How many rows each request asked for. */
const asked = () => emulator.requests.map(({ query }) => Number(query.limit));

test('150,000 entries are returned, each once and in their order', async () => {
	const ROWS = 150_000;
	emulator.addTransactions(ROWS, { fields: (index) => ({ amount: `${index}` }) });
	const { items, error } = await runBusha(emulator, { ...getAll, returnAll: true, simplify: true });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(ROWS);
	expect(items.every(({ json }, index) => json.amount === `${ROWS - 1 - index}`)).toBe(true);
	expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	expect(emulator.requests).toHaveLength(ROWS / 100);
}, 120_000);

describe('no more rows are asked for than are wanted', () => {
	test.each([
		[5, [5]],
		[100, [100]],
		[250, [100, 100, 50]],
	])('with a limit of %d', async (limit, requests) => {
		emulator.addTransactions(400);
		expect((await runBusha(emulator, { ...getAll, limit })).items).toHaveLength(limit);
		expect(asked()).toEqual(requests);
	});

	test('also with filters that Busha applies', async () => {
		emulator.addTransactions(400, { fields: (index) => ({ is_credit: index % 2 === 0 }) });
		const { items } = await runBusha(emulator, { ...getAll, limit: 120, filters: { isCredit: true } as never });
		expect(items).toHaveLength(120);
		expect(asked()).toEqual([100, 20]);
	});

	test('a filter of the node itself reads whole pages, up to the one that holds the last row', async () => {
		emulator.addTransactions(400, {
			fields: (index) => ({ status: (index % 40 === 0 ? 'failed' : 'completed') as 'completed' }),
		});
		const { items } = await runBusha(emulator, { ...getAll, limit: 3, filters: { status: 'failed' } as never });
		expect(items).toHaveLength(3);
		expect(asked()).toEqual([100, 100]);
	});
});

describe('filters', () => {
	const mixed = (index: number) => ({
		is_credit: index % 2 === 0,
		currency: index % 3 === 0 ? 'USDT' : 'NGN',
		is_fiat: index % 3 !== 0,
		type: ['deposits', 'savings', 'savings.interests'][index % 4] ?? 'withdrawals',
	});
	const found = async (filters: Parameters) =>
		(await runBusha(emulator, { ...getAll, returnAll: true, simplify: false, filters: filters as never })).json;

	test('that Busha has are applied by Busha', async () => {
		emulator.addTransactions(12, { fields: mixed });
		expect(await found({ isCredit: false, isFiat: true, currency: 'NGN', type: 'withdrawals' })).toHaveLength(2);
		expect(emulator.requests[0]?.query).toMatchObject({
			is_credit: 'false',
			is_fiat: 'true',
			currency: 'NGN',
			type: 'withdrawals',
		});
	});

	test('that an API does not know are applied all the same', async () => {
		emulator.addTransactions(120, { fields: mixed });
		const all = await found({});
		const answer = { status: 'success', data: all };
		const matching = async (filters: Parameters) => {
			emulator.fault({ resource: 'transactions' }, { kind: 'answer', status: 200, commit: false, body: answer });
			return (await found(filters)).length;
		};
		expect(await matching({ isCredit: true })).toBe(60);
		expect(await matching({ isFiat: false })).toBe(40);
		expect(await matching({ currency: 'USDT' })).toBe(40);
		expect(await matching({ type: 'savings' })).toBe(60);
	});

	test('that are the node’s own are marked as such', async () => {
		const { properties } = await import('../../nodes/Busha/operations');
		const marked = properties()
			.filter(({ name }) => name === 'filters')
			.flatMap(({ options = [], displayOptions }) =>
				options
					.filter((option) => 'description' in option && option.description?.includes('Applied by the node'))
					.map(({ name }) => `${String(displayOptions?.show?.resource)} ${name}`),
			);
		expect(marked.sort()).toEqual([
			'customer kycStatus',
			'customer status',
			'customer type',
			'transaction createdAfter',
			'transaction createdBefore',
			'transaction status',
		]);
	});
});

describe('transfers', () => {
	const transfers = { resource: 'transfer', operation: 'getAll', returnAll: true };
	const queryFor = async (filters: Parameters) => {
		const { error } = await runBusha(emulator, { ...transfers, filters: filters as never });
		expect(error).toBeUndefined();
		return emulator.requests.at(-1)?.query;
	};

	test('are asked for by the days around the period', async () => {
		const period = { createdAfter: '2026-03-01T23:30:00Z', createdBefore: '2026-03-31T00:00:00Z' };
		expect(await queryFor(period)).toMatchObject({ start_date: '2026-02-27', end_date: '2026-04-02' });
	});

	test('are asked for by status where Busha can filter by all of them', async () => {
		expect(await queryFor({ status: ['pending', 'funds_delivered'] })).toMatchObject({
			status: 'pending,funds_delivered',
		});
		expect(await queryFor({ status: ['pending', 'reversed'] })).not.toHaveProperty('status');
		expect(await queryFor({ status: [] })).not.toHaveProperty('status');
	});
});

describe('recipients', () => {
	const BANK = { account_name: 'BANK', account_number: '0000000001' };
	const PHONE = { type: 'mpesa_mobile_money', account_name: 'PHONE', phone_number: '+254700000001' };
	const WALLET = { type: 'crypto', account_name: 'WALLET', network: 'TRX', address: 'TSample0000001' };
	const ALL = ['WALLET', 'PHONE', 'BANK'];

	test.each<[Parameters, string[], object]>([
		[{}, ALL, {}],
		[{ category: 'mobile_money' }, ['PHONE'], { category: 'mobile_money' }],
		[{ country: 'ng' }, ['BANK'], { country: 'NG' }],
		[{ currency: 'KES' }, ['PHONE'], { currency: 'KES' }],
		[{ network: 'trx' }, ['WALLET'], { network: 'TRX' }],
		[{ type: ['crypto', 'ngn_bank'] as never }, ['WALLET', 'BANK'], { type: 'crypto,ngn_bank' }],
		[{ type: [] as never }, ALL, {}],
		[{ accountNumber: '0000000001' }, ['BANK'], { account_number: '0000000001' }],
		[{ phoneNumber: '+254700000001' }, ['PHONE'], { phone_number: '+254700000001' }],
		[{ username: 'nobody' }, [], { username: 'nobody' }],
		[{ country: { mode: 'list', value: '' }, network: { mode: 'list', value: '' } } as never, ALL, {}],
	])('are filtered by %j at Busha', async (filters, names, query) => {
		for (const fields of [BANK, PHONE, WALLET]) emulator.addRecipient(fields);
		const parameters = { resource: 'recipient', operation: 'getAll', filters: filters as never };
		const { json, error } = await runBusha(emulator, parameters);
		expect(error).toBeUndefined();
		expect(json.map(({ account_name }) => account_name)).toEqual(names);
		expect(emulator.requests.at(-1)?.query).toEqual({ limit: '50', ...query });
	});
});

describe('page by page', () => {
	const START = { ...getAll, limit: 100, options: { cursor: 'start' } as never };

	test('a page ends with the cursor of the next one, and the last page does not', async () => {
		emulator.addTransactions(150);
		const first = await runBusha(emulator, START);
		expect(first.json).toHaveLength(101);
		expect(Object.keys(first.json.at(-1) ?? {})).toEqual(['next_cursor']);
		const second = await runBusha(emulator, {
			...START,
			simplify: true,
			options: { cursor: first.json.at(-1)?.next_cursor } as never,
		});
		expect(second.json).toHaveLength(50);
		expect(new Set([...first.json, ...second.json].map(({ id }) => id)).size).toBe(151);
		expect(calls(emulator)).toHaveLength(2);
	});

	test('1,050 entries are walked by executions that hold one page each', async () => {
		emulator.addTransactions(1_050);
		const seen: unknown[] = [];
		const sizes: number[] = [];
		const parameters = {
			...START,
			simplify: true,
			options: { cursor: '={{ $json.next_cursor ?? "start" }}' } as never,
		};
		for (let item: Parameters | undefined = {}; item; ) {
			const { json, error } = await runBusha(emulator, parameters, { items: [item] });
			expect(error).toBeUndefined();
			const rows = json.filter(({ next_cursor }) => next_cursor === undefined);
			sizes.push(rows.length);
			seen.push(...rows.map(({ id }) => id));
			item = json.find(({ next_cursor }) => next_cursor !== undefined) as Parameters | undefined;
		}
		expect(sizes).toEqual([...Array.from({ length: 10 }, () => 100), 50]);
		expect(new Set(seen).size).toBe(1_050);
	});

	test('1,050 entries are walked by one If node, which parts the rows from the way back', async () => {
		addStandIns();
		emulator.addTransactions(1_050);
		const workflow = workflowWith({ ...START, options: { cursor: '={{ $json.next_cursor ?? "start" }}' } as never });
		const exists = { type: 'string', operation: 'exists', singleValue: true };
		const goesOn: INode = {
			id: 'if',
			name: 'If',
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			position: [400, 0],
			parameters: {
				conditions: {
					options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
					conditions: [{ id: 'more', leftValue: '={{ $json.next_cursor }}', rightValue: '', operator: exists }],
					combinator: 'and',
				},
			},
		};
		const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
		const run = await runWorkflow(
			{
				...workflow,
				nodes: [...workflow.nodes, goesOn],
				connections: { ...workflow.connections, Busha: { main: [to('If')] }, If: { main: [to('Busha')] } },
			},
			{ credentials: credentialsOf(emulator) },
		);
		expect(run.data.resultData.error).toBeUndefined();
		const runs = run.data.resultData.runData.If?.length ?? 0;
		const rows = Array.from({ length: runs }, (_, index) => itemsOf(run, 'If', 1, index));
		expect(rows.map(({ length }) => length)).toEqual([...Array.from({ length: 10 }, () => 100), 50]);
		expect(new Set(rows.flat().map(({ json }) => json.id)).size).toBe(1_050);
		expect(calls(emulator)).toHaveLength(11);
	});

	test('a page is as long as the limit says, or as Busha gives it, and Return All asks for the longest', async () => {
		emulator.addTransactions(300);
		expect((await runBusha(emulator, { ...START, limit: 7 })).json).toHaveLength(8);
		expect((await runBusha(emulator, { ...START, limit: 250 })).json).toHaveLength(101);
		expect((await runBusha(emulator, { ...START, returnAll: true })).json).toHaveLength(101);
		expect(asked()).toEqual([7, 100, 100]);
	});

	test('a page on which no row matches still tells where to go on', async () => {
		emulator.addTransactions(150, { fields: () => ({ status: 'completed' }) });
		const { json } = await runBusha(emulator, { ...START, filters: { status: 'pending' } as never });
		expect(json).toEqual([{ next_cursor: expect.any(String) }]);
	});

	test('a period that is over ends the pages', async () => {
		emulator.addTransactions(300);
		const createdAfter = new Date(emulator.clock.now() - 30_500).toISOString();
		const { json } = await runBusha(emulator, { ...START, filters: { createdAfter } as never });
		expect(json).toHaveLength(31);
		expect(json.at(-1)).toHaveProperty('id');
	});

	test('a cursor that leads to itself is the end', async () => {
		const body = { status: 'success', data: [{ id: '1' }], pagination: { next_cursor: 'same' } };
		emulator.fault({}, { kind: 'answer', status: 200, commit: false, body });
		const { json } = await runBusha(emulator, { ...START, options: { cursor: 'same' } as never });
		expect(json).toEqual([{ id: '1' }]);
	});

	test.each([
		['is empty', ''],
		['filled in, but empty', '={{ $json.nextCursor }}'],
		['its expression failed', '=undefined'],
	])('a cursor that %s is an error, since the first page would come again', async (why, cursor) => {
		emulator.addTransactions(3);
		const { error } = await runBusha(emulator, { ...START, options: { cursor } as never });
		expect(`${error?.message} ${error?.description}`).toContain(why);
		expect(calls(emulator)).toEqual([]);
	});

	test('every list that Busha gives in pages can be read so', async () => {
		const all = Object.values(await import('../../nodes/Busha/operations/all'));
		const whole = all
			.filter(({ fields }) => fields.some(({ name }) => name === 'limit'))
			.filter(({ fields }) => !fields.some(({ property }) => JSON.stringify(property.options)?.includes('"cursor"')));
		expect(whole.map(({ resource }) => resource)).toEqual(['balance']);
	});
});

test('cursors that go round in a circle end the list', async () => {
	let asked = 0;
	emulator.onRequest(({ query }) => {
		const at = Number(query.cursor ?? 0);
		asked++;
		const row = { id: `TXN_${at}`, currency: 'NGN', amount: '1', is_credit: true };
		const body = { status: 'success', data: [row], pagination: { next_cursor: String(at === 40 ? 11 : at + 1) } };
		return { kind: 'answer', status: 200, commit: false, body };
	});
	const { json } = await runBusha(emulator, { resource: 'transaction', operation: 'getAll', returnAll: true });
	emulator.onRequest(undefined);
	expect(json.length).toBeGreaterThanOrEqual(41);
	expect(asked).toBeLessThan(150);
});
