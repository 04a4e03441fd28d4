import type { IDataObject } from 'n8n-workflow';

import { queryNames } from '../../api/bodyNames';
import { whole } from '../../api/pages';
import { amount, choice, toggle } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { define } from '../operation';

const direction = choice(
	'direction',
	'Direction',
	[
		{ name: 'Deposit', value: 'deposit', description: 'Money that comes in' },
		{ name: 'Withdrawal', value: 'withdraw', description: 'Money that goes out' },
	],
	{ default: 'withdraw' },
);

const filters = collection('filters', 'Filters', 'Add Filter', [
	amount('amount', 'Amount', { description: 'Return the ways in which this amount can be paid' }),
	toggle('supportConversion', 'Support Conversion', 'Whether to return the ways that can pay in another currency'),
]);

export const getPaymentOptions = define({
	resource: 'reference',
	operation: 'getPaymentOptions',
	name: 'Get Payment Options',
	action: 'Get payment options',
	description: 'Retrieve the ways in which a currency can be paid in or out, with their limits and needs',
	effect: 'read',
	fields: [onBehalfOf, currency('currency', 'Currency'), direction, filters],
	simple: [
		'channel',
		'name',
		'currency',
		'minimum_amount',
		'maximum_amount',
		'minimum_fee',
		'maximum_fee',
		'support_conversion',
		'recommended',
		'meta',
	],
	run: async ({ api, input: { currency: code, direction: type, filters: more } }) =>
		await whole<IDataObject>(api, '/v1/quote/payment_options', { currency: code, type, ...queryNames(more) }),
});
