import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { paymentRequestId } from '../../fields/ids';
import { optional } from '../../fields/optional';
import { sized } from '../../fields/shape';
import { exactText } from '../../fields/text';
import { define } from '../operation';
import { simpleRequest } from './fields';

const code = sized(exactText('code', 'Code', { description: 'The code that the payer got' }), { max: 6 });

export const finalizePaymentRequest = define({
	resource: 'paymentRequest',
	operation: 'finalize',
	name: 'Finalize',
	action: 'Finalize payment request',
	description: 'Confirm a payment from a balance at Busha with the code that the payer got',
	effect: 'write',
	fields: [onBehalfOf, paymentRequestId, optional(code)],
	simple: simpleRequest,
	run: async ({ api, input }) => {
		const url = path`/v1/payments/requests/${input.paymentRequestId}/finalize`;
		const body = { code: input.code };
		return (await api.send<IDataObject>({ method: 'POST', path: url, effect: 'write', body })).value;
	},
});
