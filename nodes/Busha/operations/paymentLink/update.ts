import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { bodyNames } from '../../api/bodyNames';
import { onBehalfOf } from '../../fields/customer';
import { paymentLinkId } from '../../fields/ids';
import { collection } from '../../fields/group';
import { define } from '../operation';
import { changeable, description, linkStatus, name, targetAmount, targetCurrency, title } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/paymentlinks/update-a-payment-link}. */
export const updatePaymentLink = define({
	resource: 'paymentLink',
	operation: 'update',
	name: 'Update',
	action: 'Update payment link',
	description: 'Change parts of a payment link',
	effect: 'write',
	fields: [
		onBehalfOf,
		paymentLinkId,
		collection('updateFields', 'Update Fields', 'Add Field', [
			...changeable,
			description,
			linkStatus,
			name,
			targetAmount,
			targetCurrency,
			title,
		]),
	],
	run: async ({ api, input }) => {
		const url = path`/v1/payments/links/${input.paymentLinkId}`;
		const body = bodyNames(input.updateFields);
		return (await api.send<IDataObject>({ method: 'PATCH', path: url, effect: 'write', body })).value;
	},
});
