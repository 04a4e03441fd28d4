import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { BANKS } from '../../emulator';
import { type Parameters, runBusha } from '../support/busha';
import { loadPackage } from '../support/package';
import { testEmulator } from '../support/testEmulator';
import { blocks, page, table } from './markdown';

const emulator = testEmulator();
const firstRun = page('docs/first-run.md');
const [balances = {}, payout = {}, ...more] = blocks(firstRun, 'json').map((text) => JSON.parse(text) as Parameters);
/** The tables of fields, in their order. */
const [ofRecipient = [], ofPayout = []] = firstRun
	.replace(/^ {3}/gm, '')
	.split(/^\d\. /m)
	.map((step) => table(step, 'Field', 'Value'))
	.filter((rows) => rows.length > 0);

const ada: Parameters = {
	resource: 'recipient',
	operation: 'create',
	recipientType: 'ngn_bank',
	accountName: 'Ada Obi',
	bankCode: BANKS[0]?.code ?? '',
	accountNumber: '0123456789',
	ifExists: 'returnExisting',
};

interface Shown {
	displayName: string;
	name: string;
	options?: Array<INodePropertyOptions & Shown>;
	displayOptions?: { show?: Record<string, unknown[]> };
}

/** What the panel shows for these parameters. */
async function panelOf(parameters: Parameters): Promise<Shown[]> {
	const { properties } = (await loadPackage()).getNode('busha').type.description as unknown as {
		properties: Shown[];
	};
	return properties.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) => values.includes(parameters[name] ?? '')),
	);
}

test('the first call reads the balances of the business', async () => {
	const { json, error } = await runBusha(emulator, balances);
	expect(more).toEqual([]);
	expect(error).toBeUndefined();
	expect(json.map(({ currency }) => currency)).toContain('NGN');
	expect(json[0]).toHaveProperty('available');
	expect(emulator.requests.map(({ method }) => method)).toEqual(['GET']);
});

test('the payout pays once, and says so the second time', async () => {
	const before = emulator.balance('NGN').total;
	const first = await runBusha(emulator, ada);
	const again = await runBusha(emulator, ada);
	expect(again.json[0]?.id).toBe(first.json[0]?.id);

	const paid = await runBusha(emulator, payout, { items: first.json });
	const repeated = await runBusha(emulator, payout, { items: first.json });
	expect(paid.json).toMatchObject([{ status: 'funds_delivered', source_amount: '1000' }]);
	expect(repeated.json).toMatchObject([{ id: paid.json[0]?.id, replayed: true }]);
	expect(Number(before) - Number(emulator.balance('NGN').total)).toBeGreaterThanOrEqual(1000);
	expect(emulator.state.transfers.size).toBe(1);
});

test.each([
	['recipient', ofRecipient, ada],
	['payout', ofPayout, payout],
])('the fields of the %s are in its panel, with the values of the example', async (_what, rows, parameters) => {
	const panel = await panelOf(parameters);
	expect(rows.length).toBeGreaterThan(4);
	for (const [path = '', value = ''] of rows) {
		const [label, inner] = path.split(', ');
		const field = panel.find(({ displayName }) => displayName === label);
		expect([label, field?.name]).toEqual([label, expect.any(String)]);
		if (inner) {
			expect(field?.options?.map(({ displayName }) => displayName)).toContain(inner);
			continue;
		}
		const given = parameters[field?.name ?? ''];
		const plain = typeof given === 'object' ? (given as unknown as IDataObject).value : given;
		const shown = field?.options?.find((option) => option.value === plain)?.name ?? plain;
		if (typeof shown === 'string' && !shown.startsWith('=') && label !== 'Bank') expect(value).toBe(shown);
	}
});

test('the actions that it searches for are those of the node', async () => {
	const { properties } = (await loadPackage()).getNode('busha').type.description as unknown as {
		properties: Shown[];
	};
	const actions = properties.flatMap(({ options = [] }) => options.map(({ action }) => action));
	const named = [...firstRun.matchAll(/action \*\*([^*]+)\*\*/g)].map(([, action]) => action);
	expect(named).toEqual(['Get many balances', 'Create recipient', 'Make payout']);
	expect(actions).toEqual(expect.arrayContaining(named));
});
