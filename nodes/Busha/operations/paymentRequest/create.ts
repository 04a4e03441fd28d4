import type { IDataObject } from 'n8n-workflow';

import { list } from '../../api/list';
import { choice } from '../../fields/basic';
import { currency, network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { when } from '../../fields/field';
import { optional } from '../../fields/optional';
import { amountFields } from '../../fields/payment';
import { homeOf, phone } from '../../fields/phone';
import { email } from '../../fields/shape';
import { text } from '../../fields/text';
import { amountOf } from '../../money/order';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';
import { payer } from '../quote/request';
import { simpleRequest } from './fields';

interface PaymentRequest extends IDataObject {
	id: string;
}

const payInType = choice(
	'payInType',
	'Pay In Type',
	[
		{ name: 'Busha Balance', value: 'balance', description: 'The payer has an account at Busha' },
		{ name: 'Crypto Address', value: 'address', description: 'The payer sends to a crypto address' },
		{ name: 'Direct Debit', value: 'direct_debit', description: 'The payer has agreed to a direct debit' },
		{ name: 'Mobile Money', value: 'mobile_money', description: 'The payer confirms on a phone' },
		{ name: 'Temporary Bank Account', value: 'temporary_bank_account', description: 'The payer transfers from a bank' },
	],
	{ default: 'address', description: 'How the payer pays' },
);

const NEWEST = { limit: 100 };

/** Follows {@link https://docs.busha.io/api-reference/payment-requests/create-a-payment-request}. */
export const createPaymentRequest = define({
	resource: 'paymentRequest',
	operation: 'create',
	name: 'Create',
	action: 'Create payment request',
	description: 'Ask somebody for a payment. Show the payer what pay_in says. Needs the public key.',
	effect: 'write',
	fields: [
		onBehalfOf,
		currency('sourceCurrency', 'Source Currency', { description: 'The currency that the payer sends' }),
		currency('targetCurrency', 'Target Currency', { description: 'The currency that you receive' }),
		...amountFields,
		payInType,
		when({ payInType: ['address'] }, network('payInNetwork', 'Pay In Network', 'sourceCurrency')),
		payer,
		when(
			{ payInType: ['direct_debit'] },
			text('payInRecipientId', 'Pay In Mandate ID', { description: "Busha's ID of what the payer has agreed to" }),
		),
		email('payerEmail', 'Payer Email'),
		optional(text('payerName', 'Payer Name')),
		optional(phone('payerPhone', 'Payer Phone', {}, homeOf('sourceCurrency'))),
		optional(text('reference', 'Reference', { description: 'Your own ID of this payment' })),
	],
	simple: simpleRequest,
	run: async (item) => {
		const { api, input } = item;
		api.needPublicKey();
		const { payInType: type, payInNetwork, payInPhone, payInRecipientId, payerEmail, payerName, payerPhone } = input;
		// With one of the node's own, a request is found again whatever Busha makes of its amounts.
		const { reference = item.ownReference } = input;
		const body: IDataObject = {
			source_currency: input.sourceCurrency,
			target_currency: input.targetCurrency,
			...amountOf(input),
			pay_in: { type, network: payInNetwork, phone: payInPhone, recipient_id: payInRecipientId },
			additional_info: { email: payerEmail, name: payerName, phone_number: payerPhone },
			reference,
		};
		const same = (request: PaymentRequest): boolean =>
			request.reference === reference || request.merchant_reference === reference;
		const alike = async (): Promise<PaymentRequest[]> =>
			(await list<PaymentRequest>(api, '/v1/payments/requests', { sort: 'desc' }, NEWEST)).filter(same);
		const call = { path: '/v1/payments/requests', body, effect: 'write' } as const;
		return (await makeOnce<PaymentRequest>(item, { call, finding: { alike, noun: 'payment request' } })).value;
	},
});
