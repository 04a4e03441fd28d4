/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { join } from 'node:path';

import { type Emulator, startEmulator } from '../../emulator';
import { locator, runBusha } from '../support/busha';
import { loadPackage, PACKAGE_DIR } from '../support/package';
import { blocks, page } from './markdown';
import { run, typeErrors } from './typescript';

const [operation = '', line = '', resource = '', pairs = '', pairsLine = '', lostAnswer = ''] = blocks(
	page('CONTRIBUTING.md'),
	'ts',
);
const FILE = 'nodes/Busha/operations/balance/check.ts';
const LIST = 'nodes/Busha/operations/all.ts';
const RESOURCES = 'nodes/Busha/operations/resources.ts';
const PAIRS = 'nodes/Busha/operations/currencyPair/getAll.ts';
const TEST = 'test/engine/lostAnswer.test.ts';

const resources = page(RESOURCES).replace("\tcustomer: 'Customer',\n", (next) => resource + next);

test('its operation and its resource compile in the places that they name', () => {
	expect(resources).toContain(`\n${resource}\tcustomer`);
	expect(
		typeErrors({ [FILE]: operation, [PAIRS]: pairs, [RESOURCES]: resources, [LIST]: page(LIST) + line + pairsLine }),
	).toEqual([]);
}, 120_000);

describe('the operation and the resource that it adds with files and lines', () => {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator();
		expect(line).toBe("export { checkBalance } from './balance/check';\n");
		expect(pairsLine).toBe("export { getCurrencyPairs } from './currencyPair/getAll';\n");
		const path = join(PACKAGE_DIR, LIST);
		const all = jest.requireActual<Record<string, unknown>>(path);
		const extended = Object.defineProperty({ ...all, ...run(FILE, operation), ...run(PAIRS, pairs) }, '__esModule', {
			value: true,
		});
		jest.doMock(path, () => extended);
		jest.doMock(join(PACKAGE_DIR, RESOURCES), () => run(RESOURCES, resources));
	});
	afterAll(async () => await emulator.stop());

	test('is in the panel of the node', async () => {
		const { properties } = (await loadPackage()).getNode('busha').type.description as {
			properties: Array<{ name: string; displayOptions?: unknown; options?: unknown[] }>;
		};
		const show = { resource: ['balance'] };
		expect(properties).toContainEqual(
			expect.objectContaining({
				name: 'operation',
				displayOptions: { show },
				options: expect.arrayContaining([
					{
						name: 'Check',
						value: 'check',
						action: 'Check balance',
						description: 'Tell whether a balance holds at least an amount',
					},
				]) as unknown,
			}),
		);
	});

	test('acts for the customer, and refuses an empty one, without a word about it in its code', async () => {
		const customer = emulator.addCustomer();
		emulator.fund('NGN', '1500.50', customer.id);
		const parameters = {
			resource: 'balance',
			operation: 'check',
			customerId: locator('={{ $json.customer }}'),
			currency: 'ngn',
			amount: '1500.51',
		};
		const ran = await runBusha(emulator, parameters, { items: [{ customer: customer.id }] });
		const empty = await runBusha(emulator, parameters, { items: [{}] });
		const business = await runBusha(emulator, { ...parameters, customerId: locator('') });
		expect(ran.items).toEqual([
			{ json: { currency: 'NGN', available: '1500.5', enough: false }, pairedItem: { item: 0 } },
		]);
		expect(empty.error?.message).toContain('Customer ID');
		expect(business.json).toEqual([{ currency: 'NGN', available: '1000000', enough: true }]);
		expect(emulator.requests.map(({ profileId }) => profileId)).toEqual([customer.id, undefined]);
	});

	test('are in the list of resources, and the new one works', async () => {
		const { properties } = (await loadPackage()).getNode('busha').type.description as {
			properties: Array<{ name: string; options?: unknown[] }>;
		};
		const { json, error } = await runBusha(emulator, { resource: 'currencyPair', operation: 'getAll' });
		expect(properties.find(({ name }) => name === 'resource')?.options).toContainEqual({
			name: 'Currency Pair',
			value: 'currencyPair',
		});
		expect(error).toBeUndefined();
		expect(json).toContainEqual(expect.objectContaining({ base: 'USDT', counter: 'NGN' }));
	});
});

describe('the test that it shows', () => {
	const hooks: Record<'before' | 'after' | 'tests', Array<() => Promise<void>>> = { before: [], after: [], tests: [] };

	beforeAll(async () => {
		run(TEST, lostAnswer, {
			expect,
			beforeAll: (hook: () => Promise<void>) => hooks.before.push(hook),
			afterAll: (hook: () => Promise<void>) => hooks.after.push(hook),
			test: (_name: string, body: () => Promise<void>) => hooks.tests.push(body),
		});
		for (const hook of hooks.before) await hook();
	});
	afterAll(async () => {
		for (const hook of hooks.after) await hook();
	});

	test('passes', async () => {
		expect(hooks.tests).toHaveLength(1);
		await hooks.tests[0]?.();
		expect.assertions(5);
	});
});
