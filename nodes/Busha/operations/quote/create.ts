import type { Quote } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { checkPapers } from '../../fields/papers';
import { reversalPolicy } from '../../fields/payment';
import { referenceText } from '../../fields/reference';
import { noteQuote } from '../../money/madeHere';
import type { QuoteRequest } from '../../money/order';
import { define } from '../operation';
import { exchange, payer, payOut, requestOf } from './request';
import { pricedQuote } from './simple';

/** Follows {@link https://docs.busha.io/api-reference/quotes/create-a-new-quote}. */
export const createQuote = define({
	resource: 'quote',
	operation: 'create',
	name: 'Create',
	action: 'Create quote',
	description: 'Get a rate and the fees of a payment. A quote moves no money and holds for 30 minutes.',
	effect: 'write',
	fields: [
		onBehalfOf,
		...exchange,
		payer,
		...payOut,
		collection('additionalFields', 'Additional Fields', 'Add Field', [
			optional(
				referenceText('reference', 'Reference', {
					description: 'Your own unique ID of this payment, 12 to 64 characters',
				}),
			),
			reversalPolicy,
		]),
	],
	check: ({ payOutType: to, payOutNarration, payOutInvoiceUrl, ...input }) => {
		if (to === 'bank_transfer') checkPapers(input, payOutNarration, payOutInvoiceUrl);
	},
	simple: pricedQuote,
	run: async ({ api, input }) => {
		const body: QuoteRequest = {
			...requestOf(input),
			reversal_policy: input.additionalFields.reversalPolicy,
			reference: input.additionalFields.reference,
		};
		const { value } = await api.send<Quote>({ method: 'POST', path: '/v1/quotes', effect: 'draft', body });
		noteQuote(value.id);
		return value;
	},
});
