import { choice, code, optional } from '../../fields/basic';
import { country } from '../../fields/busha';
import { type Field, when } from '../../fields/field';
import { digits, optionalText, text } from '../../fields/text';

const type = (...recipientType: string[]) => ({ recipientType });
const usd = (...transferType: string[]) => ({ recipientType: ['usd_bank'], transferType });

const local = type('ngn_bank', 'kes_bank');
const mobile = type('mpesa_mobile_money', 'mtn_mobile_money');
const swift = usd('swift');

const recipientType = choice(
	'recipientType',
	'Recipient Type',
	[
		{ name: 'Crypto', value: 'crypto', description: 'An address on a blockchain' },
		{ name: 'GBP Bank', value: 'gbp_bank', description: 'A bank account in the United Kingdom' },
		{ name: 'KES Bank', value: 'kes_bank', description: 'A bank account in Kenya' },
		{ name: 'M-Pesa', value: 'mpesa_mobile_money', description: 'A mobile money account' },
		{ name: 'MTN Mobile Money', value: 'mtn_mobile_money', description: 'A mobile money account' },
		{ name: 'NGN Bank', value: 'ngn_bank', description: 'A bank account in Nigeria' },
		{ name: 'USD Bank', value: 'usd_bank', description: 'A bank account in US dollars' },
	],
	{ default: 'ngn_bank' },
);

const entityType = choice(
	'entityType',
	'Entity Type',
	[
		{ name: 'Business', value: 'business' },
		{ name: 'Personal', value: 'personal' },
	],
	{ default: 'personal' },
);

const transferType = choice(
	'transferType',
	'Transfer Type',
	[
		{ name: 'ACH', value: 'ach' },
		{ name: 'SWIFT', value: 'swift' },
		{ name: 'Wire', value: 'wire' },
	],
	{ default: 'ach' },
);

export const bankCode = code('bankCode', 'Bank', 'getBanks', {
	loadOptionsDependsOn: ['recipientType', 'countryId'],
});

/** What each type of recipient needs. */
export const recipientFields = [
	recipientType,
	text('accountName', 'Account Name', { description: 'The name of the account holder' }),
	when(local, bankCode),
	when(local, optionalText('bankName', 'Bank Name', { description: 'Left blank, it is the name of the chosen bank' })),
	when(local, digits('accountNumber', 'Account Number')),
	when(type('usd_bank', 'gbp_bank'), entityType),
	when(type('usd_bank'), transferType),
	when(type('usd_bank', 'gbp_bank'), text('bankName', 'Bank Name')),
	when(type('gbp_bank'), digits('sortCode', 'Sort Code')),
	when(usd('ach', 'wire'), digits('routingNumber', 'Routing Number')),
	when(usd('ach', 'wire'), digits('accountNumber', 'Account Number')),
	when(type('gbp_bank'), digits('accountNumber', 'Account Number')),
	when(usd('wire'), optionalText('swiftCode', 'SWIFT Code')),
	when(swift, text('swiftCode', 'SWIFT Code')),
	when(swift, text('iban', 'IBAN')),
	when(swift, text('recipientAddress', 'Recipient Address')),
	when(swift, text('intermediaryBankName', 'Intermediary Bank Name')),
	when(swift, text('intermediaryBankAddress', 'Intermediary Bank Address')),
	when(swift, text('intermediarySwiftCode', 'Intermediary SWIFT Code')),
	when(mobile, digits('phoneNumber', 'Phone Number', { placeholder: '+254700000001' })),
	when(type('crypto'), code('network', 'Network', 'getNetworks')),
	when(type('crypto'), text('address', 'Address')),
	when(type('crypto'), optional(digits('memo', 'Memo'))),
] as const satisfies readonly Field[];

export const countryId = country('countryId', 'Country');
