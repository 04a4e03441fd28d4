import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { choices } from '../../fields/choices';
import { collection } from '../../fields/group';
import { define } from '../operation';

const filters = collection('filters', 'Filters', 'Add Filter', [
	choices(
		'type',
		'Type',
		'a type of currency',
		[
			{ name: 'Cryptocurrency', value: 'crypto' },
			{ name: 'Fiat Currency', value: 'fiat' },
			{ name: 'Stablecoin', value: 'stablecoin' },
		],
		{ description: 'Return currencies of one of these types' },
	),
]);

/** Follows {@link https://docs.busha.io/api-reference/currencies/retrieve-supported-currencies}. */
export const getCurrencies = define({
	resource: 'reference',
	operation: 'getCurrencies',
	name: 'Get Currencies',
	action: 'Get currencies',
	description: 'Retrieve all currencies, with their networks and limits',
	effect: 'read',
	fields: [filters],
	simple: ['code', 'name', 'type', 'precision', 'deposit', 'withdrawal', 'default_network', 'supported_networks'],
	run: async ({
		api,
		input: {
			filters: { type = [] },
		},
	}) => await whole<IDataObject>(api, '/v1/currencies', { type: type.join(',') || undefined }),
});
