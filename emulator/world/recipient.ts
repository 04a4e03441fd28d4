import type { Stored } from './collection';
import { omitEmpty } from './omit';

export type RecipientCategory = 'bank' | 'mobile_money' | 'crypto';

/** The body of POST /v1/recipients, after the schema check. */
export interface RecipientRequest {
	type: string;
	channel?: string;
	currency?: string;
	country_code?: string;
	entity_type?: string;
	transfer_type?: string;
	account_name?: string;
	bank_name?: string;
	bank_code?: string;
	account_number?: string;
	sort_code?: string;
	routing_number?: string;
	swift_code?: string;
	iban?: string;
	phone_number?: string;
	network?: string;
	address?: string;
	memo?: string;
	recipient_address?: string;
	intermediary_bank_name?: string;
	intermediary_bank_address?: string;
	intermediary_swift_code?: string;
	address_label?: string;
	till_number?: string;
	paybill?: string;
	one_time?: boolean;
}

/** A recipient as it is kept: the flat form. */
export interface Recipient extends Stored, Omit<RecipientRequest, 'channel'> {
	profile_id: string;
	object: 'recipients';
	category: RecipientCategory;
	active: boolean;
	owned_by_customer: boolean;
	created_at: string;
	updated_at: string;
}

/** What a payout quote and transfer say about the recipient. */
export interface RecipientDetails {
	account_name?: string;
	account_number?: string;
	bank_name?: string;
	bank_code?: string;
	country_code?: string;
	phone_number?: string;
	iban?: string;
	email?: string;
}

/** What a payout says about its recipient. */
export function detailsOf({
	account_name,
	account_number,
	bank_name,
	bank_code,
	country_code,
	phone_number,
	iban,
}: Recipient): RecipientDetails {
	return omitEmpty({ account_name, account_number, bank_name, bank_code, country_code, phone_number, iban });
}
