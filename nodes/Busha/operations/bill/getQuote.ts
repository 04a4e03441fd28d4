import type { IDataObject } from 'n8n-workflow';

import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { optional } from '../../fields/optional';
import { define } from '../operation';
import { billAmount, billRecipient, productCode } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/bill/get-a-purchase-quote}. */
export const getBillQuote = define({
	resource: 'bill',
	operation: 'getQuote',
	name: 'Get Quote',
	action: 'Get bill quote',
	description: 'See what a bill costs. Nothing is bought, and the rate is not held.',
	effect: 'read',
	fields: [onBehalfOf, productCode, billRecipient, billAmount, optional(currency('sourceCurrency', 'Source Currency'))],
	run: async ({ api, input }) => {
		const { productCode: product, amount, recipient, sourceCurrency } = input;
		const body = { product_code: product, amount, recipient, source_currency: sourceCurrency };
		return (await api.send<IDataObject>({ method: 'POST', path: '/v1/bill/quote', effect: 'read', body })).value;
	},
});
