import { PollContext } from 'n8n-core';
import { type IDataObject, type INode, type INodeExecutionData, Workflow, type WorkflowExecuteMode } from 'n8n-workflow';

import { TestClient } from '../emulator/testClient';
import { credentialsOf, locator } from '../support/busha';
import { engineParts } from '../support/engine';
import { testEmulator } from '../support/testEmulator';
import { triggerNode } from '../support/trigger';

const emulator = testEmulator({ verification: 'hold', startAt: '2026-05-01T09:00:00Z', speed: 0 });
const client = new TestClient(emulator);
const DEPOSIT = { source_currency: 'NGN', target_currency: 'NGN', source_amount: '1000', pay_in: { type: 'temporary_bank_account' } };
const MINUTE = 60_000;

/** Polls as n8n does: the static data goes through JSON between two polls, as through the database. */
class PollHost {
	staticData = '{}';

	constructor(
		public parameters: IDataObject,
		private readonly credential: IDataObject = {},
	) {}

	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const items = await this.call(mode, JSON.parse(this.staticData) as IDataObject);
		return items.map(({ json }) => json);
	}

	private async call(mode: WorkflowExecuteMode, staticData: IDataObject): Promise<INodeExecutionData[]> {
		const { nodeTypes, additionalData } = await engineParts(credentialsOf(emulator, this.credential));
		const workflow = new Workflow({ id: 'polling', active: true, nodes: [triggerNode('bushaPollingTrigger', this.parameters)], connections: {}, nodeTypes, settings: {}, staticData });
		const node = workflow.getNode('Trigger') as INode;
		const context = new PollContext(workflow, node, additionalData, mode, 'activate');
		const output = (await nodeTypes.getByNameAndVersion(node.type, 1).poll?.call(context)) ?? null;
		expect(output).not.toEqual([[]]);
		this.staticData = JSON.stringify(workflow.staticData);
		return output?.[0] ?? [];
	}
}

const statusesOf = (rows: IDataObject[]) => rows.map(({ status }) => status);
const idsOf = (rows: IDataObject[]) => rows.map(({ id }) => id);

describe('transferStatusChanged', () => {
	const watching = (more: IDataObject = {}) => new PollHost({ watch: 'transferStatusChanged', ...more });

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
		expect(emulator.requests.filter(({ resource, method }) => resource === 'transfers' && method === 'GET').map(({ profileId }) => profileId)).toEqual(Array(3).fill(customer.id));
	});

	test('reads unfinished transfers by themselves when they are not among the newest hundred', async () => {
		const host = watching();
		await host.poll();
		for (let index = 0; index < 112; index++) await client.pay(DEPOSIT);
		expect(await host.poll()).toHaveLength(112);
		emulator.clock.advance(MINUTE);
		const before = emulator.requests.length;
		expect(statusesOf(await host.poll())).toEqual(Array(112).fill('funds_received'));
		const reads = emulator.requests.slice(before).map(({ operationId }) => operationId);
		expect(reads).toEqual(['listTransfers', ...Array<string>(12).fill('getTransfer')]);
		expect(await host.poll()).toEqual([]);
	});

	test('keeps its place when a poll fails', async () => {
		const host = watching();
		await host.poll();
		const transfer = await client.pay(DEPOSIT);
		emulator.fault({ resource: 'transfers' }, { kind: 'answer', status: 403, commit: false });
		await expect(host.poll()).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '403', message: expect.not.stringContaining('item') as string });
		expect(idsOf(await host.poll())).toEqual([transfer.id]);
	});

	test('two polls at the same time tell a change once', async () => {
		const host = watching();
		await host.poll();
		await client.pay(DEPOSIT);
		const [first, second] = await Promise.all([host.poll(), host.poll()]);
		expect([...first, ...second]).toHaveLength(1);
	});
});

describe('newTransaction', () => {
	const watching = (more: IDataObject = {}) => new PollHost({ watch: 'newTransaction', ...more });

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

	test('begins at the top again when Busha does not take a kept cursor any more', async () => {
		const host = watching();
		await host.poll();
		emulator.addTransactions(1_500, { step: 0 });
		expect(await host.poll()).toEqual([]);
		emulator.fault({ resource: 'transactions' }, { kind: 'answer', status: 400, commit: false });
		const told: IDataObject[] = [];
		for (let polls = 0; polls < 6; polls++) told.push(...(await host.poll()));
		expect(new Set(idsOf(told)).size).toBe(1_500);
		expect(told).toHaveLength(1_500);
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

describe('customerStatusChanged', () => {
	test('tells of old customers and of new ones, and of nobody who has not changed', async () => {
		const old = emulator.addCustomer({ status: 'in_review' });
		for (let index = 0; index < 120; index++) emulator.addCustomer();
		const host = new PollHost({ watch: 'customerStatusChanged' });
		expect(await host.poll()).toEqual([]);
		emulator.clock.advance(1_000);
		const added = emulator.addCustomer({ status: 'inactive' });
		const quick = emulator.addCustomer({ status: 'in_review' });
		expect(idsOf(await host.poll())).toEqual([quick.id]);
		emulator.clock.advance(1_000);
		emulator.approve(old.id);
		emulator.clock.advance(1_000);
		emulator.approve(quick.id);
		expect(await host.poll()).toMatchObject([{ id: old.id, status: 'active' }, { id: quick.id, status: 'active' }]);
		expect(await host.poll()).toEqual([]);
		expect(added.status).toBe('inactive');
	});

	test('watches one customer with one request a poll', async () => {
		const customer = emulator.addCustomer({ status: 'in_review' });
		const host = new PollHost({ watch: 'customerStatusChanged', customerId: locator(customer.id), statuses: ['active'] });
		expect(await host.poll()).toEqual([]);
		emulator.approve(customer.id);
		expect(idsOf(await host.poll())).toEqual([customer.id]);
		expect(await host.poll()).toEqual([]);
		expect(emulator.requests.map(({ path, profileId }) => [path, profileId])).toEqual(Array(3).fill([`/v1/customers/${customer.id}`, undefined]));
	});
});

describe('a test in the editor', () => {
	test('shows the latest example, and remembers nothing', async () => {
		emulator.addTransactions(3, { fields: (index) => ({ amount: String(index) }) });
		const host = new PollHost({ watch: 'newTransaction' });
		expect(await host.poll('manual')).toMatchObject([{ amount: '2' }]);
		expect(host.staticData).toBe('{}');
	});

	test('says so when there is none', async () => {
		const host = new PollHost({ watch: 'transferStatusChanged', statuses: ['failed'] });
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
	await expect(new PollHost(parameters as IDataObject).poll()).rejects.toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining(message) as string });
	expect(emulator.requests).toEqual([]);
});
