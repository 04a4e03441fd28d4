import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { currency } from '../../fields/currency';
import { optional } from '../../fields/optional';
import { define } from '../operation';

export const getPairs = define({
	resource: 'reference',
	operation: 'getPairs',
	name: 'Get Pairs',
	action: 'Get pairs',
	description: 'Retrieve the pairs of currencies that can be exchanged, with their prices and limits',
	effect: 'read',
	fields: [
		optional(currency('base', 'Base', { none: 'All Currencies' })),
		optional(currency('counter', 'Counter', { none: 'All Currencies' })),
	],
	run: async ({ api, input: { base, counter } }) => await whole<IDataObject>(api, '/v1/pairs', { base, counter }),
});
