import { currency, onBehalfOf } from '../../fields/busha';
import type { IDataObject } from 'n8n-workflow';
import { define } from '../operation';

export const createBalance = define({
	resource: 'balance',
	operation: 'create',
	name: 'Create',
	action: 'Create balance',
	description: 'Open a balance in one more currency',
	effect: 'write',
	fields: [onBehalfOf, currency('currency', 'Currency')],
	run: async ({ api, input }) => {
		const recover = async () => {
			const balances = await api.get<IDataObject[]>('/v1/balances', { currency: input.currency });
			return balances.find(({ currency: opened }) => opened === input.currency);
		};
		const body = { currency: input.currency };
		return (await api.send<IDataObject>({ method: 'POST', path: '/v1/balances', effect: 'write', body, recover })).value;
	},
});
