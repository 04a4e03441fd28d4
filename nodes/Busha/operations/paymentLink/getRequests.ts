import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { getMany } from '../../api/list';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { listOptions, paging, sort } from '../../fields/paging';
import { define } from '../operation';
import { requestStatus, simpleRequest } from '../paymentRequest/fields';
import { paymentLinkId } from './fields';

export const getPaymentLinkRequests = define({
	resource: 'paymentLink',
	operation: 'getRequests',
	name: 'Get Payment Requests',
	action: 'Get payment requests of a payment link',
	description: 'Retrieve who has used a payment link to pay, newest first',
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
