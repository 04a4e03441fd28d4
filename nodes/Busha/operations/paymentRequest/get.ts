import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { paymentRequestId } from '../../fields/ids';
import { define } from '../operation';
import { simpleRequest } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/payment-requests/retrieve-a-payment-request}. */
export const getPaymentRequest = define({
	resource: 'paymentRequest',
	operation: 'get',
	name: 'Get',
	action: 'Get payment request',
	description: 'Retrieve one payment request and its current status',
	effect: 'read',
	fields: [paymentRequestId],
	simple: simpleRequest,
	run: async ({ api, input }) => {
		api.needPublicKey();
		return await api.get<IDataObject>(path`/v1/payments/requests/${input.paymentRequestId}`);
	},
});
