import { amount, choice, toggle, wholeNumber } from './basic';
import { collection } from './group';
import { InputError } from './inputError';
import { optional } from './optional';
import { askedOfAgents, referenceText } from './reference';

/** Fields of operations that make a payment. */
export const reference = askedOfAgents(
	optional(
		referenceText('reference', 'Reference', {
			placeholder: 'payroll-2026-11-0042',
			description:
				'Your own unique ID of this payment, 12 to 64 characters. A second payment with the same reference, in this or any later execution, pays nothing and returns the first one.',
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
	{ default: 'conversion_only', description: 'What Busha refunds when the payment fails after the conversion' },
);

export const waitTimeout = wholeNumber(
	'waitTimeout',
	'Wait Timeout',
	'How many seconds to wait. A transfer that takes longer goes on, and the node ends with an error that says so.',
	{ initial: 300, min: 1 },
);

export const referenceLookback = wholeNumber(
	'referenceLookback',
	'Reference Lookback',
	'How many days back to look for an earlier payment with the same reference',
	{ initial: 30, min: 1 },
);

export const settlingTime = wholeNumber(
	'settlingTime',
	'Settling Time',
	'How many seconds to wait, before the first transfer with a reference, for other executions that use the same reference at the same moment. 0 turns it off.',
	{ initial: 2, min: 0 },
);

const guard = <Name extends string>(name: Name, displayName: string, description: string) =>
	amount(name, displayName, { description, placeholder: '', default: '' });

const options = collection('options', 'Options', 'Add Option', [
	toggle(
		'checkBalanceFirst',
		'Check Balance First',
		'Whether to add up what all items take, before the first payment, and to pay none of them if the available balances do not suffice. Source amounts count, and Maximum Source Amount where another amount is given.',
	),
	guard(
		'maxFee',
		'Maximum Fee',
		'The most that all fees together may cost, in the source currency. Above it, nothing is paid.',
	),
	guard('maxSourceAmount', 'Maximum Source Amount', 'The most that may leave the balance. Above it, nothing is paid.'),
	guard(
		'minRate',
		'Minimum Rate',
		'The fewest units of the target currency for one unit of the source currency. Below it, nothing is paid.',
	),
	referenceLookback,
	reversalPolicy,
	settlingTime,
	toggle('waitForCompletion', 'Wait for Completion', 'Whether to wait until the payment has succeeded or failed'),
	waitTimeout,
]);

/** The options of a payment from a balance. What is to be checked against a balance has to be known before it is quoted. */
export const paymentOptions: typeof options = {
	...options,
	read: (reading) => {
		const given = options.read(reading);
		if (!given.checkBalanceFirst || reading.before.amountType === 'source' || given.maxSourceAmount !== undefined)
			return given;
		throw new InputError(
			'Check Balance First cannot tell what this item takes from the balance',
			'Give a source amount, or add the option Maximum Source Amount.',
		);
	},
};
