import { LoadOptionsContext } from 'n8n-core';
import { type ILoadOptionsFunctions, type INode, type INodeListSearchResult, type INodeParameters, type INodePropertyOptions, Workflow } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
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
	const context: ILoadOptionsFunctions = new LoadOptionsContext(workflow, node, { ...additionalData, currentNodeParameters: parameters as INodeParameters }, '');
	const { methods } = nodeTypes.getByNameAndVersion('n8n-nodes-busha.busha', 1);
	return {
		search: async (name: string, filter?: string, cursor?: string): Promise<INodeListSearchResult> => await (methods?.listSearch?.[name] as (...args: unknown[]) => Promise<INodeListSearchResult>).call(context, filter, cursor),
		options: async (name: string): Promise<INodePropertyOptions[]> => await (methods?.loadOptions?.[name] as () => Promise<INodePropertyOptions[]>).call(context),
	};
}

describe('customers', () => {
	const customers = { resource: 'customer', operation: 'get' };

	test('are shown with name, email and status, one page after the other', async () => {
		for (let n = 0; n < 130; n++) emulator.addCustomer();
		emulator.addCustomer({ type: 'business', business_name: 'Sample Trading', email: 'office@gmail.com', status: 'in_review', first_name: undefined, last_name: undefined });
		const { search } = await picker(emulator, customers);
		const first = await search('searchCustomers');
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'Sample Trading (office@gmail.com, in_review)', value: expect.stringMatching(/^CUS_/) });
		const second = await search('searchCustomers', undefined, first.paginationToken as string);
		expect(second.results).toHaveLength(31);
		expect(second.paginationToken).toBeUndefined();
		expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(131);
	});

	test('Busha searches for three characters and more', async () => {
		emulator.addCustomer({ first_name: 'Zainab' });
		emulator.addCustomer();
		const { search } = await picker(emulator, customers);
		expect((await search('searchCustomers', ' zai ')).results).toEqual([expect.objectContaining({ name: expect.stringContaining('Zainab') })]);
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
		expect(await search('searchRecipients')).toMatchObject({ results: [{ name: 'ADA SAMPLE, SAMPLE BANK, 0123456789, NGN', value: own.id }] });
		expect(emulator.requests[0]?.profileId).toBe(customer.id);
	});

	test('are those of the business when no customer is chosen, and can be filtered', async () => {
		emulator.addRecipient({ account_name: 'BOLA SAMPLE' });
		const wallet = emulator.addRecipient({ type: 'crypto', network: 'TRX', address: 'TSample0000001', account_name: 'Wallet' });
		const { search } = await picker(emulator, { customerId: { __rl: true, mode: 'list', value: '' } as never });
		expect((await search('searchRecipients')).results).toHaveLength(2);
		expect((await search('searchRecipients', 'tsample')).results).toEqual([{ name: 'Wallet, TRX, TSample0000001', value: wallet.id }]);
		expect(emulator.requests.every(({ profileId }) => profileId === undefined)).toBe(true);
	});

	test.each([['an expression', locator('={{ $json.customer }}')], ['white space', locator('  ')], ['a line break', locator('CUS_Sample0000001\n')], ['another id', locator('QUO_1')]])('with %s as the customer, the list of the business is not shown in its place', async (_name, customerId) => {
		const { search } = await picker(emulator, { customerId });
		await expect(search('searchRecipients')).rejects.toThrow('Customer ID:');
		expect(calls(emulator)).toEqual([]);
	});
});

test('industries are found by a part of their name', async () => {
	const { search } = await picker(emulator, {});
	expect((await search('searchIndustries', 'TECH')).results).toEqual([{ name: 'Technology', value: 'BIN_Z1HpNXB9Q8jcHx4LzVp' }]);
	expect((await search('searchIndustries')).results).toHaveLength(14);
});

describe('options', () => {
	test('currencies come from Busha, in the order of their names', async () => {
		const { options } = await picker(emulator, {});
		const currencies = await options('getCurrencies');
		expect(currencies).toContainEqual({ name: 'Naira (NGN)', value: 'NGN' });
		expect(currencies.map(({ name }) => name)).toEqual(currencies.map(({ name }) => name).sort((a, b) => a.localeCompare(b)));
	});

	test.each([
		['the target currency', { sourceCurrency: 'NGN', targetCurrency: 'usdt' }, ['TRX', 'BSC', 'ETH', 'XPL']],
		['the source currency when there is no target', { sourceCurrency: 'BTC', targetCurrency: '' }, ['BTC']],
		['a currency without networks', { sourceCurrency: 'NGN', targetCurrency: 'NGN' }, []],
	])('networks are those of %s', async (_name, parameters, networks) => {
		const { options } = await picker(emulator, parameters);
		expect((await options('getNetworks')).map(({ value }) => value)).toEqual(networks);
	});

	test('a recipient names no currency, so the networks of all of them can be chosen, each once', async () => {
		const { options } = await picker(emulator, { resource: 'recipient', operation: 'create', recipientType: 'crypto' });
		const networks = (await options('getNetworks')).map(({ value }) => value);
		expect(networks).toEqual(expect.arrayContaining(['TRX', 'BTC', 'XLM', 'MATIC']));
		expect(new Set(networks).size).toBe(networks.length);
	});

	test.each([
		[{ recipientType: 'ngn_bank' }, 'NG', 'SAMPLE BANK (099999)'],
		[{ recipientType: 'kes_bank' }, 'KE', 'SAVANNA SAMPLE BANK (080201)'],
		[{ countryId: 'ke' }, 'KE', 'SAVANNA SAMPLE BANK (080201)'],
		[{ countryId: '' }, 'NG', 'SAMPLE BANK (099999)'],
	])('banks for %j are those of the country', async (parameters, country, bank) => {
		const { options } = await picker(emulator, parameters);
		expect((await options('getBanks')).map(({ name }) => name)).toContain(bank);
		expect(emulator.requests[0]?.query.country).toBe(country);
	});
});

describe('errors', () => {
	test('a wrong key tells what to check, and does not show the key', async () => {
		const { search } = await picker(emulator, {}, { secretKey: WRONG });
		const error: unknown = await search('searchCustomers').catch((problem: unknown) => problem);
		expect(error).toMatchObject({ httpCode: '401', description: expect.stringContaining('secret key in the credential') });
		for (const secret of [WRONG, ...secretsOf(emulator)]) expect(everything(error)).not.toContain(secret);
	});

	test('a list that does not come is an error of its own', async () => {
		emulator.fault({}, { kind: 'html', commit: false }, 10);
		const { options } = await picker(emulator, {});
		await expect(options('getCurrencies')).rejects.toThrow('The answer is not one of the Busha API');
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
