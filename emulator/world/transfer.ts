import { PLAIN, UNHEARD_OF, type Forms } from '../forms';
import type { Stored } from './collection';
import { omitEmpty, without } from './omit';
import type { Fee, PayIn, PayOut, Rate } from './quote';
import type { RecipientDetails } from './recipient';
import { destinationShown, referenceShown } from './shown';
import type { Timeline } from './timeline';

export type TransferStatus =
	| 'pending'
	| 'processing'
	| 'funds_received'
	| 'funds_converted'
	| 'outgoing_payment_sent'
	| 'funds_delivered'
	| 'funds_not_delivered'
	| 'funds_refunded'
	| 'completed'
	| 'failed'
	| typeof UNHEARD_OF;

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

/** A transfer as it is kept; see transferAnswer() for what is shown of it. */
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
	category?: 'deposit' | 'withdrawal' | 'conversion' | 'buy' | 'sell';
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
export function transferAnswer(transfer: Transfer, forms: Forms): object {
	const answer = {
		...without(transfer, 'row', 'steps', 'refundsSource'),
		reference: referenceShown(transfer.reference, forms),
		pay_out: destinationShown(transfer.pay_out, forms),
	};
	return omitEmpty(without(answer, ...forms.transferHides));
}

/** The form of webhooks, which carry no category. */
export function transferEvent(transfer: Transfer): object {
	return transferAnswer({ ...transfer, category: undefined }, PLAIN);
}
