import { sleep } from 'n8n-workflow';

import { runBusha, locator } from '../support/busha';
import { individual } from '../support/customers';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const get = { resource: 'customer', operation: 'get', customerId: locator('={{ $json.id }}') };
const customers = { resource: 'customer', operation: 'getAll' };

test('bad input in the third item stops the workflow before anything is sent for the first and the second', async () => {
	const { id } = emulator.addCustomer();
	const update = {
		resource: 'customer',
		operation: 'update',
		customerId: locator(id),
		updateFields: { birthDate: '={{ $json.born }}' },
	};
	const { error } = await runBusha(emulator, update, {
		items: [{ born: '2000-12-24' }, { born: '1999-12-24' }, { born: '31/12/1999' }],
	});
	expect(error).toMatchObject({
		message: expect.stringContaining('[item 2]'),
		context: { itemIndex: 2, details: { outcome: 'notSent' } },
	});
	expect(calls(emulator)).toEqual([]);
});

test('with the error output, items before and after the bad one are handled', async () => {
	const items = ['a', '', 'c'].map((name) => ({ name }));
	const parameters = individual({ email: '={{ $json.name && $json.name + ".sample@gmail.com" }}' });
	const {
		json,
		failed,
		items: made,
	} = await runBusha(emulator, parameters, { items, settings: { onError: 'continueErrorOutput' } });
	expect(json.map(({ email }) => email)).toEqual(['a.sample@gmail.com', 'c.sample@gmail.com']);
	expect(made.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(failed).toMatchObject([{ json: { name: '', error: 'Email: is empty' }, pairedItem: { item: 1 } }]);
});

test('many rows of one item are all paired with it, and rows come in the order of the items', async () => {
	for (let n = 0; n < 6; n++) emulator.addCustomer({ first_name: n % 2 === 0 ? 'Even' : 'Uneven' });
	const parameters = {
		...customers,
		filters: { type: 'individual', q: '={{ $json.q }}' },
		limit: '={{ $json.limit }}',
	};
	const { items } = await runBusha(emulator, parameters, {
		items: [
			{ q: 'uneven', limit: 2 },
			{ q: 'nobody', limit: 5 },
			{ q: 'sample', limit: '3' },
		],
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 0 },
		{ item: 2 },
		{ item: 2 },
		{ item: 2 },
	]);
	expect(items.slice(0, 2).map(({ json }) => json.first_name)).toEqual(['Uneven', 'Uneven']);
});

/** How many of the requests before each one were still without an answer when it came. */
const unanswered = () => emulator.requests.filter(({ status }) => status === undefined).length - 1;

test('reads run side by side, and still come out in the order of their items', async () => {
	const ids = Array.from({ length: 9 }, () => emulator.addCustomer().id);
	const beside: number[] = [];
	emulator.onRequest(({ path }) => {
		beside.push(unanswered());
		return { kind: 'delay', ms: path.endsWith(String(ids[0])) ? 80 : 20 };
	});
	const { json } = await runBusha(emulator, get, { items: ids.map((id) => ({ id })) });
	expect(json.map(({ id }) => id)).toEqual(ids);
	expect(Math.max(...beside)).toBe(3);
});

test('writes run one after the other, in the order of their items', async () => {
	const items = Array.from({ length: 4 }, (_, n) => ({ n }));
	const beside: number[] = [];
	emulator.onRequest(({ index }) => {
		beside.push(unanswered());
		return { kind: 'delay', ms: index % 2 === 0 ? 15 : 0 };
	});
	await runBusha(emulator, individual({ email: '=n{{ $json.n }}.sample@gmail.com' }), { items });
	const posts = emulator.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => (body as { email: string }).email);
	expect(posts).toEqual(items.map(({ n }) => `n${n}.sample@gmail.com`));
	expect(calls(emulator)).toEqual(items.flatMap(() => ['GET /v1/customers', 'POST /v1/customers']));
	expect(Math.max(...beside)).toBe(0);
});

test('after a failure that stops the workflow, no further item is begun', async () => {
	const items = Array.from({ length: 5 }, (_, n) => ({ domain: n === 1 ? 'example.com' : 'gmail.com', n }));
	const { error } = await runBusha(emulator, individual({ email: '=n{{ $json.n }}.sample@{{ $json.domain }}' }), {
		items,
	});
	expect(error?.context.itemIndex).toBe(1);
	expect(emulator.state.customers.size).toBe(1);
});

test('after a failure that stops the workflow, reads that have begun end, and no others begin', async () => {
	const { id } = emulator.addCustomer();
	emulator.onRequest(({ path }) => ({ kind: 'delay', ms: path.endsWith(id) ? 20 : 0 }));
	const { error } = await runBusha(emulator, get, {
		items: [{ id: 'CUS_Nobody0000001' }, ...Array.from({ length: 40 }, () => ({ id }))],
	});
	expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 0 } });
	expect(calls(emulator)).toHaveLength(4);
});

test('ten writes, one failure and Retry On Fail make ten objects', async () => {
	const items = Array.from({ length: 10 }, (_, n) => ({ n }));
	emulator.fault(
		{ method: 'POST', where: ({ body }) => (body as { email: string }).email.startsWith('n6.') },
		{ kind: 'answer', status: 400, commit: false },
	);
	const { json } = await runBusha(emulator, individual({ email: '=n{{ $json.n }}.sample@gmail.com' }), {
		items,
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(json.map(({ email }) => email)).toEqual(items.map(({ n }) => `n${n}.sample@gmail.com`));
	expect(emulator.requests.filter(({ method, committed }) => method === 'POST' && committed)).toHaveLength(10);
});

describe('lists', () => {
	let made = 0;
	/** A page of rows that no other page has. */
	const page = (rows: number, next?: string) => ({
		kind: 'answer' as const,
		status: 200,
		commit: false,
		body: {
			status: 'success',
			data: Array.from({ length: rows }, () => ({ id: `CUS_${made++}` })),
			pagination: { next_cursor: next },
		},
	});

	test('of more rows than a function can take as arguments come out whole', async () => {
		emulator.fault({}, page(65_001, 'next'));
		emulator.fault({}, page(65_000));
		const { items, error } = await runBusha(emulator, { ...customers, returnAll: true });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(130_001);
	});

	test('whose pages are larger than asked for lose no row, and keep the limit', async () => {
		emulator.fault({}, page(150, 'next'));
		emulator.fault({}, page(150));
		expect((await runBusha(emulator, { ...customers, limit: 250 })).json).toHaveLength(250);
	});

	test.each([
		['null', null],
		['an empty text', ''],
	])('end at a cursor that is %s', async (_name, next) => {
		emulator.fault({}, page(100, next as string));
		expect((await runBusha(emulator, { ...customers, returnAll: true })).json).toHaveLength(100);
		expect(calls(emulator)).toHaveLength(1);
	});

	test('end at a cursor that comes again, and at two empty pages', async () => {
		emulator.fault({}, page(100, 'a'));
		emulator.fault({}, page(100, 'b'));
		emulator.fault({}, page(100, 'b'));
		expect((await runBusha(emulator, { ...customers, returnAll: true })).json).toHaveLength(300);
		emulator.fault({}, page(0, 'c'));
		emulator.fault({}, page(0, 'd'));
		expect((await runBusha(emulator, { ...customers, returnAll: true })).json).toHaveLength(0);
		expect(calls(emulator)).toHaveLength(5);
	});

	test('a failure in the middle of the pages gives no half list', async () => {
		emulator.fault({}, page(100, 'a'));
		emulator.fault({}, { kind: 'answer', status: 403, commit: false });
		const { json, failed } = await runBusha(
			emulator,
			{ ...customers, returnAll: true },
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect([json, failed.length]).toEqual([[], 1]);
	});
});

test('as a tool of an agent, rows are simplified without being asked', async () => {
	emulator.addCustomer();
	const { otherNodes, loadPackage } = await import('../support/package');
	const loader = await loadPackage();
	otherNodes.set('n8n-nodes-busha.bushaTool', loader.getNode('busha').type as never);
	const { json } = await runBusha(
		emulator,
		{ ...customers, simplify: false },
		{ settings: { type: 'n8n-nodes-busha.bushaTool' } },
	);
	expect(Object.keys(json[0] ?? {}).length).toBeLessThanOrEqual(10);
});

test('a stopped execution sends nothing more, also while it waits to repeat a request', async () => {
	const stop = new AbortController();
	emulator.onRequest(({ index }) => {
		if (index === 3) stop.abort();
		return { kind: 'answer', status: 429, commit: false };
	});
	await runBusha(emulator, { ...get, customerId: locator('CUS_Sample0000001') }, { cancel: stop.signal });
	// Long enough for the other tries, if they were still made.
	await sleep(200);
	expect(calls(emulator)).toHaveLength(4);
});
