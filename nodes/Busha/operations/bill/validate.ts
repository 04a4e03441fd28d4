import type { IDataObject } from 'n8n-workflow';

import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';
import { accountType, billRecipient, checkedCategory, productCode } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/bill/validate-a-bill-recipient}. */
export const validateBill = define({
	resource: 'bill',
	operation: 'validate',
	name: 'Validate',
	action: 'Validate bill recipient',
	description: 'Look up the name behind a meter, smartcard or betting account',
	effect: 'read',
	fields: [onBehalfOf, checkedCategory, productCode, billRecipient, accountType],
	run: async ({ api, input }) => {
		const { category, productCode: product, recipient, accountType: account } = input;
		const body = { category, product_code: product, recipient, account_type: account };
		return (await api.send<IDataObject>({ method: 'POST', path: '/v1/bill/validate', effect: 'read', body })).value;
	},
});
