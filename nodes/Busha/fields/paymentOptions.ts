import { amount, toggle } from './basic';
import type { Field } from './field';
import { collection } from './group';
import { InputError } from './inputError';
import { relabelled } from './optional';
import { narration, paymentInvoiceUrl, referenceLookback, reversalPolicy, settlingTime, waitTimeout } from './payment';

const guard = <Name extends string>(name: Name, displayName: string, description: string) =>
	amount(name, displayName, { description, placeholder: '', default: '' });

/** Who adds a switch wants it on. */
const switchedOn = <Name extends string>(field: Field<Name, boolean>): Field<Name, boolean> =>
	relabelled(field, { default: true });

const payoutOnly = <Name extends string>(field: Field<Name, string>): Field<Name, string> => ({
	...field,
	property: { ...field.property, displayOptions: { show: { '/operation': ['payout'] } } },
});

const options = collection('options', 'Options', 'Add Option', [
	switchedOn(
		toggle(
			'checkBalanceFirst',
			'Check Balance First',
			'Whether to add up what all items take before the first payment, and to pay none if the balances do not suffice. Source amounts count, or else Maximum Source Amount.',
		),
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
	payoutOnly(narration('narration', 'Narration')),
	payoutOnly(paymentInvoiceUrl('paymentInvoiceUrl', 'Payment Invoice URL')),
	referenceLookback,
	reversalPolicy,
	settlingTime,
	switchedOn(
		toggle('waitForCompletion', 'Wait for Completion', 'Whether to wait until the payment has succeeded or failed'),
	),
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
