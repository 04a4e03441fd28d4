import { choice } from '../../fields/basic';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { referenceLookback } from '../../fields/payment';
import { referenceText } from '../../fields/reference';
import { byReference } from '../../money/byReference';
import { LOOKBACK_DAYS } from '../../money/order';
import { define } from '../operation';

const kind = choice(
	'kind',
	'Kind',
	[
		{ name: 'Any', value: 'any' },
		{ name: 'Conversion', value: 'convert' },
		{ name: 'Deposit', value: 'deposit' },
		{ name: 'Payout', value: 'payout' },
	],
	{ default: 'any', description: 'What the payment is. Payments of different kinds may share a reference.' },
);

/** Follows {@link https://docs.busha.io/api-reference/quotes/list-quotes}. */
export const findByReference = define({
	resource: 'transaction',
	operation: 'find',
	name: 'Find by Reference',
	action: 'Find payment by reference',
	description: 'Look up what became of the payment with a reference, as Busha shows it now',
	effect: 'read',
	fields: [
		onBehalfOf,
		referenceText('reference', 'Reference', {
			placeholder: 'payroll-2026-11-0042',
			description: 'The reference that the payment was given',
		}),
		optional(kind),
		collection('options', 'Options', 'Add Option', [referenceLookback]),
	],
	run: async (item) => {
		const { reference, kind: wanted = 'any', options } = item.input;
		const lookbackDays = options.referenceLookback ?? LOOKBACK_DAYS;
		return await byReference(item, { reference, kind: wanted === 'any' ? undefined : wanted, lookbackDays });
	},
});
