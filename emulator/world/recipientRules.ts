import { badRequest, invalidField, type FieldProblems } from '../errors';
import { findBank } from './banks';
import { addressPattern, CURRENCIES } from './currencies';
import type { RecipientCategory, RecipientRequest } from './recipient';

interface Kind {
	category: RecipientCategory;
	currency?: string;
	country?: string;
	required: ReadonlyArray<keyof RecipientRequest>;
}

const LOCAL_BANK = ['bank_name', 'bank_code', 'account_number', 'account_name'] as const;
const PHONE = ['phone_number', 'account_name'] as const;

/** The recipient types: what they are, and the fields each needs. */
export const KINDS: Readonly<Record<string, Kind>> = {
	ngn_bank: { category: 'bank', currency: 'NGN', country: 'NG', required: LOCAL_BANK },
	kes_bank: { category: 'bank', currency: 'KES', country: 'KE', required: LOCAL_BANK },
	usd_bank: {
		category: 'bank',
		currency: 'USD',
		country: 'US',
		required: ['entity_type', 'transfer_type', 'account_name', 'bank_name'],
	},
	gbp_bank: {
		category: 'bank',
		currency: 'GBP',
		country: 'GB',
		required: ['entity_type', 'account_name', 'bank_name', 'sort_code', 'account_number'],
	},
	mpesa_mobile_money: { category: 'mobile_money', currency: 'KES', country: 'KE', required: PHONE },
	mtn_mobile_money: { category: 'mobile_money', currency: 'GHS', country: 'GH', required: PHONE },
	paybill: { category: 'mobile_money', currency: 'KES', country: 'KE', required: ['account_number', 'account_name'] },
	till: { category: 'mobile_money', currency: 'KES', country: 'KE', required: ['account_name'] },
	crypto: { category: 'crypto', required: ['network', 'address', 'account_name'] },
};

const USD_TRANSFERS: Record<string, ReadonlyArray<keyof RecipientRequest>> = {
	ach: ['routing_number', 'account_number'],
	wire: ['routing_number', 'account_number'],
	swift: [
		'iban',
		'swift_code',
		'recipient_address',
		'intermediary_bank_name',
		'intermediary_bank_address',
		'intermediary_swift_code',
	],
};

/** The rules of a recipient that the OpenAPI file cannot express. */
export function checkRecipient(request: RecipientRequest): void {
	const kind = KINDS[request.type] as Kind;
	const transfer = request.type === 'usd_bank' ? (USD_TRANSFERS[request.transfer_type ?? ''] ?? []) : [];
	const fields: FieldProblems = {};
	for (const name of [...kind.required, ...transfer]) {
		if (!String(request[name] ?? '').trim()) fields[name] = [{ message: 'is required' }];
	}
	if (Object.keys(fields).length > 0) throw badRequest('Request validation failed', fields);
	if (kind.currency && request.currency !== undefined && request.currency !== kind.currency)
		throw invalidField('currency', `must be ${kind.currency}`);
	if (kind.country && request.country_code !== undefined && request.country_code !== kind.country)
		throw invalidField('country_code', `must be ${kind.country}`);
	checkMerchant(request);
	if (request.type === 'ngn_bank') checkNigerianAccount(request);
	if (request.type === 'kes_bank' && !findBank('KES', request.bank_code ?? ''))
		throw invalidField('bank_code', 'is not a known bank');
	if (request.type === 'mpesa_mobile_money' && !/^\+?254\d{9}$/.test(request.phone_number ?? '')) {
		throw invalidField('phone_number', 'must be a Kenyan phone number, like +254700000001');
	}
	if (kind.category === 'crypto') checkWallet(request);
}

/** Guides name the channel and an account number; the specification has fields of their own. */
function checkMerchant({ type, channel, account_number, till_number, paybill }: RecipientRequest): void {
	if (type === 'paybill' && !paybill && !channel) throw invalidField('paybill', 'is required');
	if (type === 'till' && !till_number && !(channel && account_number)) throw invalidField('till_number', 'is required');
}

function checkNigerianAccount({ bank_code, account_number }: RecipientRequest): void {
	if (!findBank('NGN', bank_code ?? '')) throw invalidField('bank_code', 'is not a known bank');
	if (!/^\d{10}$/.test(account_number ?? '')) throw invalidField('account_number', 'must have ten digits');
}

function checkWallet({ network = '', address = '' }: RecipientRequest): void {
	const known = [...CURRENCIES.values()].some(({ networks }) => networks.some(({ code }) => code === network));
	if (!known) throw badRequest(`Invalid network. ${network} is not supported`);
	if (!addressPattern(network).test(address)) throw invalidField('address', `is not a valid ${network} address`);
}
