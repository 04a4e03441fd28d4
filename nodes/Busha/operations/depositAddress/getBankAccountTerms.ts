import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';
import { bankCurrency } from './fields';

export const getDepositBankAccountTerms = define({
	resource: 'depositAddress',
	operation: 'getBankAccountTerms',
	name: 'Get Bank Account Terms',
	action: 'Get terms of bank account for deposits',
	description: 'Retrieve the fees, limits and processing time of the bank account',
	effect: 'read',
	fields: [onBehalfOf, bankCurrency],
	run: async ({ api, input }) => await api.get<IDataObject>(path`/v1/virtual_bank_accounts/${input.currency}/terms`),
});
