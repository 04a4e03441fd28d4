import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { paymentRequestId } from '../../fields/ids';
import { optional } from '../../fields/optional';
import { sized } from '../../fields/shape';
import { exactText } from '../../fields/text';
import { unsettled } from '../../once/refusals';
import { define } from '../operation';
import { simpleRequest } from './fields';

const code = sized(exactText('code', 'Code', { description: 'The code that the payer got' }), { max: 6 });

/** What a request is once its payment was confirmed. A pending one may be confirmed all the same, and is not asked twice. */
const UNDER_WAY: readonly unknown[] = ['processing', 'completed', 'over_payment', 'under_payment'];

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
		const url = path`/v1/payments/requests/${input.paymentRequestId}`;
		const recover = async (): Promise<IDataObject> => {
			const request = await api.get<IDataObject>(url);
			if (UNDER_WAY.includes(request.status)) return request;
			throw unsettled('payment request', 'Busha does not show whether the payment was confirmed');
		};
		const call = { path: `${url}/finalize`, effect: 'write', body: { code: input.code }, recover } as const;
		return (await api.send<IDataObject>({ method: 'POST', ...call })).value;
	},
});
