import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { define } from '../operation';

/** Follows {@link https://docs.busha.io/api-reference/currencies/retrieve-supported-currencies}. */
export const getCurrencies = define({
	resource: 'reference',
	operation: 'getCurrencies',
	name: 'Get Currencies',
	action: 'Get currencies',
	description: 'Retrieve all currencies, with their networks and limits',
	effect: 'read',
	fields: [],
	run: async ({ api }) => await whole<IDataObject>(api, '/v1/currencies'),
});
