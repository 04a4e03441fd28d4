import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { type Parameters, payoutTo } from '../support/busha';
import { individual } from '../support/customers';
import { otherNodes } from '../support/package';
import { bareNode, type Work } from './peers/bare';
import { declarativeNode } from './peers/declarative';
import { addN8nNodes, VERSIONS } from './peers/n8nNodes';
import type { Contender, Step, World } from './run';

export const CUSTOMER = {
	type: 'individual',
	phone: '+2348000000001',
	country_id: 'NG',
	has_accepted_terms: true,
	first_name: 'Ada',
	last_name: 'Sample',
	birth_date: '24-12-2000',
	address: {
		country_id: 'NG',
		address_line_1: '1 Sample Close',
		city: 'Lagos',
		state: 'Lagos',
		postal_code: '100001',
	},
};

const quoteOf = (recipientId: string) => ({
	source_currency: 'NGN',
	target_currency: 'NGN',
	pay_in: { type: 'balance' },
	pay_out: { type: 'bank_transfer', recipient_id: recipientId },
});

/** What an item of each kind of work holds. */
export const customerItems = (count: number, first: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ email: `ada.${first + index}@gmail.com` }));
export const paymentItems = (count: number, first = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		amount: String(1000 + first + index),
		reference: `payroll-november-${first + index}`,
	}));

const busha = (parameters: Parameters): Step => ({
	type: 'n8n-nodes-busha.busha',
	typeVersion: 1,
	parameters: parameters as INode['parameters'],
	credential: 'bushaApi',
});

/** JSON with expressions in it, as one types it into the JSON body of an HTTP Request. */
const jsonBody = (body: object): Parameters => ({
	sendBody: true,
	specifyBody: 'json',
	jsonBody: `=${JSON.stringify(body)}`,
});

const http = (method: string, url: string, more: Parameters = {}): Step => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: VERSIONS.httpRequest,
	parameters: {
		method,
		url,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		...more,
	} as INodeParameters,
	credential: 'httpHeaderAuth',
});

const stripe = (parameters: Parameters): Step => ({
	type: 'n8n-nodes-base.stripe',
	typeVersion: VERSIONS.stripe,
	parameters: parameters as INodeParameters,
	credential: 'stripeApi',
});

function bare(name: string, work: Work): Step {
	otherNodes.set(`bench.${name}`, bareNode(work));
	return { type: `bench.${name}`, typeVersion: 1, parameters: {}, credential: 'bushaApi' };
}

function declarative({ url, recipientId }: World, parameters: Parameters): Step {
	const quote = quoteOf(recipientId);
	otherNodes.set(
		'bench.declarative',
		declarativeNode([
			{
				name: 'createCustomer',
				request: { baseURL: url, method: 'POST', url: '/v1/customers', body: CUSTOMER },
				body: { email: 'email' },
			},
			{
				name: 'createQuote',
				request: { baseURL: url, method: 'POST', url: '/v1/quotes', body: quote },
				body: { amount: 'source_amount', reference: 'reference' },
			},
			{
				name: 'createTransfer',
				request: { baseURL: url, method: 'POST', url: '/v1/transfers' },
				body: { quoteId: 'quote_id' },
			},
			{ name: 'getTransfer', request: { baseURL: url, method: 'GET', url: '=/v1/transfers/{{$parameter.id}}' } },
			{
				name: 'getTransactions',
				request: { baseURL: url, method: 'GET', url: '/v1/transactions', qs: { limit: 100 } },
				paged: true,
			},
		]),
	);
	return {
		type: 'bench.declarative',
		typeVersion: 1,
		parameters: parameters as INodeParameters,
		credential: 'bushaApi',
	};
}

/** Everything that a contender can do. */
interface Able {
	createCustomers: Contender['steps'];
	pay: Contender['steps'];
	getTransfers: Contender['steps'];
	list: Contender['steps'];
}

const PAGES: Parameters = {
	sendQuery: true,
	queryParameters: { parameters: [{ name: 'limit', value: '100' }] } as never,
	options: {
		pagination: {
			pagination: {
				paginationMode: 'updateAParameterInEachRequest',
				parameters: {
					parameters: [
						// The first request is sent before there is an answer.
						{ type: 'qs', name: 'cursor', value: '={{ $response.body?.pagination?.next_cursor }}' },
					],
				},
				paginationCompleteWhen: 'other',
				completeExpression: '={{ !$response.body.pagination?.next_cursor }}',
				limitPagesFetched: false,
				requestInterval: 0,
			},
		},
	} as never,
};

const pay = (url: string, recipientId: string, more: Parameters): Step[] => [
	http('POST', `${url}/v1/quotes`, {
		...jsonBody({
			...quoteOf(recipientId),
			source_amount: '{{ $json.amount }}',
			reference: '{{ $json.reference }}',
		}),
		...more,
	}),
	http('POST', `${url}/v1/transfers`, { ...jsonBody({ quote_id: '{{ $json.data.id }}' }), ...more }),
];

/** Twenty requests each minute and a little more, which is what Busha allows of quotes, transfers and customers. */
const BATCHES: Parameters = {
	options: { batching: { batch: { batchSize: 20, batchInterval: 60_050 } } } as never,
};

const ABLE: Record<string, Able> = {
	Busha: {
		createCustomers: () => [busha(individual({ email: '={{ $json.email }}' }))],
		pay: ({ recipientId }) => [
			busha(payoutTo(recipientId, { amount: '={{ $json.amount }}', reference: '={{ $json.reference }}' })),
		],
		getTransfers: () => [busha({ resource: 'transfer', operation: 'get', transferId: '={{ $json.id }}' })],
		list: () => [busha({ resource: 'transaction', operation: 'getAll', returnAll: true, simplify: false })],
	},
	'Busha, simplified': {
		createCustomers: () => [],
		pay: () => [],
		getTransfers: () => [],
		list: () => [busha({ resource: 'transaction', operation: 'getAll', returnAll: true, simplify: true })],
	},
	'HTTP Request': {
		createCustomers: ({ url }) => [
			http('POST', `${url}/v1/customers`, jsonBody({ ...CUSTOMER, email: '{{ $json.email }}' })),
		],
		pay: ({ url, recipientId }) => pay(url, recipientId, {}),
		getTransfers: ({ url }) => [http('GET', `=${url}/v1/transfers/{{ $json.id }}`)],
		list: ({ url }) => [
			http('GET', `${url}/v1/transactions`, PAGES),
			{ type: 'n8n-nodes-base.splitOut', typeVersion: VERSIONS.splitOut, parameters: { fieldToSplitOut: 'data' } },
		],
	},
	'HTTP Request, in batches': {
		createCustomers: ({ url }) => [
			http('POST', `${url}/v1/customers`, {
				...jsonBody({ ...CUSTOMER, email: '{{ $json.email }}' }),
				...BATCHES,
			}),
		],
		pay: ({ url, recipientId }) => pay(url, recipientId, BATCHES),
		getTransfers: () => [],
		list: () => [],
	},
	Stripe: {
		createCustomers: () => [
			stripe({
				resource: 'customer',
				operation: 'create',
				name: 'Ada Sample',
				additionalFields: { email: '={{ $json.email }}', phone: CUSTOMER.phone } as never,
			}),
		],
		pay: () => [
			stripe({
				resource: 'charge',
				operation: 'create',
				customerId: 'cus_sample',
				amount: '={{ Number($json.amount) }}',
				currency: 'NGN',
				source: 'card_sample',
				additionalFields: { description: '={{ $json.reference }}' } as never,
			}),
		],
		getTransfers: () => [stripe({ resource: 'charge', operation: 'get', chargeId: '={{ $json.id }}' })],
		list: () => [stripe({ resource: 'customer', operation: 'getAll', returnAll: true })],
	},
	Declarative: {
		createCustomers: (world) => [declarative(world, { operation: 'createCustomer', email: '={{ $json.email }}' })],
		pay: (world) => [
			declarative(world, {
				operation: 'createQuote',
				amount: '={{ $json.amount }}',
				reference: '={{ $json.reference }}',
			}),
			declarative(world, { operation: 'createTransfer', quoteId: '={{ $json.id }}' }),
		],
		getTransfers: (world) => [declarative(world, { operation: 'getTransfer', id: '={{ $json.id }}' })],
		list: (world) => [declarative(world, { operation: 'getTransactions' })],
	},
	'Bare loop': {
		createCustomers: () => [
			{
				...bare('createCustomers', async (send, _json, n8n, item) => {
					const email = n8n.getNodeParameter('email', item);
					return [(await send('POST', '/v1/customers', { ...CUSTOMER, email })).data as IDataObject];
				}),
				parameters: { email: '={{ $json.email }}' },
			},
		],
		pay: ({ recipientId }) => [
			bare('pay', async (send, { amount, reference }) => {
				const quote = { ...quoteOf(recipientId), source_amount: amount, reference };
				const { id } = (await send('POST', '/v1/quotes', quote)).data as IDataObject;
				return [(await send('POST', '/v1/transfers', { quote_id: id })).data as IDataObject];
			}),
		],
		getTransfers: () => [
			bare('getTransfers', async (send, { id }) => [
				(await send('GET', `/v1/transfers/${String(id)}`)).data as IDataObject,
			]),
		],
		list: () => [
			bare('list', async (send) => {
				const rows: IDataObject[] = [];
				let cursor = '';
				do {
					const { data, pagination } = await send('GET', `/v1/transactions?limit=100${cursor}`);
					for (const row of data as IDataObject[]) rows.push(row);
					cursor = pagination?.next_cursor ? `&cursor=${encodeURIComponent(pagination.next_cursor)}` : '';
				} while (cursor !== '');
				return rows;
			}),
		],
	},
};

/**
 * Those who can do a piece of work, by their names. "HTTP Request, in batches" only has to be where limits are, "Busha,
 * simplified" where lists are.
 */
export function contenders(work: keyof Able, names: readonly string[], settings: Partial<INode> = {}): Contender[] {
	addN8nNodes();
	return names.map((name) => {
		const able = ABLE[name];
		if (!able) throw new Error(`Nobody is called ${name}`);
		return { name, steps: able[work], settings };
	});
}

/** Adds up the whole history. */
export const totals: Record<string, Contender['steps']> = {
	Busha: () => [busha({ resource: 'transaction', operation: 'getTotals' })],
	'HTTP Request': (world) => [
		...(ABLE['HTTP Request']?.list(world) ?? []),
		{
			type: 'n8n-nodes-base.summarize',
			typeVersion: VERSIONS.summarize,
			parameters: {
				fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'amount' }] },
				fieldsToSplitBy: 'currency, is_credit',
				options: {},
			},
		},
	],
};

export const PEERS = ['Busha', 'HTTP Request', 'Stripe', 'Declarative', 'Bare loop'] as const;
