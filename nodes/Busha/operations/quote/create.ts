import type { Quote } from '../../api/types';
import { choice } from '../../fields/basic';
import { currency, network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { recipientFor } from '../../fields/ids';
import { amountFields, reversalPolicy } from '../../fields/payment';
import { when } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional, relabelled } from '../../fields/optional';
import { referenceText } from '../../fields/reference';
import { homeOf, phone } from '../../fields/phone';
import { exactText, text } from '../../fields/text';
import { noteQuote } from '../../money/madeHere';
import { amountOf, type QuoteRequest } from '../../money/order';
import { define } from '../operation';

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
		{ name: 'Mobile Money', value: 'mobile_money', description: 'The money goes to a mobile money account' },
	],
	{ default: 'balance', description: 'Where the money goes' },
);

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
		when(
			{ payOutType: ['bank_transfer', 'mobile_money'] },
			relabelled(recipientFor('payOutType'), { name: 'payOutRecipientId' }),
		),
		when({ payOutType: ['address'] }, text('payOutAddress', 'Pay Out Address')),
		when({ payOutType: ['address'] }, network('payOutNetwork', 'Pay Out Network', 'targetCurrency')),
		when({ payOutType: ['address'] }, optional(exactText('payOutMemo', 'Pay Out Memo'))),
		collection('additionalFields', 'Additional Fields', 'Add Field', [
			optional(
				referenceText('reference', 'Reference', {
					description: 'Your own unique ID of this payment, 12 to 64 characters',
				}),
			),
			reversalPolicy,
		]),
	],
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
			},
			reversal_policy: input.additionalFields.reversalPolicy,
			reference: input.additionalFields.reference,
		};
		const { value } = await api.send<Quote>({ method: 'POST', path: '/v1/quotes', effect: 'draft', body });
		noteQuote(value.id);
		return value;
	},
});
