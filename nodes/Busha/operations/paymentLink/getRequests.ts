import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { getMany } from '../../api/list';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { paymentLinkId } from '../../fields/ids';
import { listOptions, paging, sort } from '../../fields/paging';
import { define } from '../operation';
import { requestStatus, simpleRequest } from '../paymentRequest/fields';

export const getPaymentLinkRequests = define({
	resource: 'paymentLink',
	operation: 'getRequests',
	name: 'Get Requests',
	action: 'Get payment requests of payment link',
	description: 'Retrieve who has paid, or was asked to pay, with a payment link',
	effect: 'read',
	fields: [
		onBehalfOf,
		paymentLinkId,
		...paging,
		collection('filters', 'Filters', 'Add Filter', [sort, requestStatus]),
		listOptions,
	],
	simple: simpleRequest,
	run: async ({ api, input }) => {
		const url = path`/v1/payments/links/${input.paymentLinkId}/requests`;
		return await getMany<IDataObject>(api, url, { ...input.filters }, input);
	},
});
