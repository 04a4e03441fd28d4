import type { IDataObject } from 'n8n-workflow';

import { choice, optional } from '../../fields/basic';
import { currency, onBehalfOf } from '../../fields/busha';
import { digits } from '../../fields/text';
import { define } from '../operation';
import { bankCode, countryId } from './fields';

const channel = choice(
	'channel',
	'Channel',
	[
		{ name: 'Bank Transfer', value: 'bank_transfer' },
		{ name: 'Mobile Money', value: 'mobile_money' },
		{ name: 'Pay Bill', value: 'pay_bill' },
		{ name: 'Till', value: 'till' },
	],
	{ default: 'bank_transfer' },
);

export const resolveBankAccount = define({
	resource: 'recipient',
	operation: 'resolveBankAccount',
	name: 'Resolve Bank Account',
	action: 'Resolve bank account',
	description: 'Look up the name of an account holder before you pay',
	effect: 'read',
	fields: [
		onBehalfOf,
		currency('currencyId', 'Currency'),
		countryId,
		channel,
		optional(bankCode),
		digits('accountNumber', 'Account Number'),
	],
	run: async ({ api, input }) => {
		const body = {
			currency_id: input.currencyId,
			country_id: input.countryId,
			channel: input.channel,
			bank_code: input.bankCode,
			account_number: input.accountNumber,
		};
		const asked = { method: 'POST', path: '/v1/recipients/resolve-bank-account', effect: 'read', body } as const;
		return (await api.send<IDataObject>(asked)).value;
	},
});
