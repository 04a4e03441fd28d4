import type { IDataObject } from 'n8n-workflow';

/** The API's shapes, as far as this package looks into them. Everything else passes through unchanged. */
export interface Money {
	amount: string;
	currency: string;
}

export interface Fee extends IDataObject {
	name?: string;
	amount?: Money & IDataObject;
	converted_amount?: Money & IDataObject;
}

/** How money comes in or goes out: `pay_in` and `pay_out` of quotes and transfers. */
export interface Leg extends IDataObject {
	type?: string;
	recipient_id?: string;
	address?: string;
	network?: string;
	memo?: string;
	phone?: string;
	narration?: string;
	payment_invoice_url?: string;
	recipient_details?: IDataObject;
	expires_at?: string;
}

export interface Rate extends IDataObject {
	/** Units of the counter currency for one unit of the base currency, for purchases too. */
	rate?: string;
	/** `sell`: the source currency is the base. `buy`: the target currency is the base. */
	side?: string;
}

export interface Quote extends IDataObject {
	id: string;
	profile_id?: string;
	source_currency: string;
	target_currency: string;
	source_amount: string;
	target_amount: string;
	quote_currency?: string;
	quote_amount?: string;
	rate?: Rate;
	/** The rate of the quote currency to the source currency. */
	quote_rate?: Rate;
	fees?: Fee[];
	pay_in?: Leg;
	pay_out?: Leg;
	reversal_policy?: string;
	reference?: string;
	/** `pending`, `accepted` or `expired`. */
	status?: string;
	expires_at?: string;
	created_at?: string;
}

export interface Transfer extends IDataObject {
	id: string;
	quote_id?: string;
	profile_id?: string;
	status: string;
	status_description?: string;
	source_currency?: string;
	target_currency?: string;
	source_amount?: string;
	target_amount?: string;
	category?: string;
	rate?: Rate;
	pay_in?: Leg;
	pay_out?: Leg;
	error?: { code?: string; message?: string } & IDataObject;
}

export interface Customer extends IDataObject {
	id: string;
	email?: string;
	type?: string;
	status?: string;
}

export interface Recipient extends IDataObject {
	id: string;
	fields?: Array<{ name?: string; value?: string } & IDataObject>;
}

/** A value of a recipient. Busha answers with flat keys or with a list of fields, and has two names for some. */
export function recipientValue(recipient: Recipient, key: string): string | undefined {
	const names = [key, ...(OTHER_NAMES[key] ?? [])];
	for (const name of names) {
		const value = recipient[name] ?? recipient.fields?.find((field) => field.name === name)?.value;
		if (typeof value === 'string' && value !== '') return value;
	}
	return undefined;
}

const OTHER_NAMES: Readonly<Record<string, string[]>> = {
	currency: ['currency_id'],
	country_code: ['country_id'],
	address: ['crypto_address'],
	entity_type: ['legal_entity_type'],
};
