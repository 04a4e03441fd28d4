import { choice } from '../../fields/basic';
import { currency, network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { amountFields, reference, referenceLookback, settlingTime } from '../../fields/payment';
import { when } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { homeOf, KENYAN, phone } from '../../fields/phone';
import { orderOf } from '../../money/order';
import { pay, settles } from '../../money/payment';
import { output } from '../../money/reported';
import { define } from '../operation';
import { simpleDeposit } from '../transfer/simple';

const method = choice(
	'method',
	'Method',
	[
		{ name: 'Bank Account', value: 'bankAccount', description: 'The payer transfers to a temporary bank account' },
		{ name: 'Crypto Address', value: 'cryptoAddress', description: 'The payer sends to an address on a blockchain' },
		{ name: 'Mobile Money', value: 'mobileMoney', description: 'The payer confirms on the phone' },
	],
	{ default: 'bankAccount', description: 'How the money comes in' },
);

/** Follows {@link https://docs.busha.io/api-reference/quotes/create-a-new-quote}. */
export const deposit = define({
	resource: 'transaction',
	operation: 'deposit',
	name: 'Deposit',
	action: 'Start deposit',
	description: 'Ask for a deposit into a balance. Show the payer what pay_in says.',
	effect: 'money',
	fields: [
		onBehalfOf,
		currency('sourceCurrency', 'Source Currency', { description: 'The currency that the payer sends' }),
		optional(
			currency('targetCurrency', 'Target Currency', {
				description: 'The currency of the balance that receives. Left blank, it is the source currency.',
				none: 'Same as the Source Currency',
			}),
		),
		method,
		when({ method: ['cryptoAddress'] }, network('network', 'Network', 'sourceCurrency')),
		when(
			{ method: ['mobileMoney'] },
			phone(
				'phone',
				'Phone',
				{ description: "The payer's phone number", placeholder: KENYAN },
				homeOf('sourceCurrency'),
			),
		),
		...amountFields,
		reference,
		collection('options', 'Options', 'Add Option', [referenceLookback, settlingTime]),
	],
	simple: simpleDeposit,
	settles,
	run: async (item) => {
		const { input } = item;
		const payIn = {
			bankAccount: { type: 'temporary_bank_account' },
			cryptoAddress: { type: 'address', network: input.network },
			mobileMoney: { type: 'mobile_money', phone: input.phone },
		}[input.method];
		const between = { ...input, targetCurrency: input.targetCurrency ?? input.sourceCurrency };
		return output(await pay(item, orderOf('deposit', between, { pay_in: payIn })));
	},
});
