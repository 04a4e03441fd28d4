import { locator, runBusha } from '../support/busha';
import { lacks } from '../support/engine';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const balances = (customerId: unknown) => ({
	resource: 'balance',
	operation: 'getAll',
	customerId: customerId as never,
});
const fromItem = { __rl: true, mode: 'id', value: '={{ $json.customer }}' };

const EMPTY: Array<[string, unknown]> = [
	['an empty text', ''],
	['null', null],
	['undefined', undefined],
	['white space', '  \t '],
	['a non-breaking space', '\u00a0'],
	['a line break', '\n'],
	['an ID with a line break at its end', 'CUS_Sample0000001\n'],
	['an ID with a line break inside', 'CUS_Sample\r\nX-Injected: 1'],
	['an ID with a control character', 'CUS_Sample0000001\u0000'],
	['a number', 123],
	['zero', 0],
	['true', true],
	['a list', ['CUS_Sample0000001']],
	['an object', { id: 'CUS_Sample0000001' }],
	['the wrong prefix', 'QUO_Sample0000001'],
	['the wrong case', 'cus_Sample0000001'],
	['a prefix alone', 'CUS_'],
	['a path', 'CUS_a/../b'],
	['two IDs', 'CUS_Sample0000001,CUS_Sample0000002'],
	['the text "undefined"', 'undefined'],
];

describe.each([['stopWorkflow'], ['continueErrorOutput'], ['continueRegularOutput']] as const)(
	'filled in but not a customer, with onError %s',
	(onError) => {
		test.each(EMPTY)('%s is an error and nothing is sent', async (_name, customer) => {
			for (const customerId of [fromItem, '={{ $json.customer }}']) {
				const ran = await runBusha(emulator, balances(customerId), {
					items: [{ customer } as never],
					settings: { onError },
				});
				const failure = { outcome: 'notSent' };
				if (onError === 'stopWorkflow')
					expect(ran.error).toMatchObject({
						message: expect.stringContaining('Customer ID:'),
						context: { itemIndex: 0, details: failure },
					});
				if (onError === 'continueErrorOutput')
					expect([ran.json, ran.failed]).toMatchObject([[], [{ json: { details: failure } }]]);
				if (onError === 'continueRegularOutput')
					expect(ran.json).toMatchObject([{ error: expect.stringContaining('Customer ID:'), details: failure }]);
			}
			expect(calls(emulator)).toEqual([]);
		});
	},
);

test.each([
	['an expression that gives nothing', '={{ $json.none.id }}'],
	['an expression that fails', '={{ $("Nowhere").item.json.id }}'],
	['an expression with a fault', '={{ $json. }}'],
	['white space', '   '],
	['an equals sign', '='],
])('%s is an error and nothing is sent', async (_name, value) => {
	for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
		const { json, failed, error } = await runBusha(emulator, balances(locator(value)), { settings: { onError } });
		expect([json, failed.length, error === undefined]).toEqual([
			[],
			onError === 'stopWorkflow' ? 0 : 1,
			onError !== 'stopWorkflow',
		]);
	}
	expect(calls(emulator)).toEqual([]);
});

test('an operation about a customer needs one: left blank is an error too', async () => {
	for (const customerId of [undefined, locator(''), { __rl: true, mode: 'list', value: '' }]) {
		const running = runBusha(emulator, {
			resource: 'customer',
			operation: 'verify',
			...(customerId && { customerId: customerId as never }),
		});
		await expect(running).rejects.toThrow(lacks('Customer ID'));
	}
	const { error } = await runBusha(emulator, {
		resource: 'customer',
		operation: 'verify',
		customerId: locator('={{ $json.none }}'),
	});
	expect(error?.message).toContain('Customer ID: is empty');
	expect(calls(emulator)).toEqual([]);
});

test.each([
	['absent', undefined],
	['an empty locator', { __rl: true, mode: 'list', value: '' }],
	['an empty ID', locator('')],
	['an empty text', ''],
])('left blank (%s) it acts for the business, without a profile header', async (_name, customerId) => {
	const { json, error } = await runBusha(emulator, {
		resource: 'balance',
		operation: 'getAll',
		...(customerId !== undefined && { customerId: customerId as never }),
	});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ profile_id: emulator.businessId });
	expect(emulator.requests.map(({ headers }) => 'x-bu-profile-id' in headers)).toEqual([false]);
});

test.each([
	['from the list', (id: string) => ({ __rl: true, mode: 'list', value: id, cachedResultName: 'Ada' })],
	['by ID', (id: string) => locator(id)],
	['as plain text', (id: string) => id],
	['with spaces around it', (id: string) => locator(`  ${id} `)],
	['from an expression', (id: string) => locator(`={{ "${id}" }}`)],
])('given %s, it becomes the profile header', async (_name, given) => {
	const { id } = emulator.addCustomer();
	const { json } = await runBusha(emulator, balances(given(id)));
	expect(json.every(({ profile_id }) => profile_id === id)).toBe(true);
	expect(emulator.requests.map(({ profileId }) => profileId)).toEqual([id]);
});

test("the business's own ID is taken as a profile", async () => {
	await runBusha(emulator, balances(locator(emulator.businessId)));
	expect(emulator.requests.map(({ profileId }) => profileId)).toEqual([emulator.businessId]);
});

test('items of different customers in one run each act for their own', async () => {
	const customers = Array.from({ length: 12 }, () => emulator.addCustomer().id);
	customers.forEach((id, index) => emulator.fund('NGN', String(index + 1), id));
	const parameters = { resource: 'balance', operation: 'get', currency: 'NGN', customerId: fromItem as never };
	const { items } = await runBusha(emulator, parameters, { items: customers.map((customer) => ({ customer })) });
	expect(
		items.map(({ json, pairedItem }) => [json.profile_id, (json.available as { amount: string }).amount, pairedItem]),
	).toEqual(customers.map((id, index) => [id, String(index + 1), { item: index }]));
});

test('one item without its customer does not act for the business while the others go on', async () => {
	const { id } = emulator.addCustomer();
	const items = [{ customer: id }, { other: 1 }, { customer: id }];
	const ran = await runBusha(
		emulator,
		{ ...balances(fromItem), filters: { currency: 'NGN' } },
		{ items, settings: { onError: 'continueErrorOutput' } },
	);
	expect(ran.json.map(({ profile_id }) => profile_id)).toEqual([id, id]);
	expect(ran.failed).toMatchObject([
		{ json: { other: 1, error: expect.stringContaining('Customer ID') }, pairedItem: { item: 1 } },
	]);
	expect(new Set(emulator.requests.map(({ profileId }) => profileId))).toEqual(new Set([id]));
});

test('every request of an item carries its profile, also those beside the first', async () => {
	const { id } = emulator.addCustomer();
	await runBusha(emulator, {
		resource: 'recipient',
		operation: 'create',
		customerId: locator(id),
		recipientType: 'ngn_bank',
		accountName: 'ADA SAMPLE',
		bankCode: '099999',
		accountNumber: '0123456789',
	});
	expect(calls(emulator)).toEqual(['GET /v1/banks', 'POST /v1/recipients']);
	expect(emulator.requests.map(({ profileId }) => profileId)).toEqual([id, id]);
});
