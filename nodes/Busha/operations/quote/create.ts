import type { Quote } from '../../api/types';
import { choice } from '../../fields/basic';
import { currency, network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { recipientFor } from '../../fields/ids';
import { checkPapers } from '../../fields/papers';
import { amountFields, narration, paymentInvoiceUrl, reversalPolicy } from '../../fields/payment';
import { when } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional, relabelled } from '../../fields/optional';
import { referenceText } from '../../fields/reference';
import { homeOf, phone } from '../../fields/phone';
import { exactText, text } from '../../fields/text';
import { noteQuote } from '../../money/madeHere';
import { amountOf, type QuoteRequest } from '../../money/order';
import { define } from '../operation';
import { pricedQuote } from './simple';

const payInType = choice(
	'payInType',
	'Pay In Type',
	[
		{ name: 'Balance', value: 'balance', description: 'The money comes from the balance' },
		{ name: 'Crypto Address', value: 'address', description: 'The money comes to a crypto address' },
		{ name: 'Mobile Money', value: 'mobile_money', description: 'The money comes from a mobile money account' },
		{
			name: 'Temporary Bank Account',
			value: 'temporary_bank_account',
			description: 'The money comes by bank transfer',
		},
	],
	{ default: 'balance', description: 'Where the money comes from' },
);

const payOutType = choice(
	'payOutType',
	'Pay Out Type',
	[
		{ name: 'Balance', value: 'balance', description: 'The money stays in a balance' },
		{ name: 'Bank Transfer', value: 'bank_transfer', description: 'The money goes to a bank account' },
		{ name: 'Crypto Address', value: 'address', description: 'The money goes to a crypto address' },
		{ name: 'Direct Debit', value: 'direct_debit', description: 'The money goes to a direct debit' },
		{ name: 'Mobile Money', value: 'mobile_money', description: 'The money goes to a mobile money account' },
		{ name: 'Paybill', value: 'paybill', description: 'The money goes to a business number of M-Pesa' },
		{ name: 'Till', value: 'till', description: 'The money goes to a till number of M-Pesa' },
	],
	{ default: 'balance', description: 'Where the money goes' },
);

const BY_RECIPIENT = ['bank_transfer', 'direct_debit', 'mobile_money', 'paybill', 'till'];

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
		currency('sourceCurrency', 'Source Currency'),
		currency('targetCurrency', 'Target Currency'),
		...amountFields,
		payInType,
		when({ payInType: ['address'] }, network('payInNetwork', 'Pay In Network', 'sourceCurrency')),
		when({ payInType: ['mobile_money'] }, phone('payInPhone', 'Pay In Phone', {}, homeOf('sourceCurrency'))),
		payOutType,
		when({ payOutType: BY_RECIPIENT }, relabelled(recipientFor('payOutType'), { name: 'payOutRecipientId' })),
		when({ payOutType: ['address'] }, text('payOutAddress', 'Pay Out Address')),
		when({ payOutType: ['address'] }, network('payOutNetwork', 'Pay Out Network', 'targetCurrency')),
		when({ payOutType: ['address'] }, optional(exactText('payOutMemo', 'Pay Out Memo'))),
		when({ payOutType: BY_RECIPIENT }, optional(narration('payOutNarration', 'Pay Out Narration'))),
		when({ payOutType: BY_RECIPIENT }, optional(paymentInvoiceUrl('payOutInvoiceUrl', 'Pay Out Invoice URL'))),
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
			source_currency: input.sourceCurrency,
			target_currency: input.targetCurrency,
			...amountOf(input),
			pay_in: { type: input.payInType, network: input.payInNetwork, phone: input.payInPhone },
			pay_out: {
				type: input.payOutType,
				recipient_id: input.payOutRecipientId,
				address: input.payOutAddress,
				network: input.payOutNetwork,
				memo: input.payOutMemo,
				narration: input.payOutNarration,
				payment_invoice_url: input.payOutInvoiceUrl,
			},
			reversal_policy: input.additionalFields.reversalPolicy,
			reference: input.additionalFields.reference,
		};
		const { value } = await api.send<Quote>({ method: 'POST', path: '/v1/quotes', effect: 'draft', body });
		noteQuote(value.id);
		return value;
	},
});
