import { LoadOptionsContext } from 'n8n-core';
import {
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { LISTS } from '../../nodes/Busha/pickers/lists';
import { credentialsOf, locator, type Parameters, workflowWith } from '../support/busha';
import { engineParts } from '../support/engine';
import { calls, everything, secretsOf, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const WRONG = 'a-key-that-nobody-has';

/** A picker of the node, in the context that n8n's panel gives to it. */
async function picker(account: Emulator, parameters: Parameters, credential = {}) {
	const { nodeTypes, additionalData } = await engineParts(credentialsOf(account, credential));
	const node = workflowWith(parameters).nodes[1] as INode;
	const workflow = new Workflow({ id: 'panel', active: false, nodes: [node], connections: {}, nodeTypes });
	const context: ILoadOptionsFunctions = new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData, currentNodeParameters: parameters as INodeParameters },
		'',
	);
	const { methods, description } = nodeTypes.getByNameAndVersion('n8n-nodes-busha.busha', 1);
	/** The method behind a drop-down that the panel shows for these parameters. */
	const methodOf = (field: string): string => {
		const shown = description.properties.find(
			(property) =>
				property.name === field &&
				NodeHelpers.displayParameter(parameters as INodeParameters, property, node, description),
		);
		return shown?.typeOptions?.loadOptionsMethod ?? `nothing shows ${field}`;
	};
	return {
		search: async (name: string, filter?: string, cursor?: string): Promise<INodeListSearchResult> =>
			await (methods?.listSearch?.[name] as (...args: unknown[]) => Promise<INodeListSearchResult>).call(
				context,
				filter,
				cursor,
			),
		options: async (field: string): Promise<INodePropertyOptions[]> =>
			await (methods?.loadOptions?.[methodOf(field)] as () => Promise<INodePropertyOptions[]>).call(context),
	};
}

describe('customers', () => {
	const customers = { resource: 'customer', operation: 'get' };

	test('are shown with name, email and status, one page after the other', async () => {
		for (let n = 0; n < 130; n++) emulator.addCustomer();
		emulator.addCustomer({
			type: 'business',
			business_name: 'Sample Trading',
			email: 'office@gmail.com',
			status: 'in_review',
			first_name: undefined,
			last_name: undefined,
		});
		const { search } = await picker(emulator, customers);
		const first = await search('searchCustomers');
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({
			name: 'Sample Trading (office@gmail.com, in_review)',
			value: expect.stringMatching(/^CUS_/),
		});
		const second = await search('searchCustomers', undefined, first.paginationToken as string);
		expect(second.results).toHaveLength(31);
		expect(second.paginationToken).toBeUndefined();
		expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(131);
	});

	test('Busha searches for three characters and more', async () => {
		emulator.addCustomer({ first_name: 'Zainab' });
		emulator.addCustomer();
		const { search } = await picker(emulator, customers);
		expect((await search('searchCustomers', ' zai ')).results).toEqual([
			expect.objectContaining({ name: expect.stringContaining('Zainab') }),
		]);
		expect(emulator.requests[0]?.query.q).toBe('zai');
		await search('searchCustomers', 'x'.repeat(150));
		expect(emulator.requests[1]?.query.q).toBe('x'.repeat(100));
	});

	test('fewer characters are looked for on the page', async () => {
		emulator.addCustomer({ first_name: 'Zé' });
		emulator.addCustomer();
		const { search } = await picker(emulator, customers);
		expect((await search('searchCustomers', 'zÉ')).results).toHaveLength(1);
		expect(emulator.requests[0]?.query.q).toBeUndefined();
	});

	test('fewer than three letters do not match IDs, and are looked for to the end of the list', async () => {
		const zoe = emulator.addCustomer({ first_name: 'Zé', last_name: undefined, email: 'one@gmail.com' });
		for (let n = 0; n < 120; n++)
			emulator.addCustomer({ first_name: 'Ada', last_name: 'Sample', email: `ada${n}@gmail.com` });
		const { search } = await picker(emulator, customers);
		expect((await search('searchCustomers', 'zé ')).results).toMatchObject([{ value: zoe.id }]);
		expect((await search('searchCustomers', 'US')).results).toEqual([]);
	});

	test('are asked for as the business, whatever customer is chosen', async () => {
		const { id } = emulator.addCustomer();
		const { search } = await picker(emulator, { ...customers, customerId: locator(id) });
		await search('searchCustomers');
		expect(emulator.requests[0]?.profileId).toBeUndefined();
	});
});

describe('recipients', () => {
	test('are those of the chosen customer, shown by holder and account', async () => {
		const customer = emulator.addCustomer();
		const own = emulator.addRecipient({}, customer.id);
		emulator.addRecipient();
		const { search } = await picker(emulator, { customerId: locator(customer.id) });
		expect(await search('searchRecipients')).toMatchObject({
			results: [{ name: 'ADA SAMPLE, SAMPLE BANK, 0123456789, NGN', value: own.id }],
		});
		expect(emulator.requests[0]?.profileId).toBe(customer.id);
	});

	test('are those of the business when no customer is chosen, and can be filtered', async () => {
		emulator.addRecipient({ account_name: 'BOLA SAMPLE' });
		const wallet = emulator.addRecipient({
			type: 'crypto',
			network: 'TRX',
			address: 'TSample0000001',
			account_name: 'Wallet',
		});
		const { search } = await picker(emulator, { customerId: { __rl: true, mode: 'list', value: '' } as never });
		expect((await search('searchRecipients')).results).toHaveLength(2);
		expect((await search('searchRecipients', 'tsample')).results).toEqual([
			{ name: 'Wallet, TRX, TSample0000001', value: wallet.id },
		]);
		expect(emulator.requests.every(({ profileId }) => profileId === undefined)).toBe(true);
	});

	test('the oldest of many is found, and n8n is told where to go on', async () => {
		const oldest = emulator.addRecipient({ account_name: 'ZAINAB SAMPLE' });
		for (let n = 0; n < 250; n++) emulator.addRecipient();
		const { search } = await picker(emulator, {});
		expect(await search('searchRecipients', ' zainab ')).toEqual({
			results: [{ name: expect.stringContaining('ZAINAB'), value: oldest.id }],
			paginationToken: undefined,
		});
		expect(emulator.requests).toHaveLength(3);
		expect((await search('searchRecipients', 'nobody')).results).toEqual([]);
		const first = await search('searchRecipients', 'ada');
		expect(first.results).toHaveLength(100);
		expect((await search('searchRecipients', 'ada', first.paginationToken as string)).results).toHaveLength(100);
	});

	test('are found by their ID, but not by letters that an ID holds by chance', async () => {
		const { id } = emulator.addRecipient();
		const { search } = await picker(emulator, {});
		expect((await search('searchRecipients', ` ${id.toUpperCase()}`)).results).toMatchObject([{ value: id }]);
		expect((await search('searchRecipients', id.slice(0, 8))).results).toMatchObject([{ value: id }]);
		for (const part of [id.slice(0, 2), id.slice(3, 7)]) {
			const found = (await search('searchRecipients', part)).results.filter(
				({ name }) => !name.toLowerCase().includes(part),
			);
			expect(found).toEqual([]);
		}
	});

	test.each([
		['an expression', locator('={{ $json.customer }}')],
		['white space', locator('  ')],
		['a line break', locator('CUS_Sample0000001\n')],
		['another id', locator('QUO_1')],
	])('with %s as the customer, the list of the business is not shown in its place', async (_name, customerId) => {
		const { search } = await picker(emulator, { customerId });
		await expect(search('searchRecipients')).rejects.toThrow('Customer ID:');
		expect(calls(emulator)).toEqual([]);
	});
});

test('industries are found by a part of their name', async () => {
	const { search } = await picker(emulator, {});
	expect((await search('searchIndustries', 'TECH')).results).toEqual([
		{ name: 'Technology', value: 'BIN_Z1HpNXB9Q8jcHx4LzVp' },
	]);
	expect((await search('searchIndustries')).results).toHaveLength(14);
	expect(calls(emulator)).toEqual(['GET /v1/customers/industries', 'GET /v1/customers/industries']);
});

describe('options', () => {
	const deposit = { resource: 'transaction', operation: 'deposit', method: 'cryptoAddress' };
	const payout = { resource: 'transaction', operation: 'payout', destination: 'cryptoAddress' };
	const quote = { resource: 'quote', operation: 'create', payInType: 'address', payOutType: 'address' };
	const recipient = { resource: 'recipient', operation: 'create' };

	test('currencies come from Busha, in the order of their names', async () => {
		const { options } = await picker(emulator, deposit);
		const currencies = await options('sourceCurrency');
		expect(currencies).toContainEqual({ name: 'Naira (NGN)', value: 'NGN' });
		expect(currencies.map(({ name }) => name)).toEqual(
			currencies.map(({ name }) => name).sort((a, b) => a.localeCompare(b)),
		);
	});

	const USDT = ['TRX', 'BSC', 'ETH', 'XPL'];
	test.each([
		[
			'a deposit of USDT that is credited in NGN',
			'network',
			{ ...deposit, sourceCurrency: 'USDT', targetCurrency: 'NGN' },
			USDT,
		],
		['a payout from NGN in USDT', 'network', { ...payout, sourceCurrency: 'NGN', targetCurrency: ' usdt' }, USDT],
		['what comes in for a quote', 'payInNetwork', { ...quote, sourceCurrency: 'USDT', targetCurrency: 'BTC' }, USDT],
		[
			'what goes out for a quote',
			'payOutNetwork',
			{ ...quote, sourceCurrency: 'USDT', targetCurrency: 'BTC' },
			['BTC'],
		],
		[
			'a currency that was picked from a list',
			'network',
			{ ...deposit, sourceCurrency: { __rl: true, mode: 'list', value: 'BTC' } },
			['BTC'],
		],
		['a currency without networks', 'network', { ...payout, sourceCurrency: 'NGN', targetCurrency: 'NGN' }, []],
		['no currency yet', 'network', { ...payout, sourceCurrency: 'NGN', targetCurrency: '' }, []],
	])('networks for %s', async (_name, field, parameters, networks) => {
		const { options } = await picker(emulator, parameters);
		expect((await options(field)).map(({ value }) => value)).toEqual(networks);
	});

	test.each([
		['a recipient names no currency', { ...recipient, recipientType: 'crypto' }],
		['an expression gives the currency', { ...payout, targetCurrency: '={{ $json.currency }}' }],
	])('%s, so the networks of all of them can be chosen, each once', async (_why, parameters) => {
		const { options } = await picker(emulator, parameters);
		const networks = (await options('network')).map(({ value }) => value);
		expect(networks).toEqual(expect.arrayContaining(['TRX', 'BTC', 'XLM', 'MATIC']));
		expect(new Set(networks).size).toBe(networks.length);
		expect(calls(emulator)).toEqual(['GET /v1/currencies']);
	});

	test.each([
		[{ ...recipient, recipientType: 'ngn_bank' }, 'NG', 'SAMPLE BANK (099999)'],
		[{ ...recipient, recipientType: 'kes_bank' }, 'KE', 'SAVANNA SAMPLE BANK (080201)'],
		[{ resource: 'recipient', operation: 'resolveBankAccount', countryId: 'ke' }, 'KE', 'SAVANNA SAMPLE BANK (080201)'],
		[{ resource: 'recipient', operation: 'resolveBankAccount', countryId: '' }, 'NG', 'SAMPLE BANK (099999)'],
		[
			{ resource: 'recipient', operation: 'resolveBankAccount', countryId: '={{ $json.country }}' },
			'NG',
			'SAMPLE BANK (099999)',
		],
	])('banks for %j are those of the country', async (parameters, country, bank) => {
		const { options } = await picker(emulator, parameters);
		expect((await options('bankCode')).map(({ name }) => name)).toContain(bank);
		expect(emulator.requests[0]?.query.country).toBe(country);
	});

	test('every drop-down of the panel has a list', async () => {
		const { nodeTypes } = await engineParts(credentialsOf(emulator));
		const { methods, description } = nodeTypes.getByNameAndVersion('n8n-nodes-busha.busha', 1);
		const named = [...JSON.stringify(description.properties).matchAll(/"loadOptionsMethod":"(.*?)"/g)].map(
			([, name = '']) => name,
		);
		expect(named.filter((name) => !methods?.loadOptions?.[name] || !LISTS[name.split(':')[0] ?? ''])).toEqual([]);
		expect(named.length).toBeGreaterThan(5);
	});
});

describe('errors', () => {
	test('a wrong key tells what to check, and does not show the key', async () => {
		const { search } = await picker(emulator, {}, { secretKey: WRONG });
		const error: unknown = await search('searchCustomers').catch((problem: unknown) => problem);
		expect(error).toMatchObject({
			httpCode: '401',
			message: expect.not.stringContaining('[item'),
			description: expect.stringContaining('secret key in the credential'),
		});
		for (const secret of [WRONG, ...secretsOf(emulator)]) expect(everything(error)).not.toContain(secret);
	});

	test('a list that does not come is an error of its own', async () => {
		emulator.fault({}, { kind: 'html', commit: false }, 10);
		const { options } = await picker(emulator, { resource: 'transaction', operation: 'deposit' });
		await expect(options('sourceCurrency')).rejects.toThrow('The answer is not one of the Busha API');
	});

	test('a credential without an address says so', async () => {
		const { search } = await picker(emulator, {}, { baseUrl: ' ' });
		await expect(search('searchCustomers')).rejects.toThrow('base URL');
	});

	test('a list that Busha refuses once is asked for again', async () => {
		emulator.fault({}, { kind: 'answer', status: 429, commit: false });
		emulator.addCustomer();
		const { search } = await picker(emulator, {});
		expect((await search('searchCustomers')).results).toHaveLength(1);
	});
});
