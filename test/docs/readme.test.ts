import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { type Emulator, startEmulator } from '../../emulator';
import { locator, type Parameters, runBusha } from '../support/busha';
import { loadPackage } from '../support/package';
import { blocks, page, table } from './markdown';

const readme = page('README.md');
const CUSTOMER = 'CUS_Sample0000001';
const RECIPIENT = '0123456789abcdef01234567';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({ speed: 20 });
	emulator.addCustomer({ id: CUSTOMER });
	emulator.addRecipient({ id: RECIPIENT }, CUSTOMER);
});
afterEach(async () => {
	expect(emulator.violations).toEqual([]);
	await emulator.stop();
});

function jsonBlocks(): { item: IDataObject; parameters: Parameters; failed: IDataObject } {
	const [item, parameters, failed, ...more] = blocks(readme, 'json').map((text) => JSON.parse(text) as IDataObject);
	if (!item || !parameters || !failed || more.length > 0)
		throw new Error('README.md has other JSON examples than an item, its parameters and its error');
	return { item, parameters: parameters as Parameters, failed };
}

test('the table of operations is what the node offers', async () => {
	const { properties } = (await loadPackage()).getNode('busha').type.description as {
		properties: Array<{
			name: string;
			options?: INodePropertyOptions[];
			displayOptions?: { show?: { resource?: string[] } };
		}>;
	};
	const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
	const offered = resources.flatMap((resource) => {
		const selector = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(String(resource.value)),
		);
		return (selector?.options ?? []).map(({ name, description }) => `| ${resource.name} | ${name} | ${description} |`);
	});
	expect(table(readme, 'Resource', 'Operation', 'What it does').map((cells) => `| ${cells.join(' | ')} |`)).toEqual(
		offered,
	);
});

test('the fields of the credential are those of the table', async () => {
	const { properties } = (await loadPackage()).getCredential('bushaApi').type;
	expect(table(readme, 'Field', 'What to enter').map(([field]) => field)).toEqual(
		properties.map(({ displayName }) => displayName),
	);
});

test('the payout of the example pays once, and says so the second time', async () => {
	const { item, parameters } = jsonBlocks();
	emulator.fund('NGN', '10000', CUSTOMER);
	const first = await runBusha(emulator, parameters, { items: [item] });
	const second = await runBusha(emulator, parameters, { items: [item] });
	expect(first.error).toBeUndefined();
	expect(first.json).toMatchObject([
		{ profile_id: CUSTOMER, source_amount: '1500.5', reference: item.id, status: 'funds_delivered' },
	]);
	expect(second.json).toMatchObject([{ id: first.json[0]?.id, replayed: true }]);
	expect(emulator.balance('NGN', CUSTOMER).total).toBe('8499.5');
});

test('the failed item of the example is what the error output gives', async () => {
	const { item, parameters, failed } = jsonBlocks();
	const ran = await runBusha(emulator, parameters, { items: [item], settings: { onError: 'continueErrorOutput' } });
	const given = JSON.stringify(ran.failed.map(({ json }) => json)).replace(/req_\w+/g, 'req_Sample000001');
	expect(JSON.parse(given)).toEqual([failed]);
	expect(ran.json).toEqual([]);
});

test('a customer ID that turns out empty sends nothing', async () => {
	const { item, parameters } = jsonBlocks();
	const { error } = await runBusha(emulator, parameters, { items: [{ ...item, customerId: '' }] });
	expect(error?.context.details).toEqual({ outcome: 'notSent' });
	expect(emulator.requests).toEqual([]);
});

test('a wrong value in the last item stops the workflow before any payment', async () => {
	const { item, parameters } = jsonBlocks();
	emulator.fund('NGN', '10000', CUSTOMER);
	const { error } = await runBusha(emulator, parameters, { items: [item, { ...item, id: 'b', amount: '1,500' }] });
	expect(error?.context.itemIndex).toBe(1);
	expect(emulator.requests).toEqual([]);
});

test('a payment that failed has used up its reference', async () => {
	const { item, parameters } = jsonBlocks();
	emulator.fund('NGN', '10000', CUSTOMER);
	const bad = emulator.addRecipient({ account_number: '9999999999' }, CUSTOMER);
	const toBad = { ...parameters, recipientId: locator(bad.id) };
	const first = await runBusha(emulator, toBad, { items: [item] });
	const second = await runBusha(emulator, toBad, { items: [item] });
	expect([first.error?.context.details?.outcome, second.error?.context.details?.outcome]).toEqual([
		'rejected',
		'rejected',
	]);
	expect(second.error?.context.details?.transferId).toBe(first.error?.context.details?.transferId);
	const fresh = await runBusha(emulator, parameters, { items: [{ ...item, id: 'payroll-2026-11-again' }] });
	expect(fresh.json[0]?.status).toBe('funds_delivered');
});

test('two customers may use the same reference', async () => {
	const { item, parameters } = jsonBlocks();
	const other = emulator.addCustomer();
	const recipient = emulator.addRecipient({}, other.id);
	emulator.fund('NGN', '10000', CUSTOMER);
	emulator.fund('NGN', '10000', other.id);
	const { json } = await runBusha(emulator, parameters, {
		items: [item, { ...item, customerId: other.id, recipientId: recipient.id }],
	});
	expect(json.map(({ profile_id, replayed }) => [profile_id, replayed])).toEqual([
		[CUSTOMER, undefined],
		[other.id, undefined],
	]);
});

test('the outcomes of the table are all there are', () => {
	expect(table(readme, 'Outcome', 'What it means', 'What to do').map(([outcome]) => outcome)).toEqual([
		'`notSent`',
		'`rejected`',
		'`unknown`',
	]);
});
