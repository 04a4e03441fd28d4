import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { paymentLinkId } from '../../fields/ids';
import { define } from '../operation';
import { simpleLink } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/paymentlinks/retrieve-a-payment-link}. */
export const getPaymentLink = define({
	resource: 'paymentLink',
	operation: 'get',
	name: 'Get',
	action: 'Get payment link',
	description: 'Retrieve one payment link',
	effect: 'read',
	fields: [onBehalfOf, paymentLinkId],
	simple: simpleLink,
	run: async ({ api, input }) => await api.get<IDataObject>(path`/v1/payments/links/${input.paymentLinkId}`),
});
