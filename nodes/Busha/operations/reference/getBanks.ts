import type { IDataObject } from 'n8n-workflow';

import { queryNames } from '../../api/bodyNames';
import { whole } from '../../api/pages';
import { toggle } from '../../fields/basic';
import { country } from '../../fields/country';
import { currency } from '../../fields/currency';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { define } from '../operation';

const filters = collection('filters', 'Filters', 'Add Filter', [
	optional(country('country', 'Country')),
	optional(currency('currency', 'Currency')),
	toggle('directDebit', 'Direct Debit', 'Whether to return the banks that take direct debits'),
]);

export const getBanks = define({
	resource: 'reference',
	operation: 'getBanks',
	name: 'Get Banks',
	action: 'Get banks',
	description: 'Retrieve the banks that can be paid to, with their codes',
	effect: 'read',
	fields: [filters],
	run: async ({ api, input }) => await whole<IDataObject>(api, '/v1/banks', queryNames(input.filters)),
});
