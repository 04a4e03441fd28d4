import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { amount } from '../../fields/basic';
import { onBehalfOf } from '../../fields/customer';
import { optional } from '../../fields/optional';
import { define } from '../operation';
import { bankCurrency } from './fields';

export const getDepositBankAccount = define({
	resource: 'depositAddress',
	operation: 'getBankAccount',
	name: 'Get Bank Account',
	action: 'Get bank account for deposits',
	description: 'Retrieve the bank account that pays into a balance',
	effect: 'read',
	fields: [
		onBehalfOf,
		bankCurrency,
		optional(amount('amount', 'Amount', { description: 'The amount of the deposit, where Busha asks for it' })),
	],
	run: async ({ api, input }) =>
		await api.get<IDataObject>(path`/v1/virtual_bank_accounts/${input.currency}`, { amount: input.amount }),
});
