/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { loadOutputSchema } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import * as all from '../../nodes/Busha/operations/all';
import { credentialsOf, locator, payoutTo, runBusha } from '../support/busha';
import { testEmulator } from '../support/testEmulator';
import { loadPackage, PACKAGE_DIR } from '../support/package';
import { PollHost } from '../support/poll';
import { TriggerHost } from '../support/trigger';
import { schemasOf, type Shape, triggerSchemas } from './schemas';

const emulator = testEmulator();
const nodes = join(__dirname, '..', '..', 'nodes');
const written = [...schemasOf(Object.values(all)), ...triggerSchemas()];
const schemas = new Map(written.map(({ path, schema }) => [path, schema]));

test('the schemas beside the nodes are those that the script writes', () => {
	const files = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/__schema__.+json$/.test(file),
	);
	expect(files.sort()).toEqual([...schemas.keys()].sort());
	for (const [path, schema] of schemas)
		expect(JSON.parse(readFileSync(join(nodes, path), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test.each<[string, object, string]>([
	['busha', { resource: 'transaction', operation: 'payout' }, 'Busha/__schema__/v1.0.0/transaction/payout.json'],
	['bushaTrigger', {}, 'BushaTrigger/__schema__/v1.0.0.json'],
	['bushaPollingTrigger', {}, 'BushaPollingTrigger/__schema__/v1.0.0.json'],
])('n8n finds the schema of %s', async (name, parameters, path) => {
	const { known } = await loadPackage();
	const nodeDir = join(PACKAGE_DIR, dirname(known.nodes[name]?.sourcePath ?? ''));
	expect(loadOutputSchema({ nodeDir, version: 1, ...parameters })).toEqual(
		JSON.parse(JSON.stringify(schemas.get(path))),
	);
});

/** Whether a value has nothing that its shape does not show. */
function shows(shape: Shape | undefined, value: unknown): boolean {
	if (value === null || value === undefined || !shape) return shape !== undefined;
	if (Array.isArray(value)) return value.every((one) => shows(shape.items, one));
	if (typeof value !== 'object') return shape.type === typeof value;
	return !shape.properties || Object.entries(value).every(([name, inner]) => shows(shape.properties?.[name], inner));
}

/** What of some rows a schema does not show. */
function hidden(path: string, rows: readonly IDataObject[]): unknown[] {
	const { properties } = schemas.get(path) as Shape;
	return rows.flatMap((row) => Object.entries(row).filter(([key, value]) => !shows(properties?.[key], value)));
}

test.each<[string, () => object]>([
	['transaction/payout', () => payoutTo(emulator.addRecipient().id)],
	['balance/getAll', () => ({ returnAll: true })],
	['recipient/getAll', () => ({ returnAll: emulator.addRecipient().id !== '' })],
	['customer/get', () => ({ customerId: locator(emulator.addCustomer().id) })],
	['transaction/getTotals', () => ({})],
	['transaction/find', () => ({ reference: 'payroll-2026-11-1' })],
])('the schema of %s shows all that comes out', async (name, parameters) => {
	const [resource, operation] = name.split('/');
	emulator.addTransactions(1);
	const { json, error } = await runBusha(emulator, { resource, operation, ...parameters() } as never);
	expect(error).toBeUndefined();
	expect(json.length).toBeGreaterThan(0);
	expect(hidden(`Busha/__schema__/v1.0.0/${name}.json`, json)).toEqual([]);
});

test('the schema of Busha Trigger shows all of a delivery', async () => {
	const host = await new TriggerHost({ events: ['*'] }, credentialsOf(emulator)).listen();
	try {
		await host.activate();
		emulator.webhooks.register(host.url);
		emulator.fund('NGN', '10000');
		await runBusha(emulator, payoutTo(emulator.addRecipient().id));
		await emulator.webhooks.idle();
	} finally {
		emulator.webhooks.clear();
		await host.stop();
	}
	const json = host.executions.flat().map((item) => item.json);
	expect(json.length).toBeGreaterThan(0);
	expect(hidden('BushaTrigger/__schema__/v1.0.0.json', json)).toEqual([]);
});

test.each(['transferStatusChanged', 'newTransaction', 'customerStatusChanged'])(
	'the schema of Busha Polling Trigger shows all of what %s gives',
	async (watch) => {
		const host = new PollHost(emulator, { watch });
		await host.poll();
		emulator.fund('NGN', '10000');
		emulator.addTransactions(1);
		emulator.addCustomer({ status: 'active' });
		await runBusha(emulator, payoutTo(emulator.addRecipient().id));
		const json = await host.poll();
		expect(json.length).toBeGreaterThan(0);
		expect(hidden('BushaPollingTrigger/__schema__/v1.0.0.json', json)).toEqual([]);
	},
);
