import type { IDataObject } from 'n8n-workflow';

import { currency, network } from '../../fields/currency';
import { optional } from '../../fields/optional';
import { exactText, text } from '../../fields/text';
import { define } from '../operation';

export const validateAddress = define({
	resource: 'reference',
	operation: 'validateAddress',
	name: 'Validate Address',
	action: 'Validate crypto address',
	description: 'Check a crypto address before you pay to it',
	effect: 'read',
	fields: [
		currency('currency', 'Currency', { placeholder: 'USDT' }),
		network('network', 'Network', 'currency'),
		text('address', 'Address'),
		optional(exactText('memo', 'Memo')),
	],
	run: async ({ api, input: { currency: code, network: on, address, memo } }) => {
		const body = { type: 'address', currency: code, network: on, address, memo };
		return (await api.send<IDataObject>({ method: 'POST', path: '/v1/validate', effect: 'read', body })).value;
	},
});
