/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { loadOutputSchema } from 'n8n-core';

import { TestClient } from '../emulator/testClient';
import * as all from '../../nodes/Busha/operations/all';
import { locator, payoutTo, runBusha } from '../support/busha';
import { loadPackage, PACKAGE_DIR } from '../support/package';
import { PollHost } from '../support/poll';
import { testEmulator } from '../support/testEmulator';
import { schemasOf, type Shape } from './schemas';

const emulator = testEmulator();
const folder = join(__dirname, '..', '..', 'nodes');
const schemas = new Map(schemasOf(Object.values(all)).map(({ path, schema }) => [path, schema]));

test('the schemas beside the nodes are those that the script writes', () => {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
		(file) => file.includes('__schema__') && file.endsWith('.json'),
	);
	expect(files.sort()).toEqual([...schemas.keys()].sort());
	for (const [path, schema] of schemas)
		expect(JSON.parse(readFileSync(join(folder, path), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test.each<[string, object, string]>([
	['busha', { resource: 'transaction', operation: 'payout' }, 'Busha/__schema__/v1.0.0/transaction/payout.json'],
	['bushaTrigger', {}, 'BushaTrigger/__schema__/v1.0.0.json'],
	['bushaPollingTrigger', {}, 'BushaPollingTrigger/__schema__/v1.0.0.json'],
])('n8n finds the schema of %s', async (name, parameters, path) => {
	const { known } = await loadPackage();
	const nodeDir = join(PACKAGE_DIR, dirname(known.nodes[name]?.sourcePath ?? '').replace(/^dist./, ''));
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
	const shape = schemas.get(`Busha/__schema__/v1.0.0/${name}.json`) as Shape;
	for (const row of json)
		expect(Object.entries(row).filter(([key, value]) => !shows(shape.properties?.[key], value))).toEqual([]);
});

test('what the schemas of the triggers show comes out of them', async () => {
	const client = new TestClient(emulator);
	const polled: object[] = [];
	const hosts = ['transferStatusChanged', 'newTransaction', 'customerStatusChanged'].map(
		(watch) => new PollHost(emulator, { watch, ...(watch.startsWith('customer') && { whose: 'allCustomers' }) }),
	);
	const customer = emulator.addCustomer({ status: 'inactive' });
	for (const host of hosts) await host.poll();
	await client.pay({
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '1000',
		pay_in: { type: 'temporary_bank_account' },
	});
	customer.status = 'active';
	emulator.clock.advance(60 * 60_000);
	for (const host of hosts) polled.push(...(await host.poll()).slice(0, 1));
	const keys = (path: string): string[] => Object.keys((schemas.get(path) as Shape).properties ?? {});
	expect(polled).toHaveLength(3);
	for (const row of polled)
		expect(Object.keys(row)).toEqual(expect.arrayContaining(keys('BushaPollingTrigger/__schema__/v1.0.0.json')));
	expect(keys('BushaTrigger/__schema__/v1.0.0.json')).toEqual(['business_id', 'event', 'data']);
});
