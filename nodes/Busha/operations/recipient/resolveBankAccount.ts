import type { IDataObject } from 'n8n-workflow';

import { choice } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { isSlow } from '../../fields/notice';
import { optional } from '../../fields/optional';
import { exactText, text } from '../../fields/text';
import { define } from '../operation';
import { anyBank, countryId } from './fields';
import { sameName } from './names';

const channel = choice(
	'channel',
	'Channel',
	[
		{ name: 'Bank Transfer', value: 'bank_transfer' },
		{ name: 'Mobile Money', value: 'mobile_money' },
		{ name: 'Paybill', value: 'pay_bill' },
		{ name: 'Till', value: 'till' },
	],
	{ default: 'bank_transfer' },
);

/** Follows {@link https://docs.busha.io/api-reference/recipients/resolves-a-bank-account}. */
export const resolveBankAccount = define({
	resource: 'recipient',
	operation: 'resolveBankAccount',
	name: 'Resolve Bank Account',
	action: 'Resolve bank account',
	description: 'Look up the name of an account holder before you pay',
	effect: 'read',
	fields: [
		isSlow,
		onBehalfOf,
		currency('currencyId', 'Currency'),
		countryId,
		channel,
		anyBank,
		exactText('accountNumber', 'Account Number'),
		optional(
			text('expectedName', 'Expected Name', {
				description: 'Who should hold the account. The output says under name_matches whether the names agree.',
			}),
		),
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
		const { value: account } = await api.send<IDataObject>(asked);
		return input.expectedName === undefined
			? account
			: { ...account, name_matches: sameName(account.account_name, input.expectedName) };
	},
});
