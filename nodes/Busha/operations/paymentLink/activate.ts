import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';
import { paymentLinkId } from './fields';

/** What an invoice is once it was activated. */
const ACTIVATED: readonly unknown[] = ['active', 'paid'];

export const activatePaymentLink = define({
	resource: 'paymentLink',
	operation: 'activate',
	name: 'Activate',
	action: 'Activate payment link',
	description: 'Open a draft invoice for payment. Busha emails it to the customer.',
	effect: 'write',
	fields: [onBehalfOf, paymentLinkId],
	run: async ({ api, input }) => {
		const url = path`/v1/payments/links/${input.paymentLinkId}`;
		const recover = async () => {
			const link = await api.get<IDataObject>(url);
			return ACTIVATED.includes(link.status) ? link : undefined;
		};
		return (await api.send<IDataObject>({ method: 'POST', path: `${url}/activate`, effect: 'write', recover })).value;
	},
});
