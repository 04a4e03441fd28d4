import { choice } from '../../fields/basic';
import { currency, network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { recipientFor } from '../../fields/ids';
import { checkPapers } from '../../fields/papers';
import { amountFields, reference } from '../../fields/payment';
import { when } from '../../fields/field';
import { optional } from '../../fields/optional';
import { paymentOptions } from '../../fields/paymentOptions';
import { exactText, text } from '../../fields/text';
import { fundsSuffice } from '../../money/funds';
import { movesMoney } from '../../fields/notice';
import { orderOf } from '../../money/order';
import { pay, settles } from '../../money/payment';
import { output } from '../../money/reported';
import { define } from '../operation';
import { simpleTransfer } from '../transfer/simple';

const destination = choice(
	'destination',
	'Destination',
	[
		{ name: 'Bank Transfer', value: 'bankTransfer', description: 'Pay to a bank account' },
		{ name: 'Busha User', value: 'bushaUser', description: 'Pay to somebody who has an account at Busha' },
		{ name: 'Crypto Address', value: 'cryptoAddress', description: 'Pay to an address on a blockchain' },
		{ name: 'Mobile Money', value: 'mobileMoney', description: 'Pay to a mobile money account' },
		{ name: 'Paybill', value: 'paybill', description: 'Pay to a business number of M-Pesa' },
		{ name: 'Till', value: 'till', description: 'Pay to a till number of M-Pesa' },
	],
	{ default: 'bankTransfer', description: 'Where the money goes' },
);

const crypto = { destination: ['cryptoAddress'] };

/** Follows {@link https://docs.busha.io/api-reference/quotes/create-a-new-quote}. */
export const payout = define({
	resource: 'transaction',
	operation: 'payout',
	name: 'Payout',
	action: 'Make payout',
	description: 'Pay from a balance to a bank account, a mobile money account, a crypto address or a Busha user',
	effect: 'money',
	fields: [
		movesMoney,
		onBehalfOf,
		currency('sourceCurrency', 'Source Currency', { description: 'The currency of the balance that pays' }),
		currency('targetCurrency', 'Target Currency', { description: 'The currency that arrives' }),
		destination,
		when({ destination: ['bankTransfer', 'mobileMoney', 'paybill', 'till'] }, recipientFor('destination')),
		when(crypto, text('address', 'Address', { description: 'The address on the chosen network' })),
		when(
			{ destination: ['bushaUser'] },
			text('address', 'Busha User', { description: 'The user name or the email address at Busha' }),
		),
		when(crypto, network('network', 'Network', 'targetCurrency')),
		when(crypto, optional(exactText('memo', 'Memo', { description: 'The memo or tag, if the recipient needs one' }))),
		...amountFields,
		reference,
		paymentOptions,
	],
	check: ({ destination: to, options, ...input }) => {
		if (to === 'bankTransfer') checkPapers(input, options.narration, options.paymentInvoiceUrl);
	},
	simple: simpleTransfer,
	before: fundsSuffice,
	settles,
	run: async (item) => {
		const { destination: to, recipientId, address, network: on, memo, options } = item.input;
		const { narration, paymentInvoiceUrl: payment_invoice_url } = options;
		const byRecipient = { recipient_id: recipientId, narration, payment_invoice_url };
		const payOut = {
			bankTransfer: { type: 'bank_transfer', ...byRecipient },
			mobileMoney: { type: 'mobile_money', ...byRecipient },
			paybill: { type: 'paybill', ...byRecipient },
			till: { type: 'till', ...byRecipient },
			cryptoAddress: { type: 'address', address, network: on, memo, narration },
			bushaUser: { type: 'address', address, narration },
		}[to];
		return output(await pay(item, orderOf('payout', item.input, { pay_in: { type: 'balance' }, pay_out: payOut })));
	},
});
