import type { Stored } from './collection';
import { omitEmpty, without } from './omit';
import type { Fee, PayIn, PayOut, Rate } from './quote';
import type { RecipientDetails } from './recipient';
import type { Timeline } from './timeline';

export type TransferStatus =
	| 'pending' | 'processing' | 'funds_received' | 'funds_converted' | 'outgoing_payment_sent'
	| 'funds_delivered' | 'funds_not_delivered' | 'funds_refunded';

/** A pay-in leg with what the payer must know, and later what arrived. */
export interface TransferPayIn extends Omit<PayIn, 'phone'> {
	address?: string;
	memo?: string;
	recipient_details?: RecipientDetails;
	expires_at?: string;
	blockchain_hash?: string;
	blockchain_url?: string;
	from_address?: string;
}

/** A transfer as it is kept; the answer is this without `row` and `steps`. */
export interface Transfer extends Stored {
	profile_id: string;
	quote_id: string;
	reference: string;
	description: string;
	sub_description?: string;
	source_currency: string;
	target_currency: string;
	source_amount: string;
	target_amount: string;
	trade?: 'buy' | 'sell';
	category: 'deposit' | 'withdrawal' | 'conversion' | 'buy' | 'sell';
	rate: Rate;
	fees: Fee[];
	pay_in: TransferPayIn;
	pay_out: PayOut & { blockchain_hash?: string; session_id?: string };
	status: TransferStatus;
	timeline: Timeline;
	error?: { code: string; message: string };
	created_at: string;
	updated_at: string;
	/** The statuses it walks through, the first being the present one at creation. */
	steps: TransferStatus[];
	/** On failure the source currency is refunded even when it came from outside. */
	refundsSource: boolean;
}

/** A transfer as the API answers it. */
export function transferAnswer(transfer: Transfer) {
	const answer = without(transfer, 'row', 'steps', 'refundsSource');
	return omitEmpty({ ...answer, pay_out: omitEmpty(answer.pay_out) });
}

/** The form of webhooks, which carry no category. */
export function transferEvent(transfer: Transfer) {
	return without(transferAnswer(transfer), 'category');
}
