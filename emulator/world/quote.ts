import type { Forms } from '../forms';
import { timestamp } from '../timestamps';
import type { Stored } from './collection';
import { omitEmpty, without } from './omit';
import type { RecipientDetails } from './recipient';
import { amountShown, destinationShown, extra, referenceShown } from './shown';

export type PayInType = 'balance' | 'address' | 'temporary_bank_account' | 'mobile_money' | 'direct_debit';
export type PayOutType =
	| 'balance'
	| 'address'
	| 'bank_transfer'
	| 'mobile_money'
	| 'paybill'
	| 'till'
	| 'savings'
	| 'direct_debit';

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
	narration?: string;
	payment_invoice_url?: string;
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

/** A quote as it is kept; see quoteAnswer() for what is shown of it. */
export interface Quote extends Stored {
	profile_id: string;
	source_currency: string;
	target_currency: string;
	source_amount: string;
	target_amount: string;
	quote_currency?: string;
	quote_amount?: string;
	rate: Rate;
	quote_rate?: Rate;
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

/** A quote as the API answers it; a crypto deposit in one currency shows no expiry, as seen in the field. */
export function quoteAnswer(record: Quote, forms: Forms): object {
	const quote = without(record, 'row', 'expiresAt');
	const { source_currency, target_currency, pay_in, pay_out } = quote;
	const hidesExpiry = source_currency === target_currency && pay_in.type === 'address';
	const answer = {
		...quote,
		source_amount: amountShown(quote.source_amount, forms),
		target_amount: amountShown(quote.target_amount, forms),
		quote_amount: amountShown(quote.quote_amount, forms),
		reference: referenceShown(quote.reference, forms),
		pay_in: { ...(forms.payerPhone ? pay_in : without(pay_in, 'phone')), ...extra(forms) },
		pay_out: { ...destinationShown(pay_out, forms), ...extra(forms) },
		expires_at: hidesExpiry ? undefined : timestamp(record.expiresAt),
		...extra(forms),
	};
	return omitEmpty(without(answer, ...forms.quoteHides));
}
