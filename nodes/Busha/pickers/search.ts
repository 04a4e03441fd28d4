import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Busha, Call } from '../api/client';
import { type Customer, type Recipient, recipientValue } from '../api/types';
import { profileOf } from '../fields/busha';
import { InputError } from '../fields/inputError';
import { listing } from './options';

const PAGE_SIZE = 100;
/** Busha searches for 3 to 100 characters; fewer are looked for on the page. */
const SEARCHABLE = { min: 3, max: 100 };

/** One page of a list for n8n's picker, which asks for the next one as the user scrolls. */
async function page<Row>(
	api: Busha,
	path: string,
	query: Call['query'],
	cursor: string | undefined,
	show: (row: Row) => INodeListSearchItems,
	filter = '',
): Promise<INodeListSearchResult> {
	const { data, pagination } = await api.envelope({ method: 'GET', path, effect: 'read', query: { ...query, cursor, limit: PAGE_SIZE } });
	const results = (Array.isArray(data) ? (data as Row[]) : []).map(show);
	const wanted = filter.toLowerCase();
	return {
		results: results.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
		paginationToken: pagination?.next_cursor || undefined,
	};
}

function showCustomer(customer: Customer): INodeListSearchItems {
	const person = [customer.first_name, customer.last_name].filter(Boolean).join(' ');
	const name = String(customer.business_name || person || customer.email || customer.id);
	return { name: `${name} (${customer.email ?? customer.id}, ${customer.status ?? 'unknown'})`, value: customer.id };
}

function showRecipient(recipient: Recipient): INodeListSearchItems {
	const shown = ['account_name', 'bank_name', 'network', 'account_number', 'phone_number', 'iban', 'address', 'currency'];
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

/** Busha's industries, which it publishes without an endpoint. */
const INDUSTRIES: Readonly<Record<string, string>> = {
	'Construction and Engineering': 'BIN_H9UvZYL1R3kzJx0LuvO',
	'Creatives and Designs': 'BIN_A3AtWYL6J9ssLs4AcxL',
	Education: 'BIN_C4UvTYR5V8jsOx5LmwQ',
	Entertainment: 'BIN_E1IxOSA9J9jcHx4LzVs',
	'Financial Services': 'BIN_B3QtRYL6J9ksKs2MbtK',
	'Government and Public Sector': 'BIN_B3TuLXR3S2gjRj8JnsX',
	Healthcare: 'BIN_A2StLXR3K2gjRj7JnqR',
	'Hospitality and Tourism': 'BIN_F7SuWXJ9P1jxHz8LyzM',
	Manufacturing: 'BIN_D5QsUYH7M8hrTx6KxyZ',
	'Real Estate and Property Management': 'BIN_C2HpWZT9L8tqXq7KjA8L',
	'Retail and eCommerce': 'BIN_E6RtVZH8O9iuQy7LzuL',
	Technology: 'BIN_Z1HpNXB9Q8jcHx4LzVp',
	Transportation: 'BIN_G8TvXYL0Q2jyIz9LwxN',
	Other: 'BIN_V1StGXR8Z5jdHi6BmyT',
};

/** Searchable lists for resource locators. */
export const listSearch = {
	async searchCustomers(this: ILoadOptionsFunctions, filter = '', cursor?: string): Promise<INodeListSearchResult> {
		const wanted = filter.trim().slice(0, SEARCHABLE.max);
		const query = wanted.length >= SEARCHABLE.min ? { q: wanted } : {};
		const onPage = wanted.length >= SEARCHABLE.min ? '' : wanted;
		return await listing(this, async (api) => await page<Customer>(api, '/v1/customers', query, cursor, showCustomer, onPage));
	},

	async searchIndustries(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const results = Object.entries(INDUSTRIES).map(([name, value]) => ({ name, value }));
		return { results: results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())) };
	},

	async searchRecipients(this: ILoadOptionsFunctions, filter?: string, cursor?: string): Promise<INodeListSearchResult> {
		return await listing(
			this,
			async (api) => await page<Recipient>(api.as(chosenProfile(this)), '/v1/recipients', {}, cursor, showRecipient, filter),
		);
	},
};
