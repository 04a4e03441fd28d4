import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { paymentLinkId } from '../../fields/ids';
import { define } from '../operation';

export const deletePaymentLink = define({
	resource: 'paymentLink',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete payment link',
	description: 'Delete a payment link, so that nobody can pay with it any more',
	effect: 'write',
	fields: [onBehalfOf, paymentLinkId],
	run: async ({ api, input }) => {
		const url = path`/v1/payments/links/${input.paymentLinkId}`;
		const recover = async (): Promise<'gone' | undefined> => {
			const link = await api.find<IDataObject>(url);
			return link === undefined || link.status === 'deleted' ? 'gone' : undefined;
		};
		await api.command({ method: 'DELETE', path: url, effect: 'write', recover });
		return { deleted: true };
	},
});
