import { choice } from '../../fields/basic';
import { currency, network } from '../../fields/currency';
import { type Field, type Values, when } from '../../fields/field';
import { recipientFor } from '../../fields/ids';
import { optional, relabelled } from '../../fields/optional';
import { amountFields, narration, paymentInvoiceUrl } from '../../fields/payment';
import { homeOf, KENYAN, phone } from '../../fields/phone';
import { exactText, text } from '../../fields/text';
import { amountOf, type QuoteRequest } from '../../money/order';

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

/** What is exchanged, and how the money comes in. */
export const exchange = [
	currency('sourceCurrency', 'Source Currency'),
	currency('targetCurrency', 'Target Currency'),
	...amountFields,
	payInType,
	when({ payInType: ['address'] }, network('payInNetwork', 'Pay In Network', 'sourceCurrency')),
] as const satisfies readonly Field[];

/** Who pays in by mobile money. */
export const payer = when(
	{ payInType: ['mobile_money'] },
	phone('payInPhone', 'Pay In Phone', { placeholder: KENYAN }, homeOf('sourceCurrency')),
);

/** How the money goes out. */
export const payOut = [
	payOutType,
	when({ payOutType: BY_RECIPIENT }, relabelled(recipientFor('payOutType'), { name: 'payOutRecipientId' })),
	when({ payOutType: ['address'] }, text('payOutAddress', 'Pay Out Address')),
	when({ payOutType: ['address'] }, network('payOutNetwork', 'Pay Out Network', 'targetCurrency')),
	when({ payOutType: ['address'] }, optional(exactText('payOutMemo', 'Pay Out Memo'))),
	when({ payOutType: BY_RECIPIENT }, optional(narration('payOutNarration', 'Pay Out Narration'))),
	when({ payOutType: BY_RECIPIENT }, optional(paymentInvoiceUrl('payOutInvoiceUrl', 'Pay Out Invoice URL'))),
] as const satisfies readonly Field[];

type Input = Values<typeof exchange> & Values<typeof payOut> & Partial<Values<[typeof payer]>>;

/** What these fields hold, as Busha takes it. */
export function requestOf(input: Input): QuoteRequest {
	return {
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
	};
}
