import { type INodeParameters, NodeHelpers } from 'n8n-workflow';

import { locator, type Parameters, runBusha, workflowWith } from '../support/busha';
import { engineParts } from '../support/engine';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();

const picked = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: 'As it was shown' }) as never;
const typed = (value: string) => ({ __rl: true, mode: 'code', value }) as never;

test.each([
	['picked from the list', picked('NGN')],
	['entered as a code', typed(' ngn ')],
	['given by an expression', typed('={{ $json.currency }}')],
	['plain text', 'NGN'],
	['plain text that an expression gives', '={{ $json.currency }}'],
	['a locator that an expression gives', '={{ { mode: "list", value: $json.currency } }}'],
])('a currency is read when it is %s', async (_how, currency) => {
	const { json, error } = await runBusha(
		emulator,
		{ resource: 'balance', operation: 'get', currency },
		{ items: [{ currency: 'NGN' }] },
	);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ currency: 'NGN' }]);
});

describe('an optional one', () => {
	const deposit = async (targetCurrency?: unknown) =>
		await runBusha(emulator, {
			resource: 'transaction',
			operation: 'deposit',
			sourceCurrency: picked('USDT'),
			...(targetCurrency === undefined ? {} : { targetCurrency: targetCurrency as never }),
			method: 'cryptoAddress',
			network: picked('TRX'),
			amountType: 'source',
			amount: '100',
		});

	test.each([
		['untouched', undefined],
		['set to the first choice of its list', picked('')],
		['empty as a code', typed('')],
		['empty text', ''],
	])('is blank when it is %s', async (_how, targetCurrency) => {
		const { json, error } = await deposit(targetCurrency);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ source_currency: 'USDT', target_currency: 'USDT' }]);
	});

	test('is an error when its expression gives nothing', async () => {
		const { error } = await deposit(typed('={{ $json.nothing }}'));
		expect(error?.message).toContain('Target Currency: is filled in, but empty');
		expect(calls(emulator)).toEqual([]);
	});

	test('among filters leaves the filter out', async () => {
		emulator.addTransactions(3);
		const filters = { currency: picked('') };
		const { json } = await runBusha(emulator, {
			resource: 'transaction',
			operation: 'getAll',
			filters: filters as never,
		});
		expect(json).toHaveLength(3);
		expect(emulator.requests[0]?.query).not.toHaveProperty('currency');
	});
});

test.each([
	['a number', 99999, 'came as a number'],
	['what a failed expression leaves', typed('undefined'), 'an expression failed'],
])('a bank that is %s is an error before anything is sent', async (_how, bankCode, why) => {
	const { error } = await runBusha(emulator, {
		resource: 'recipient',
		operation: 'create',
		recipientType: 'ngn_bank',
		accountName: 'ADA SAMPLE',
		accountNumber: '0123456789',
		bankCode,
	});
	expect(error?.message).toMatch(new RegExp(`^Bank: .*${why}`));
	expect(calls(emulator)).toEqual([]);
});

test('a recipient is made with a bank, a network and a customer that were picked', async () => {
	const { id } = emulator.addCustomer();
	const bank = await runBusha(emulator, {
		resource: 'recipient',
		operation: 'create',
		customerId: locator(id),
		recipientType: 'ngn_bank',
		accountName: 'ADA SAMPLE',
		accountNumber: '0123456789',
		bankCode: picked('099999'),
	});
	expect(bank.json).toMatchObject([{ profile_id: id, bank_code: '099999', bank_name: 'SAMPLE BANK' }]);
});

describe('what n8n marks red', () => {
	const issuesOf = async (parameters: Parameters): Promise<string[]> => {
		const { nodeTypes } = await engineParts({ bushaApi: {} });
		const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-busha.busha', 1);
		const node = workflowWith(parameters).nodes[1];
		if (!node) throw new Error('there is no node');
		const { properties } = description;
		node.parameters =
			NodeHelpers.getNodeParameters(properties, parameters as INodeParameters, true, false, node, description) ?? {};
		return Object.values(NodeHelpers.getNodeParametersIssues(properties, node, description)?.parameters ?? {}).flat();
	};

	test('is a required code that was not chosen, as required and as nothing else', async () => {
		expect(await issuesOf({ resource: 'balance', operation: 'get' })).toEqual(['Parameter "Currency" is required.']);
	});

	test.each<[string, Parameters]>([
		['chosen', { resource: 'balance', operation: 'get', currency: picked('NGN') }],
		['plain text', { resource: 'balance', operation: 'get', currency: 'NGN' }],
		[
			'optional',
			{
				resource: 'transaction',
				operation: 'deposit',
				sourceCurrency: picked('NGN'),
				method: 'bankAccount',
				amount: '1',
			},
		],
		[
			'an optional filter',
			{ resource: 'transaction', operation: 'getAll', filters: { currency: picked('') } as never },
		],
	])('is not one that is %s', async (_how, parameters) => {
		expect(await issuesOf(parameters)).toEqual([]);
	});
});
