import type { IDataObject } from 'n8n-workflow';

import { queryNames } from '../../api/bodyNames';
import { getMany } from '../../api/list';
import { toggle } from '../../fields/basic';
import { collection } from '../../fields/group';
import { currency } from '../../fields/currency';
import { optional } from '../../fields/optional';
import { listOptions, paging } from '../../fields/paging';
import { define } from '../operation';

export const getCountries = define({
	resource: 'reference',
	operation: 'getCountries',
	name: 'Get Countries',
	action: 'Get countries',
	description: 'Retrieve the countries that Busha knows',
	effect: 'read',
	fields: [
		...paging,
		collection('filters', 'Filters', 'Add Filter', [
			optional(currency('currency', 'Currency')),
			toggle('deposit', 'Deposit', 'Whether to return the countries from which money can come in'),
			toggle('withdrawal', 'Withdrawal', 'Whether to return the countries to which money can go'),
		]),
		listOptions,
	],
	run: async ({ api, input }) => await getMany<IDataObject>(api, '/v1/countries', queryNames(input.filters), input),
});
