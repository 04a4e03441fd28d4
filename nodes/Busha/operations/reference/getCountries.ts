import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../api/list';
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
		collection('filters', 'Filters', 'Add Filter', [optional(currency('currency', 'Currency'))]),
		listOptions,
	],
	run: async ({ api, input }) => await getMany<IDataObject>(api, '/v1/countries', { ...input.filters }, input),
});
