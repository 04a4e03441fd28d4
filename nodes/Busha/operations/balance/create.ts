import type { IDataObject } from 'n8n-workflow';

import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';

/** Follows {@link https://docs.busha.io/api-reference/balances/create-currency-balance}. */
export const createBalance = define({
	resource: 'balance',
	operation: 'create',
	name: 'Create',
	action: 'Create balance',
	description: 'Open a balance in one more currency',
	effect: 'write',
	fields: [onBehalfOf, currency('currency', 'Currency')],
	run: async (item) => {
		const { api, input } = item;
		const find = async () => {
			const balances = await api.get<IDataObject[]>('/v1/balances', { currency: input.currency });
			return balances.find(({ currency: opened }) => opened === input.currency);
		};
		const call = { path: '/v1/balances', body: { currency: input.currency }, effect: 'write' } as const;
		return (await makeOnce(item, { call, finding: { key: input.currency, find } })).value;
	},
});
