import type { IDataObject } from 'n8n-workflow';

import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';
import { billAmount, billRecipient, productCode, sourceCurrency } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/bill/get-a-purchase-quote}. */
export const getBillQuote = define({
	resource: 'bill',
	operation: 'getQuote',
	name: 'Get Quote',
	action: 'Get bill quote',
	description: 'See what a bill costs. Nothing is bought, and the rate is not held.',
	effect: 'read',
	fields: [onBehalfOf, productCode, billRecipient, billAmount, sourceCurrency],
	run: async ({ api, input }) => {
		const { productCode: product, amount, recipient, sourceCurrency: source } = input;
		const body = { product_code: product, amount, recipient, source_currency: source };
		return (await api.send<IDataObject>({ method: 'POST', path: '/v1/bill/quote', effect: 'read', body })).value;
	},
});
