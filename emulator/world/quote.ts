import type { Stored } from './collection';
import type { RecipientDetails } from './recipient';

export type PayInType = 'balance' | 'address' | 'temporary_bank_account' | 'mobile_money';
export type PayOutType = 'balance' | 'address' | 'bank_transfer' | 'mobile_money';

export interface PayIn {
	type: PayInType;
	network?: string;
	phone?: string;
	recipient_id?: string;
}

export interface PayOut {
	type: PayOutType;
	recipient_id?: string;
	address?: string;
	network?: string;
	memo?: string;
	recipient_details?: RecipientDetails;
}

export interface Rate {
	product?: string;
	rate: string;
	rate_explained?: string;
	side: 'buy' | 'sell';
	type: 'FIXED';
	source_currency: string;
	target_currency: string;
}

export interface Fee {
	name: string;
	amount: { amount: string; currency: string };
	type: 'FIXED' | 'PERCENTAGE';
}

/** The body of POST /v1/quotes, after the schema check. */
export interface QuoteRequest {
	source_currency: string;
	target_currency: string;
	source_amount?: string;
	target_amount?: string;
	quote_currency?: string;
	quote_amount?: string;
	reversal_policy?: 'conversion_only';
	reference?: string;
	pay_in?: PayIn;
	pay_out?: PayOut;
}

/** A quote as it is kept; the answer is this without `row`, `expiresAt` and `phone` of pay_in. */
export interface Quote extends Stored {
	profile_id: string;
	source_currency: string;
	target_currency: string;
	source_amount: string;
	target_amount: string;
	quote_currency?: string;
	quote_amount?: string;
	rate: Rate;
	fees: Fee[];
	pay_in: PayIn;
	pay_out: PayOut;
	reversal_policy?: string;
	reference: string;
	status: 'pending' | 'accepted' | 'expired';
	/** Epoch milliseconds of emulator time. */
	expiresAt: number;
	created_at: string;
	updated_at: string;
}
