import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { country } from '../../fields/country';
import { currency } from '../../fields/currency';
import { optional } from '../../fields/optional';
import { define } from '../operation';

export const getBanks = define({
	resource: 'reference',
	operation: 'getBanks',
	name: 'Get Banks',
	action: 'Get banks',
	description: 'Retrieve the banks that can be paid to, with their codes',
	effect: 'read',
	fields: [
		optional(currency('currency', 'Currency', { none: 'All Currencies' })),
		optional(country('country', 'Country', { none: 'All Countries' })),
	],
	run: async ({ api, input: { currency: code, country: of } }) =>
		await whole<IDataObject>(api, '/v1/banks', { currency: code, country: of }),
});
