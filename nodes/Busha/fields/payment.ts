import { amount, choice, wholeNumber } from './basic';
import { currency } from './currency';
import { when } from './field';
import { optional } from './optional';
import { askedOfAgents, referenceText } from './reference';
import { webAddress } from './shape';
import { text } from './text';

/** Fields of operations that make a payment. */
export const reference = askedOfAgents(
	optional(
		referenceText('reference', 'Reference', {
			placeholder: 'payroll-2026-11-0042',
			description:
				'Your own unique ID of this payment, 12 to 64 characters. A second payment with the same reference, in this or any later execution, pays nothing and returns the first one.',
			hint: 'Without it, a crashed execution that is started again pays again.',
		}),
	),
);

export const reversalPolicy = choice(
	'reversalPolicy',
	'Reversal Policy',
	[
		{
			name: 'Conversion Only',
			value: 'conversion_only',
			description: 'Refund the source currency when a payment fails',
		},
	],
	{ default: 'conversion_only', description: 'What is refunded when a payment fails after the conversion' },
);

export const waitTimeout = wholeNumber(
	'waitTimeout',
	'Wait Timeout (Seconds)',
	'How long to wait. A transfer that takes longer goes on, and the node ends with an error that says so.',
	{ initial: 300, min: 1 },
);

export const referenceLookback = wholeNumber(
	'referenceLookback',
	'Reference Lookback (Days)',
	'How far back to look for an earlier payment with the same reference',
	{ initial: 30, min: 1 },
);

export const settlingTime = wholeNumber(
	'settlingTime',
	'Settling Time (Seconds)',
	'How long to wait, before the first payment with a reference, for others that use it at the same moment. 0 turns it off.',
	{ initial: 2, min: 0 },
);

export const narration = <Name extends string>(name: Name, displayName: string) =>
	text(name, displayName, { description: 'What the payout is for. Bank payouts in USD need it.' });

export const paymentInvoiceUrl = <Name extends string>(name: Name, displayName: string) =>
	webAddress(name, displayName, {
		description:
			"The web address of an invoice. Bank payouts in USD of your business need it, and a person's above 10,000 USD.",
	});

const AMOUNT_TYPES = [
	{ name: 'Source Amount', value: 'source', description: 'What is paid, in the source currency' },
	{ name: 'Target Amount', value: 'target', description: 'What arrives, in the target currency' },
	{
		name: 'Quote Amount',
		value: 'quote',
		description: 'What it is worth in a third currency, a fiat one',
	},
] as const;

/** How much: the amount, and which side of the exchange it counts. */
export const amountFields = [
	choice('amountType', 'Amount Type', AMOUNT_TYPES, { default: 'source', description: 'Which side the amount counts' }),
	amount('amount', 'Amount', { description: 'A plain number, without separators' }),
	when(
		{ amountType: ['quote'] },
		currency('quoteCurrency', 'Quote Currency', { description: 'The fiat currency of the amount' }),
	),
] as const;
