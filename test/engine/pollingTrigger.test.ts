import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { TestClient } from '../emulator/testClient';
import { locator } from '../support/busha';
import { PollHost } from '../support/poll';
import { otherServer, testEmulator } from '../support/testEmulator';

const emulator = testEmulator({ verification: 'hold', startAt: '2026-05-01T09:00:00Z', speed: 0 });
const other = otherServer();
const client = new TestClient(emulator);
const DEPOSIT = {
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	pay_in: { type: 'temporary_bank_account' },
};
const MINUTE = 60_000;

const statusesOf = (rows: IDataObject[]) => rows.map(({ status }) => status);
const idsOf = (rows: IDataObject[]) => rows.map(({ id }) => id);

describe('transferStatusChanged', () => {
	const watching = (more: IDataObject = {}) => new PollHost(emulator, { watch: 'transferStatusChanged', ...more });

	test('tells every change once, from the first status to the last', async () => {
		const host = watching();
		expect(await host.poll()).toEqual([]);
		const transfer = await client.pay(DEPOSIT);
		expect(await host.poll()).toMatchObject([{ id: transfer.id, status: 'pending', source_currency: 'NGN' }]);
		expect(await host.poll()).toEqual([]);
		emulator.clock.advance(2_000);
		expect(statusesOf(await host.poll())).toEqual(['processing']);
		emulator.clock.advance(MINUTE);
		expect(statusesOf(await host.poll())).toEqual(['funds_received']);
		emulator.clock.advance(MINUTE);
		expect(await host.poll()).toEqual([]);
	});

	test('begins without history, but follows what is under way', async () => {
		const done = await client.pay(DEPOSIT);
		emulator.clock.advance(MINUTE);
		const going = await client.pay(DEPOSIT);
		const host = watching();
		expect(await host.poll()).toEqual([]);
		emulator.clock.advance(MINUTE);
		expect(idsOf(await host.poll())).toEqual([going.id]);
		expect(going.id).not.toBe(done.id);
	});

	test('tells after a day off what happened meanwhile, oldest first', async () => {
		const host = watching();
		const before = await client.pay(DEPOSIT);
		await host.poll();
		const made = [];
		for (let hour = 0; hour < 24; hour++) {
			emulator.clock.advance(60 * MINUTE);
			made.push(await client.pay(DEPOSIT));
		}
		emulator.clock.advance(60 * MINUTE);
		const told = await host.poll();
		expect(idsOf(told)).toEqual([before.id, ...made.map(({ id }) => id)]);
		expect(new Set(statusesOf(told))).toEqual(new Set(['funds_received']));
		expect(await host.poll()).toEqual([]);
	});

	test('can be limited to statuses and to a customer', async () => {
		const customer = emulator.addCustomer();
		const host = watching({ customerId: locator(customer.id), statuses: ['funds_received'] });
		await host.poll();
		await client.pay(DEPOSIT);
		const theirs = await client.pay(DEPOSIT, customer.id);
		expect(await host.poll()).toEqual([]);
		emulator.clock.advance(MINUTE);
		expect(idsOf(await host.poll())).toEqual([theirs.id]);
		expect(
			emulator.requests
				.filter(({ resource, method }) => resource === 'transfers' && method === 'GET')
				.map(({ profileId }) => profileId),
		).toEqual(Array(3).fill(customer.id));
	});

	/** Transfers of which the oldest are unfinished and not among the newest hundred, and a trigger that has told all of them. */
	const withOldOnes = async (count: number) => {
		const host = watching();
		await host.poll();
		for (let index = 0; index < 100 + count; index++) await client.pay(DEPOSIT);
		emulator.clock.advance(MINUTE);
		await client.data('GET', '/v1/transfers');
		const old = [...emulator.state.transfers.values()].slice(0, count);
		for (const transfer of old) transfer.status = 'processing';
		expect(await host.poll()).toHaveLength(100 + count);
		emulator.clock.advance(5 * MINUTE);
		expect(await host.poll()).toEqual([]);
		return { host, old };
	};
	const readsSince = (before: number) => emulator.requests.slice(before).map(({ operationId }) => operationId);

	test('reads unfinished transfers by themselves when they are not among the newest hundred', async () => {
		const { host, old } = await withOldOnes(12);
		for (const transfer of old) transfer.status = 'funds_received';
		const before = emulator.requests.length;
		expect(statusesOf(await host.poll())).toEqual(Array(12).fill('funds_received'));
		expect(readsSince(before)).toEqual(['listTransfers', ...Array<string>(12).fill('getTransfer')]);
		expect(await host.poll()).toEqual([]);
	});

	test.each([403, 404, 500])(
		'a transfer whose reading is answered with %s for a while holds no other up, and is told afterwards',
		async (status) => {
			const { host, old } = await withOldOnes(3);
			const [broken, ...others] = old;
			emulator.onRequest(({ path }) =>
				path === `/v1/transfers/${broken?.id}` ? { kind: 'answer', status, commit: false } : undefined,
			);
			for (const transfer of old) transfer.status = 'funds_received';
			expect(idsOf(await host.poll()).sort()).toEqual(others.map(({ id }) => id).sort());
			expect(await host.poll()).toEqual([]);
			expect(host.warnings).toEqual(Array(2).fill(expect.stringContaining(`${broken?.id} could not be read`)));
			emulator.onRequest(undefined);
			expect(idsOf(await host.poll())).toEqual([broken?.id]);
			expect(await host.poll()).toEqual([]);
		},
	);

	test('a transfer that is never found again is given up, and the log says so', async () => {
		const { host, old } = await withOldOnes(1);
		emulator.onRequest(({ path }) =>
			path === `/v1/transfers/${old[0]?.id}` ? { kind: 'answer', status: 404, commit: false } : undefined,
		);
		for (let polls = 0; polls < 5; polls++) await host.poll();
		expect(host.warnings.at(-1)).toContain('it is not followed any more');
		const before = emulator.requests.length;
		await host.poll();
		expect(readsSince(before)).toEqual(['listTransfers']);
	});

	test('a transfer without a time of creation holds no other up, and is told once it has one', async () => {
		const host = watching();
		await host.poll();
		const made = [await client.pay(DEPOSIT), await client.pay(DEPOSIT), await client.pay(DEPOSIT)];
		const [, broken] = [...emulator.state.transfers.values()];
		const time = broken?.created_at ?? '';
		Object.assign(broken ?? {}, { created_at: undefined });
		expect(idsOf(await host.poll())).toEqual([made[0]?.id, made[2]?.id]);
		expect(await host.poll()).toEqual([]);
		expect(host.warnings[0]).toContain(`${made[1]?.id} has no time of creation`);
		Object.assign(broken ?? {}, { created_at: time });
		expect(idsOf(await host.poll())).toEqual([made[1]?.id]);
		expect(await host.poll()).toEqual([]);
		emulator.violations.length = 0;
	});

	test('asks for the newest first, and does not go on when it gets the oldest first', async () => {
		const host = watching();
		await host.poll();
		expect(emulator.requests[0]?.query.sort).toBe('desc');
		const rows = [1, 2, 3].map((minute) => ({
			id: `TRF_${minute}`,
			status: 'pending',
			created_at: `2026-05-01T09:0${minute}:00Z`,
		}));
		emulator.fault({}, { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: rows } });
		await expect(host.poll()).rejects.toMatchObject({
			message: expect.stringContaining('did not list the newest rows first') as string,
		});
	});

	test('keeps its place when a poll fails', async () => {
		const host = watching();
		await host.poll();
		const transfer = await client.pay(DEPOSIT);
		emulator.fault({ resource: 'transfers' }, { kind: 'answer', status: 403, commit: false });
		await expect(host.poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '403',
			message: expect.not.stringContaining('item') as string,
		});
		expect(idsOf(await host.poll())).toEqual([transfer.id]);
	});

	test('two polls at the same time tell a change once', async () => {
		const host = watching();
		await host.poll();
		await client.pay(DEPOSIT);
		const [first, second] = await Promise.all([host.poll(), host.poll()]);
		expect([...first, ...second]).toHaveLength(1);
		expect(host.warnings).toEqual([expect.stringContaining('still under way')]);
	});
});

describe('newTransaction', () => {
	const watching = (more: IDataObject = {}) => new PollHost(emulator, { watch: 'newTransaction', ...more });

	test('tells each once and oldest first, also those of the same moment', async () => {
		emulator.addTransactions(150, { step: 0 });
		const host = watching();
		expect(await host.poll()).toEqual([]);
		emulator.addTransactions(3, { step: 0, fields: (index) => ({ amount: String(index + 1) }) });
		expect((await host.poll()).map(({ amount }) => amount)).toEqual(['1', '2', '3']);
		emulator.addTransactions(1, { step: 0, fields: () => ({ amount: '4' }) });
		expect((await host.poll()).map(({ amount }) => amount)).toEqual(['4']);
		expect(await host.poll()).toEqual([]);
	});

	test('works off a day of 5,000 entries in bounded polls, each once and oldest first', async () => {
		emulator.addTransactions(20);
		const host = watching();
		await host.poll();
		emulator.clock.advance(24 * 60 * MINUTE);
		emulator.addTransactions(5_000, { step: 10, fields: (index) => ({ amount: String(index) }) });
		const told: IDataObject[] = [];
		const requests: number[] = [];
		for (let polls = 0; polls < 20; polls++) {
			const before = emulator.requests.length;
			told.push(...(await host.poll()));
			requests.push(emulator.requests.length - before);
			if (polls === 3) emulator.addTransactions(1, { fields: () => ({ amount: '5000' }) });
		}
		expect(told.map(({ amount }) => amount)).toEqual(Array.from({ length: 5_001 }, (_, index) => String(index)));
		expect(Math.max(...requests)).toBeLessThanOrEqual(11);
		expect(host.staticData.length).toBeLessThan(60_000);
	});

	test.each([400, 403, 404, 410, 422, 500])(
		'begins at the top again when Busha answers a kept cursor with %s',
		async (status) => {
			const host = watching();
			await host.poll();
			emulator.addTransactions(1_500, { step: 0 });
			expect(await host.poll()).toEqual([]);
			// A failure of the server is asked for four times.
			emulator.fault({ resource: 'transactions' }, { kind: 'answer', status, commit: false }, status === 500 ? 4 : 1);
			const told: IDataObject[] = [];
			for (let polls = 0; polls < 6; polls++) told.push(...(await host.poll()));
			expect(new Set(idsOf(told)).size).toBe(1_500);
			expect(told).toHaveLength(1_500);
		},
	);

	test('one entry of the future, clocks that differ, and an entry that appears late hide nothing', async () => {
		emulator.addTransactions(5);
		const host = watching();
		await host.poll();
		const entry = (description: string, newestAt: number) =>
			emulator.addTransactions(1, { newestAt, fields: () => ({ description }) });
		entry('future', emulator.clock.now() + 24 * 60 * MINUTE);
		expect((await host.poll()).map(({ description }) => description)).toEqual(['future']);
		emulator.clock.advance(MINUTE);
		emulator.addTransactions(150, { step: 100 });
		expect(await host.poll()).toHaveLength(150);
		// Behind a whole page of entries that are known by now.
		entry('late', emulator.clock.now() - 14_950);
		entry('skewed', emulator.clock.now() - 3_000);
		expect((await host.poll()).map(({ description }) => description)).toEqual(['late', 'skewed']);
		expect(await host.poll()).toEqual([]);
	});

	test('gives at most so many items a poll, and the rest in the next ones', async () => {
		const host = watching({ options: { maxItems: 40 } });
		await host.poll();
		emulator.addTransactions(130, { fields: (index) => ({ amount: String(index) }) });
		const batches: IDataObject[][] = [];
		for (let polls = 0; polls < 5; polls++) batches.push(await host.poll());
		expect(batches.map(({ length }) => length)).toEqual([40, 40, 40, 10, 0]);
		expect(batches.flat().map(({ amount }) => amount)).toEqual(
			Array.from({ length: 130 }, (_, index) => String(index)),
		);
	});

	test('can start from a time at the first activation, and only then', async () => {
		emulator.addTransactions(10, { step: MINUTE, fields: (index) => ({ amount: String(index) }) });
		const startFrom = new Date(emulator.clock.now() - 3 * MINUTE).toISOString();
		const host = watching({ options: { startFrom } });
		expect((await host.poll()).map(({ amount }) => amount)).toEqual(['6', '7', '8', '9']);
		expect(await host.poll()).toEqual([]);
		const later = watching();
		await later.poll();
		later.parameters = { ...later.parameters, options: { startFrom } };
		expect(await later.poll()).toEqual([]);
	});

	test('begins no further request when n8n would soon give the poll up, and goes on in the next one', async () => {
		const host = watching();
		await host.poll();
		emulator.addTransactions(800, { step: 0 });
		host.budgetMs = 100_000;
		emulator.onRequest(() => {
			emulator.clock.advance(10_000);
			return undefined;
		});
		const told: IDataObject[] = [];
		for (let polls = 0; polls < 10; polls++) {
			const before = emulator.requests.length;
			told.push(...(await host.poll()));
			expect(emulator.requests.length - before).toBeLessThanOrEqual(4);
		}
		expect(new Set(idsOf(told)).size).toBe(800);
		expect(told).toHaveLength(800);
	});

	test('begins anew when something else is watched', async () => {
		const host = watching();
		await host.poll();
		const customer = emulator.addCustomer();
		emulator.addTransactions(5, { profileId: customer.id });
		host.parameters = { watch: 'newTransaction', customerId: locator(customer.id) };
		expect(await host.poll()).toEqual([]);
		emulator.addTransactions(1, { profileId: customer.id });
		expect(await host.poll()).toHaveLength(1);
	});
});

describe('all customers', () => {
	const watching = (more: IDataObject = {}) =>
		new PollHost(emulator, { watch: 'transferStatusChanged', whose: 'allCustomers', ...more });

	test('tells each change of every customer once, but not history, and nothing of the business', async () => {
		const [ada, bola] = [emulator.addCustomer(), emulator.addCustomer()];
		await client.pay(DEPOSIT, ada.id);
		emulator.clock.advance(1_000);
		const host = watching();
		expect(await host.poll()).toEqual([]);
		await client.pay(DEPOSIT);
		const first = await client.pay(DEPOSIT, bola.id);
		emulator.clock.advance(1_000);
		const second = await client.pay(DEPOSIT, ada.id);
		const late = emulator.addCustomer();
		emulator.clock.advance(1_000);
		const third = await client.pay(DEPOSIT, late.id);
		const told = await host.poll();
		expect(idsOf(told).sort()).toEqual([first.id, second.id, third.id].sort());
		const times = told.map(({ updated_at }) => Date.parse(String(updated_at)));
		expect(times).toEqual([...times].sort((a, b) => a - b));
		emulator.clock.advance(MINUTE);
		expect(statusesOf(await host.poll())).toEqual(Array(3).fill('funds_received'));
		expect(await host.poll()).toEqual([]);
	});

	test('costs one request for each of at most fifty customers, and goes on with the others', async () => {
		const customers = Array.from({ length: 60 }, () => emulator.addCustomer());
		const host = watching({ watch: 'newTransaction' });
		await host.poll();
		emulator.clock.advance(1_000);
		for (const { id } of customers) emulator.addTransactions(1, { profileId: id });
		const told: IDataObject[] = [];
		for (let polls = 0; polls < 3; polls++) {
			const before = emulator.requests.length;
			told.push(...(await host.poll()));
			expect(emulator.requests.length - before).toBeLessThanOrEqual(51);
		}
		expect(told.map(({ profile_id }) => profile_id).sort()).toEqual(customers.map(({ id }) => id).sort());
	});

	test('keeps within its bound of items, and one customer holds no other up', async () => {
		const [ada, bola] = [emulator.addCustomer(), emulator.addCustomer()];
		const host = watching({ watch: 'newTransaction', options: { maxItems: 3 } });
		await host.poll();
		emulator.clock.advance(1_000);
		emulator.addTransactions(5, { profileId: ada.id, step: 0 });
		emulator.addTransactions(5, { profileId: bola.id, step: 0 });
		emulator.onRequest(({ profileId }) =>
			profileId === bola.id ? { kind: 'answer', status: 403, commit: false } : undefined,
		);
		expect((await host.poll()).map(({ profile_id }) => profile_id)).toEqual(Array(3).fill(ada.id));
		expect(host.warnings[0]).toContain(`customer ${bola.id} could not be watched`);
		emulator.onRequest(undefined);
		const batches = [await host.poll(), await host.poll(), await host.poll(), await host.poll()];
		expect(Math.max(...batches.map(({ length }) => length))).toBe(3);
		expect(batches.flat()).toHaveLength(7);
	});

	test('of another account begin anew; of the same one under another address go on', async () => {
		const { id } = emulator.addCustomer();
		const host = watching({ watch: 'newTransaction' });
		await host.poll();
		emulator.addTransactions(1, { profileId: id });
		expect(await host.poll()).toHaveLength(1);
		emulator.addTransactions(1, { profileId: id });
		host.credential = { baseUrl: emulator.url.replace('127.0.0.1', 'localhost') };
		expect(await host.poll()).toHaveLength(1);
		const theirs = other.addCustomer();
		other.addTransactions(9, { profileId: theirs.id, newestAt: emulator.clock.now() - 1 });
		Object.assign(host, { account: other, credential: {} });
		expect(await host.poll()).toEqual([]);
		other.addTransactions(1, { profileId: theirs.id, newestAt: emulator.clock.now() + 1 });
		expect(await host.poll()).toHaveLength(1);
	});

	test('show an example in the editor', async () => {
		const [, bola] = [emulator.addCustomer(), emulator.addCustomer()];
		emulator.addTransactions(1, { profileId: bola.id });
		expect(await watching({ watch: 'newTransaction' }).poll('manual')).toMatchObject([{ profile_id: bola.id }]);
	});
});

describe('the account of the credential', () => {
	test.each(['newTransaction', 'transferStatusChanged', 'customerStatusChanged'])(
		'%s: another one is a first activation, whatever its history',
		async (watch) => {
			const history = async (account: Emulator) => {
				account.addTransactions(30);
				for (let index = 0; index < 3; index++) await new TestClient(account).pay(DEPOSIT);
				for (let index = 0; index < 3; index++) account.addCustomer({ status: 'in_review' });
			};
			const host = new PollHost(emulator, { watch, options: { startFrom: '2020-01-01T00:00:00Z' } });
			await history(emulator);
			expect((await host.poll()).length).toBeGreaterThan(0);
			await history(other);
			host.account = other;
			expect(await host.poll()).toEqual([]);
			const customer = other.addCustomer({ status: 'in_review' });
			const transfer = await new TestClient(other).pay(DEPOSIT);
			other.addTransactions(1, { newestAt: other.clock.now() + 1, fields: () => ({ id: 'new' }) });
			const expected = {
				newTransaction: 'new',
				transferStatusChanged: transfer.id,
				customerStatusChanged: customer.id,
			}[watch];
			expect(idsOf(await host.poll())).toEqual([expected]);
		},
	);

	test('the same one under a new key or address goes on', async () => {
		emulator.addTransactions(3);
		const host = new PollHost(emulator, { watch: 'newTransaction' });
		await host.poll();
		emulator.addTransactions(2);
		host.credential = { baseUrl: emulator.url.replace('127.0.0.1', 'localhost') };
		expect(await host.poll()).toHaveLength(2);
		expect(host.staticData).not.toContain(emulator.secretKey);
	});

	test('one without anything yet cannot be told apart, so another key is a first activation', async () => {
		const host = new PollHost(emulator, { watch: 'newTransaction' });
		await host.poll();
		other.addTransactions(5);
		host.account = other;
		expect(await host.poll()).toEqual([]);
	});

	test('that cannot be told now is asked for again by the next poll', async () => {
		emulator.addTransactions(3);
		const host = new PollHost(emulator, { watch: 'newTransaction' });
		await host.poll();
		emulator.addTransactions(1);
		host.credential = { baseUrl: emulator.url.replace('127.0.0.1', 'localhost') };
		emulator.fault({ operationId: 'getTransaction' }, { kind: 'answer', status: 500, commit: false }, 4);
		await expect(host.poll()).rejects.toMatchObject({ httpCode: '500' });
		expect(await host.poll()).toHaveLength(1);
	});
});

describe('customerStatusChanged', () => {
	test('tells of old customers and of new ones, and of nobody who has not changed', async () => {
		const old = emulator.addCustomer({ status: 'in_review' });
		for (let index = 0; index < 120; index++) emulator.addCustomer();
		const host = new PollHost(emulator, { watch: 'customerStatusChanged' });
		expect(await host.poll()).toEqual([]);
		emulator.clock.advance(1_000);
		const added = emulator.addCustomer({ status: 'inactive' });
		const quick = emulator.addCustomer({ status: 'in_review' });
		expect(idsOf(await host.poll())).toEqual([quick.id]);
		emulator.clock.advance(1_000);
		emulator.approve(old.id);
		emulator.clock.advance(1_000);
		emulator.approve(quick.id);
		expect(await host.poll()).toMatchObject([
			{ id: old.id, status: 'active' },
			{ id: quick.id, status: 'active' },
		]);
		expect(await host.poll()).toEqual([]);
		expect(added.status).toBe('inactive');
	});

	test('watches one customer with one request a poll', async () => {
		const customer = emulator.addCustomer({ status: 'in_review' });
		const host = new PollHost(emulator, {
			watch: 'customerStatusChanged',
			customerId: locator(customer.id),
			statuses: ['active'],
		});
		expect(await host.poll()).toEqual([]);
		emulator.approve(customer.id);
		expect(idsOf(await host.poll())).toEqual([customer.id]);
		expect(await host.poll()).toEqual([]);
		expect(emulator.requests.map(({ path, profileId }) => [path, profileId])).toEqual(
			Array(3).fill([`/v1/customers/${customer.id}`, undefined]),
		);
	});
});

describe('a test in the editor', () => {
	test('shows the latest example, and remembers nothing', async () => {
		emulator.addTransactions(3, { fields: (index) => ({ amount: String(index) }) });
		const host = new PollHost(emulator, { watch: 'newTransaction' });
		expect(await host.poll('manual')).toMatchObject([{ amount: '2' }]);
		expect(host.staticData).toBe('{}');
	});

	test('finds a match behind the first page', async () => {
		emulator.addCustomer({ status: 'active' });
		for (let index = 0; index < 250; index++) emulator.addCustomer({ status: 'inactive' });
		expect(
			await new PollHost(emulator, { watch: 'customerStatusChanged', statuses: ['active'] }).poll('manual'),
		).toMatchObject([{ status: 'active' }]);
	});

	test('says so when there is none', async () => {
		const host = new PollHost(emulator, { watch: 'transferStatusChanged', statuses: ['failed'] });
		await client.pay(DEPOSIT);
		await expect(host.poll('manual')).rejects.toMatchObject({ message: 'There is nothing yet to show as an example' });
	});
});

test.each([
	[{ watch: 'transferStatusChanged', customerId: '={{ undefined }}' }, 'Customer ID: is filled in, but empty'],
	[{ watch: 'customerStatusChanged', customerId: locator('={{ "" }}') }, 'Customer ID: is filled in, but empty'],
	[{ watch: 'newTransfer' }, 'is not one of the choices'],
	[{ watch: 'transferStatusChanged', statuses: ['gone'] }, '"gone" is not a status'],
])('%j is refused before anything is sent', async (parameters, message) => {
	await expect(new PollHost(emulator, parameters as IDataObject).poll()).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining(message) as string,
	});
	expect(emulator.requests).toEqual([]);
});
