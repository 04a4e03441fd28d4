import { choice, toggle } from '../../fields/basic';
import { code } from '../../fields/code';
import { country } from '../../fields/country';
import { network } from '../../fields/currency';
import { type Field, when } from '../../fields/field';
import { optional } from '../../fields/optional';
import { KENYAN, phone } from '../../fields/phone';
import { addressLine, exactText, text } from '../../fields/text';

const type = (...recipientType: string[]) => ({ recipientType });
const usd = (...transferType: string[]) => ({ recipientType: ['usd_bank'], transferType });

const local = type('ngn_bank', 'kes_bank');
const mobile = type('mpesa_mobile_money', 'mtn_mobile_money');
const swift = usd('swift');

export const RECIPIENT_TYPES = [
	{ name: 'Crypto', value: 'crypto', description: 'An address on a blockchain' },
	{ name: 'GBP Bank', value: 'gbp_bank', description: 'A bank account in the United Kingdom' },
	{ name: 'KES Bank', value: 'kes_bank', description: 'A bank account in Kenya' },
	{ name: 'M-Pesa', value: 'mpesa_mobile_money', description: 'A mobile money account' },
	{ name: 'MTN Mobile Money', value: 'mtn_mobile_money', description: 'A mobile money account' },
	{ name: 'NGN Bank', value: 'ngn_bank', description: 'A bank account in Nigeria' },
	{ name: 'Paybill', value: 'paybill', description: 'A business number of M-Pesa' },
	{ name: 'Till', value: 'till', description: 'A till number of M-Pesa' },
	{ name: 'USD Bank', value: 'usd_bank', description: 'A bank account in US dollars' },
] as const;

const recipientType = choice('recipientType', 'Recipient Type', RECIPIENT_TYPES, { default: 'ngn_bank' });

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

const BANKS = { placeholder: '099999', follows: ['recipientType', 'currencyId', 'countryId'] };

/** A bank where one is needed only for accounts at banks. */
export const anyBank = optional(code('bankCode', 'Bank', 'getBanks', { ...BANKS, none: 'No Bank' }));

const bank = code('bankCode', 'Bank', 'getBanks', {
	...BANKS,
	description: 'From the list, or by the code or the whole name of the bank',
});

/** What each type of recipient needs. */
export const recipientFields = [
	recipientType,
	text('accountName', 'Account Name', { description: 'The name of the account holder' }),
	when(local, bank),
	when(
		local,
		optional(text('bankName', 'Bank Name', { description: 'Left blank, it is the name of the chosen bank' })),
	),
	when(type('paybill'), exactText('paybill', 'Paybill')),
	when(type('till'), exactText('tillNumber', 'Till Number')),
	when(type('ngn_bank', 'kes_bank', 'paybill'), exactText('accountNumber', 'Account Number')),
	when(type('usd_bank', 'gbp_bank'), entityType),
	when(type('usd_bank'), transferType),
	when(type('usd_bank', 'gbp_bank'), text('bankName', 'Bank Name')),
	when(type('gbp_bank'), exactText('sortCode', 'Sort Code')),
	when(usd('ach', 'wire'), exactText('routingNumber', 'Routing Number')),
	when(usd('ach', 'wire'), exactText('accountNumber', 'Account Number')),
	when(type('gbp_bank'), exactText('accountNumber', 'Account Number')),
	when(usd('wire'), optional(text('swiftCode', 'SWIFT Code'))),
	when(swift, text('swiftCode', 'SWIFT Code')),
	when(swift, text('iban', 'IBAN')),
	when(swift, addressLine('recipientAddress', 'Recipient Address')),
	when(swift, text('intermediaryBankName', 'Intermediary Bank Name')),
	when(swift, addressLine('intermediaryBankAddress', 'Intermediary Bank Address')),
	when(swift, text('intermediarySwiftCode', 'Intermediary SWIFT Code')),
	when(
		mobile,
		phone('phoneNumber', 'Phone Number', { placeholder: KENYAN }, ({ recipientType: of }) =>
			of === 'mtn_mobile_money' ? 'GH' : 'KE',
		),
	),
	when(type('crypto'), network('network', 'Network')),
	when(type('crypto'), text('address', 'Address')),
	when(type('crypto'), optional(exactText('memo', 'Memo'))),
	when(
		type('crypto'),
		optional(text('addressLabel', 'Address Label', { description: 'Left blank, it is the account name' })),
	),
	toggle('oneTime', 'One Time', 'Whether Busha keeps the recipient out of its lists'),
] as const satisfies readonly Field[];

export const ifExists = choice(
	'ifExists',
	'If Exists',
	[
		{ name: 'Create Another One', value: 'create', description: 'Save the account once more' },
		{
			name: 'Return Existing Recipient',
			value: 'returnExisting',
			description: 'Return the recipient with the same account as it is',
		},
	],
	{ default: 'create', description: 'What to do when a recipient with the same account exists' },
);

export const countryId = country('countryId', 'Country');
