import { LoadOptionsContext } from 'n8n-core';
import {
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeProperties,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { properties } from '../../nodes/Busha/operations';
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
	/** The method behind the list of a field that the panel shows for these parameters, or that stands in a group of them. */
	const methodOf = (field: string): string => {
		const [group, inner] = field.includes('.') ? field.split('.') : [field];
		const shown = description.properties.find(
			(property) =>
				property.name === group &&
				NodeHelpers.displayParameter(parameters as INodeParameters, property, node, description),
		);
		const own = inner ? (shown?.options as INodeProperties[])?.find(({ name }) => name === inner) : shown;
		return own?.modes?.[0]?.typeOptions?.searchListMethod ?? `nothing shows ${field}`;
	};
	const search = async (name: string, filter?: string, cursor?: string): Promise<INodeListSearchResult> =>
		await (methods?.listSearch?.[name] as (...args: unknown[]) => Promise<INodeListSearchResult>).call(
			context,
			filter,
			cursor,
		);
	return {
		search,
		list: async (field: string, filter?: string): Promise<INodeListSearchItems[]> =>
			(await search(methodOf(field), filter)).results,
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

	const payout = { resource: 'transaction', operation: 'payout' };
	const quote = { resource: 'quote', operation: 'create' };
	test.each<[Parameters, string, string[]]>([
		[{ ...payout, destination: 'bankTransfer' }, 'recipientId', ['BANK']],
		[{ ...payout, destination: 'mobileMoney' }, 'recipientId', ['PHONE']],
		[{ ...payout, destination: 'paybill' }, 'recipientId', ['BUSINESS']],
		[{ ...payout, destination: 'till' }, 'recipientId', ['SHOP']],
		[{ ...quote, payOutType: 'till' }, 'payOutRecipientId', ['SHOP']],
		[{ ...quote, payOutType: 'bank_transfer' }, 'payOutRecipientId', ['BANK']],
		[{ ...quote, payOutType: 'mobile_money' }, 'payOutRecipientId', ['PHONE']],
		[{ resource: 'recipient', operation: 'delete' }, 'recipientId', ['BUSINESS', 'SHOP', 'WALLET', 'PHONE', 'BANK']],
	])('with %j, %s can be one that the money can go to', async (parameters, field, names) => {
		emulator.addRecipient({ account_name: 'BANK' });
		emulator.addRecipient({ type: 'mpesa_mobile_money', account_name: 'PHONE', phone_number: '+254700000001' });
		emulator.addRecipient({ type: 'crypto', account_name: 'WALLET', network: 'TRX', address: 'TSample0000001' });
		emulator.addRecipient({ type: 'till', account_name: 'SHOP', till_number: '20029' });
		emulator.addRecipient({ type: 'paybill', account_name: 'BUSINESS', paybill: '247', account_number: '1' });
		const { list } = await picker(emulator, parameters);
		expect((await list(field)).map(({ name }) => name.split(', ')[0])).toEqual(names);
	});

	test('are all shown when an expression gives the destination', async () => {
		emulator.addRecipient();
		emulator.addRecipient({ type: 'mpesa_mobile_money', phone_number: '+254700000001' });
		const { search } = await picker(emulator, { ...payout, destination: '={{ $json.to }}' });
		expect((await search('searchRecipients:destination')).results).toHaveLength(2);
	});

	test('an API that does not know the category is no reason to offer a recipient that the money cannot go to', async () => {
		const data = [
			{ id: '1', type: 'usd_bank', account_name: 'BANK' },
			{ id: '2', type: 'mtn_mobile_money', account_name: 'PHONE' },
			{ id: '3', type: 'paybill', category: 'mobile_money', account_name: 'PAYBILL' },
			{ id: '4', type: 'crypto', category: 'crypto', account_name: 'WALLET' },
			{ id: '5', account_name: 'UNKNOWN' },
			{ id: '7', type: 'ngn_bank_transfer', account_name: 'OLD BANK' },
			{ id: '6', type: 'new_kind', category: 'mobile_money', account_name: 'NEW' },
		];
		const body = { status: 'success', data };
		emulator.fault({ resource: 'recipients' }, { kind: 'answer', status: 200, commit: false, body }, 2);
		const { list } = await picker(emulator, { ...payout, destination: 'mobileMoney' });
		expect((await list('recipientId')).map(({ name }) => name)).toEqual(['PHONE', 'UNKNOWN', 'NEW']);
		expect(emulator.requests[0]?.query.category).toBe('mobile_money');
		const banks = await picker(emulator, { ...payout, destination: 'bankTransfer' });
		expect((await banks.list('recipientId')).map(({ name }) => name)).toEqual(['BANK', 'UNKNOWN', 'OLD BANK']);
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

describe('codes', () => {
	const deposit = { resource: 'transaction', operation: 'deposit', method: 'cryptoAddress' };
	const payout = { resource: 'transaction', operation: 'payout', destination: 'cryptoAddress' };
	const quote = { resource: 'quote', operation: 'create', payInType: 'address', payOutType: 'address' };
	const recipient = { resource: 'recipient', operation: 'create' };
	const resolve = { resource: 'recipient', operation: 'resolveBankAccount' };
	const picked = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: 'As it was shown' }) as never;
	const typed = (value: string) => ({ __rl: true, mode: 'code', value }) as never;

	test('currencies come from Busha, in the order of their names', async () => {
		const { list } = await picker(emulator, deposit);
		const currencies = await list('sourceCurrency');
		expect(currencies).toContainEqual({ name: 'Naira (NGN)', value: 'NGN' });
		expect(currencies.map(({ name }) => name)).toEqual(
			currencies.map(({ name }) => name).sort((a, b) => a.localeCompare(b)),
		);
	});

	test('are found by a part of their name, and by the code itself', async () => {
		const { list } = await picker(emulator, deposit);
		expect(await list('sourceCurrency', ' nAiRa')).toEqual([{ name: 'Naira (NGN)', value: 'NGN' }]);
		expect(await list('sourceCurrency', 'ngn')).toEqual([{ name: 'Naira (NGN)', value: 'NGN' }]);
		expect(await list('sourceCurrency', 'no such money')).toEqual([]);
	});

	test.each([
		[deposit, 'targetCurrency', 'Same as the Source Currency'],
		[resolve, 'bankCode', 'No Bank'],
		[{ resource: 'bill', operation: 'purchase' }, 'sourceCurrency', "Same as the Bill's Currency"],
		[{ resource: 'transaction', operation: 'getAll' }, 'filters.currency', 'Any Currency'],
		[{ resource: 'transfer', operation: 'getAll' }, 'filters.sourceCurrency', 'Any Currency'],
		[{ resource: 'customer', operation: 'create' }, 'address.countryId', "Same as the Customer's Country"],
	])('with %j, the list of %s begins with "%s", which leaves it blank', async (parameters, field, none) => {
		const { list } = await picker(emulator, parameters);
		const [first, ...others] = await list(field);
		expect(first).toEqual({ name: none, value: '' });
		expect(others.length).toBeGreaterThan(2);
		expect(others.every(({ value }) => value !== '')).toBe(true);
	});

	test('a required one has no choice that leaves it blank', async () => {
		const { list } = await picker(emulator, { ...payout, targetCurrency: 'USDT' });
		for (const field of ['sourceCurrency', 'targetCurrency', 'network'])
			expect((await list(field)).map(({ value }) => value)).not.toContain('');
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
		[
			'what comes in for a quote',
			'payInNetwork',
			{ ...quote, sourceCurrency: typed('USDT'), targetCurrency: picked('BTC') },
			USDT,
		],
		[
			'what goes out for a quote',
			'payOutNetwork',
			{ ...quote, sourceCurrency: typed('USDT'), targetCurrency: picked('BTC') },
			['BTC'],
		],
		['a currency that was picked from a list', 'network', { ...deposit, sourceCurrency: picked('BTC') }, ['BTC']],
		['a currency without networks', 'network', { ...payout, sourceCurrency: 'NGN', targetCurrency: 'NGN' }, []],
		['no currency yet', 'network', { ...payout, sourceCurrency: 'NGN', targetCurrency: picked('') }, []],
	])('networks for %s', async (_name, field, parameters, networks) => {
		const { list } = await picker(emulator, parameters);
		expect((await list(field)).map(({ value }) => value)).toEqual(networks);
	});

	test.each([
		['a recipient names no currency', { ...recipient, recipientType: 'crypto' }],
		['an expression gives the currency', { ...payout, targetCurrency: typed('={{ $json.currency }}') }],
	])('%s, so the networks of all of them can be chosen, each once', async (_why, parameters) => {
		const { list } = await picker(emulator, parameters);
		const networks = (await list('network')).map(({ value }) => value);
		expect(networks).toEqual(expect.arrayContaining(['TRX', 'BTC', 'XLM', 'MATIC']));
		expect(new Set(networks).size).toBe(networks.length);
		expect(calls(emulator)).toEqual(['GET /v1/currencies']);
	});

	const [SAMPLE, SAVANNA] = ['SAMPLE BANK (099999)', 'SAVANNA SAMPLE BANK (080201)'];
	test.each<[Parameters, object, string]>([
		[{ ...recipient, recipientType: 'ngn_bank' }, { country: 'NG' }, SAMPLE],
		[{ ...recipient, recipientType: 'kes_bank' }, { country: 'KE' }, SAVANNA],
		[{ ...resolve, countryId: 'ke' }, { country: 'KE' }, SAVANNA],
		[{ ...resolve, currencyId: picked('KES'), countryId: picked('KE') }, { country: 'KE', currency: 'KES' }, SAVANNA],
		[{ ...resolve, currencyId: typed('kes'), countryId: picked('') }, { currency: 'KES' }, SAVANNA],
		[{ ...resolve, currencyId: picked(''), countryId: picked('') }, { country: 'NG' }, SAMPLE],
		[{ ...resolve, countryId: typed('={{ $json.country }}') }, { country: 'NG' }, SAMPLE],
	])('banks for %j are those of %j', async (parameters, query, bank) => {
		const { list } = await picker(emulator, parameters);
		const banks = (await list('bankCode')).map(({ name }) => name);
		expect(banks).toContain(bank);
		expect(banks).not.toContain(bank === SAMPLE ? SAVANNA : SAMPLE);
		expect(emulator.requests[0]?.query).toEqual(query);
	});

	test('countries come from Busha, all pages of them', async () => {
		const { list } = await picker(emulator, { ...resolve });
		expect(await list('countryId')).toContainEqual({ name: 'Kenya (KE)', value: 'KE' });
		const page = (id: string, next?: string) =>
			emulator.fault(
				{ resource: 'countries' },
				{
					kind: 'answer',
					status: 200,
					commit: false,
					body: { status: 'success', data: [{ id, name: `Sample ${id}` }], pagination: { next_cursor: next } },
				},
			);
		page('TZ', 'more');
		page('UG');
		expect((await list('countryId')).map(({ value }) => value)).toEqual(['TZ', 'UG']);
	});

	test.each([
		['busha', 15],
		['bushaTrigger', 1],
		['bushaPollingTrigger', 1],
	])('every list of %s has a method', async (node, least) => {
		const { nodeTypes } = await engineParts(credentialsOf(emulator));
		const { methods, description } = nodeTypes.getByNameAndVersion(`n8n-nodes-busha.${node}`, 1);
		const listed = JSON.stringify(description.properties).matchAll(/"searchListMethod":"(.*?)"/g);
		const named = new Set([...listed].map(([, name = '']) => name));
		expect(Object.keys(methods?.listSearch ?? {}).sort()).toEqual([...named].sort());
		expect(named.size).toBeGreaterThanOrEqual(least);
	});

	test('no field of the panel asks for a list that n8n marks red when nothing is chosen', () => {
		expect(JSON.stringify(properties())).not.toContain('loadOptionsMethod');
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
		const { list } = await picker(emulator, { resource: 'transaction', operation: 'deposit' });
		await expect(list('sourceCurrency')).rejects.toThrow('The answer is not one of the Busha API');
	});

	test.each([
		['sourceCurrency', { resource: 'transaction', operation: 'convert' }],
		['network', { resource: 'transaction', operation: 'deposit', method: 'cryptoAddress', sourceCurrency: 'NOPE' }],
		['bankCode', { resource: 'recipient', operation: 'create', recipientType: 'ngn_bank' }],
		['countryId', { resource: 'recipient', operation: 'resolveBankAccount' }],
		['customerId', { resource: 'transaction', operation: 'payout' }],
		['recipientId', { resource: 'transaction', operation: 'payout', destination: 'bankTransfer' }],
		[
			'recipientId',
			{ resource: 'transaction', operation: 'payout', destination: 'mobileMoney', customerId: locator('=x') },
		],
	])('the list of %s, for %j, tells in words what went wrong', async (field, parameters) => {
		const body = { error: { name: 'bad_request', message: 'Not today' }, fields: { q: [{ reason: 'wrong' }] } };
		emulator.fault({}, { kind: 'answer', status: 400, commit: false, body }, 5);
		const { list } = await picker(emulator, parameters);
		const error = (await list(field).catch((problem: unknown) => problem)) as Error & { description: unknown };
		expect(error).toBeInstanceOf(Error);
		for (const text of [error.message, error.description, JSON.stringify(error)]) {
			expect(typeof text).toBe('string');
			expect(text).not.toMatch(/\[object|\[item|undefined/);
		}
		expect(String(error.message).length).toBeGreaterThan(10);
		expect(String(error.description).length).toBeGreaterThan(10);
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

describe('objects that Busha lists', () => {
	const ofCustomer = { customerId: locator('CUS_1') };

	test.each<[Parameters, string, string, object, string]>([
		[
			{ resource: 'transfer', operation: 'get' },
			'transferId',
			'/v1/transfers',
			{
				source_amount: '100',
				source_currency: 'NGN',
				target_currency: 'USDT',
				status: 'pending',
				created_at: '2026-11-05T10:00:00Z',
			},
			'100, NGN, USDT, pending, 2026-11-05',
		],
		[
			{ resource: 'transfer', operation: 'create' },
			'quoteId',
			'/v1/quotes',
			{ source_amount: '7', source_currency: 'NGN', target_currency: 'NGN', status: 'pending', reference: 'salary-1' },
			'7, NGN, NGN, pending, salary-1',
		],
		[
			{ resource: 'transaction', operation: 'get' },
			'transactionId',
			'/v1/transactions',
			{ description: 'Deposit', amount: '5', currency: 'NGN', type: 'deposits', status: 'completed' },
			'Deposit, 5, NGN, deposits, completed',
		],
		[
			{ resource: 'paymentLink', operation: 'get' },
			'paymentLinkId',
			'/v1/payments/links',
			{ name: 'Shoes', target_amount: '10', target_currency: 'USDT', status: 'active' },
			'Shoes, 10, USDT, active',
		],
		[
			{ resource: 'bill', operation: 'get' },
			'orderId',
			'/v1/bill/orders',
			{ recipient: '45', status: undefined },
			'45',
		],
	])('with %j, %s is chosen from %s of the customer', async (parameters, field, path, row, name) => {
		const body = { status: 'success', data: [{ id: 'one', ...row }, { id: 'two' }] };
		emulator.fault({ path }, { kind: 'answer', status: 200, commit: false, body });
		const { list } = await picker(emulator, { ...parameters, ...ofCustomer });
		expect(await list(field)).toEqual([
			{ name, value: 'one' },
			{ name: 'two', value: 'two' },
		]);
		expect(emulator.requests[0]).toMatchObject({ path, profileId: 'CUS_1' });
	});
});
