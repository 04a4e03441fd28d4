import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { choice } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
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

export const getPaymentOptions = define({
	resource: 'reference',
	operation: 'getPaymentOptions',
	name: 'Get Payment Options',
	action: 'Get payment options',
	description: 'Retrieve the ways in which a currency can be paid in or out, with their limits and needs',
	effect: 'read',
	fields: [onBehalfOf, currency('currency', 'Currency'), direction],
	run: async ({ api, input: { currency: code, direction: type } }) =>
		await whole<IDataObject>(api, '/v1/quote/payment_options', { currency: code, type }),
});
