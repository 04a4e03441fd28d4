import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Busha, Call } from '../api/client';
import { page as pageOf, whole } from '../api/pages';
import { type Customer, type Recipient, recipientValue } from '../api/types';
import { profileOf } from '../fields/customer';
import { InputError } from '../fields/inputError';
import { matching, type Search } from './listing';

/** Busha searches for 3 to 100 characters; fewer are looked for in the names of the rows. */
const SEARCHABLE = { min: 3, max: 100 };
/** Shorter letters and digits are found by chance in IDs, which are random. */
const LONG = 6;

interface Source<Row> {
	url: string;
	query?: Call['query'];
	/** Where n8n goes on as the user scrolls. */
	cursor?: string;
	show: (row: Row) => INodeListSearchItems;
	filter?: string;
	/** Whether a row belongs to the list at all. */
	fits?: (row: Row) => boolean;
}

/**
 * The next rows that match. Reads on until a page holds one, or the list ends: n8n does not ask for another page after
 * an empty one.
 */
async function search<Row>(
	api: Busha,
	{ url, query, cursor, show, filter = '', fits = () => true }: Source<Row>,
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const matches = ({ name, value }: INodeListSearchItems): boolean =>
		name.toLowerCase().includes(wanted) || (wanted.length >= LONG && String(value).toLowerCase().includes(wanted));
	const read = new Set<string | undefined>();
	for (let next = cursor; ; ) {
		read.add(next);
		const page = await pageOf<Row>(api, url, { ...query, cursor: next });
		const results = page.rows.filter(fits).map(show).filter(matches);
		const end = page.next === undefined || read.has(page.next);
		if (end || results.length > 0) return { results, paginationToken: end ? undefined : page.next };
		next = page.next;
	}
}

function showCustomer(customer: Customer): INodeListSearchItems {
	const person = [customer.first_name, customer.last_name].filter(Boolean).join(' ');
	const name = String(customer.business_name || person || customer.email || customer.id);
	return { name: `${name} (${customer.email ?? customer.id}, ${customer.status ?? 'unknown'})`, value: customer.id };
}

function showRecipient(recipient: Recipient): INodeListSearchItems {
	const shown = [
		'account_name',
		'bank_name',
		'network',
		'account_number',
		'phone_number',
		'iban',
		'address',
		'currency',
	];
	const parts = shown.map((key) => recipientValue(recipient, key)).filter(Boolean);
	return { name: parts.join(', ') || recipient.id, value: recipient.id };
}

/** The customer chosen in the panel. One that cannot be told is an error, never the business's own list. */
function chosenProfile(n8n: ILoadOptionsFunctions): string | undefined {
	try {
		return profileOf(n8n.getCurrentNodeParameter('customerId'), n8n.getNode().parameters.customerId);
	} catch (problem) {
		throw problem instanceof InputError ? problem.within('Customer ID:') : problem;
	}
}

interface Industry {
	id: string;
	name: string;
}

/** The category of the recipients that a destination can be paid to, by the destination's names. */
const CATEGORIES: Readonly<Record<string, string>> = {
	bankTransfer: 'bank',
	bank_transfer: 'bank',
	mobileMoney: 'mobile_money',
	mobile_money: 'mobile_money',
	paybill: 'mobile_money',
	till: 'mobile_money',
};

/** Destinations whose recipients are of a type of their own. */
const MERCHANTS: readonly string[] = ['paybill', 'till'];

/** Whether a recipient may be paid to at a destination. Busha's older form of recipients shows only the type, which tells it. */
function isFor(destination: string, { type, category: shown }: Recipient): boolean {
	const told = /^(?:\w+_)?(bank|mobile_money|paybill|till)(?:_transfer)?$/.exec(String(type))?.[1];
	if (MERCHANTS.includes(destination) || MERCHANTS.includes(told ?? '')) return told === destination;
	const own = told ?? shown;
	return own === undefined || own === CATEGORIES[destination];
}

/** What tells payments apart. */
const PAYMENT = ['source_amount', 'source_currency', 'target_currency', 'status', 'reference', 'created_at'];

/** The newest objects of the chosen customer, shown by these of their values. */
function newest(url: string, keys: readonly string[], query: Call['query'] = { sort: 'desc' }): Search {
	const show = (row: IDataObject & { id: string }): INodeListSearchItems => {
		const values = keys.map((key) => (key === 'created_at' ? String(row[key] ?? '').slice(0, 10) : row[key]));
		return {
			name: values.filter((value) => typeof value === 'string' && value !== '').join(', ') || row.id,
			value: row.id,
		};
	};
	return async ({ api, n8n, filter, cursor }) =>
		await search(api.as(chosenProfile(n8n)), { url, query, cursor, show, filter });
}

/** Searchable lists of objects, under the names by which fields ask for them. */
export const SEARCHES: Readonly<Record<string, Search>> = {
	searchCustomers: async ({ api, filter, cursor }) => {
		const wanted = filter.trim().slice(0, SEARCHABLE.max);
		const how = wanted.length >= SEARCHABLE.min ? { query: { q: wanted } } : { filter: wanted };
		return await search<Customer>(api, { url: '/v1/customers', cursor, show: showCustomer, ...how });
	},

	// Busha takes no order here.
	searchOrders: newest('/v1/bill/orders', ['recipient', 'amount', 'currency', 'status', 'created_at'], {}),
	searchPaymentLinks: newest('/v1/payments/links', [
		'name',
		'target_amount',
		'target_currency',
		'status',
		'created_at',
	]),
	searchPaymentRequests: newest('/v1/payments/requests', PAYMENT),
	searchQuotes: newest('/v1/quotes', PAYMENT),
	searchTransactions: newest('/v1/transactions', ['description', 'amount', 'currency', 'type', 'status', 'created_at']),
	searchTransfers: newest('/v1/transfers', PAYMENT),

	searchIndustries: async ({ api, filter }) => {
		const industries = await whole<Industry>(api, '/v1/customers/industries');
		return {
			results: matching(
				industries.map(({ id, name }) => ({ name, value: id })),
				filter,
			),
		};
	},

	/** The recipients of the chosen customer that the destination can be paid to; all of them where it is not known. */
	searchRecipients: async ({ api, n8n, values: [destination = ''], filter, cursor }) => {
		const category = CATEGORIES[destination];
		return await search<Recipient>(api.as(chosenProfile(n8n)), {
			url: '/v1/recipients',
			query: { sort: 'desc', category },
			cursor,
			show: showRecipient,
			filter,
			fits: category === undefined ? undefined : (recipient) => isFor(destination, recipient),
		});
	},
};
