import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { paymentLinkId } from '../../fields/ids';
import { define } from '../operation';
import { simpleLink } from './fields';

export const activatePaymentLink = define({
	resource: 'paymentLink',
	operation: 'activate',
	name: 'Activate',
	action: 'Activate payment link',
	description: 'Make a draft payable. The customer of an invoice gets it by email.',
	effect: 'write',
	fields: [onBehalfOf, paymentLinkId],
	simple: simpleLink,
	run: async ({ api, input }) => {
		const url = path`/v1/payments/links/${input.paymentLinkId}`;
		const recover = async (): Promise<IDataObject | undefined> => {
			const link = await api.find<IDataObject>(url);
			return link?.status === 'active' ? link : undefined;
		};
		const call = { method: 'POST', path: `${url}/activate`, effect: 'write', recover } as const;
		return (await api.send<IDataObject>(call)).value;
	},
});
