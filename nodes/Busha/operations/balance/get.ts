import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';

/** Follows {@link https://docs.busha.io/api-reference/balances/list-all-balances}. */
export const getBalance = define({
	resource: 'balance',
	operation: 'get',
	name: 'Get',
	action: 'Get balance',
	description: 'Retrieve the balance of one currency',
	effect: 'read',
	fields: [onBehalfOf, currency('currency', 'Currency')],
	run: async ({ api, input }) => await api.get<IDataObject>(path`/v1/balances/${input.currency}`),
});
