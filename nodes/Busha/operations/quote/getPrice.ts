import type { Quote } from '../../api/types';
import { define } from '../operation';
import { exchange, payOut, requestOf } from './request';
import { pricedQuote } from './simple';

export const getPrice = define({
	resource: 'quote',
	operation: 'getPrice',
	name: 'Get Price',
	action: 'Get price',
	description: 'Get a rate and the fees of a payment without a quote. It cannot be executed.',
	effect: 'read',
	fields: [...exchange, ...payOut],
	simple: pricedQuote,
	run: async ({ api, input }) => {
		const call = {
			method: 'POST',
			path: '/v1/quotes/unauthenticated',
			effect: 'read',
			body: requestOf(input),
		} as const;
		return (await api.send<Quote>(call)).value;
	},
});
