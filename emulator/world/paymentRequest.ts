import type { Stored } from './collection';
import type { Fee, QuoteRequest, Rate } from './quote';
import type { Timeline } from './timeline';
import type { TransferPayIn } from './transfer';

interface AdditionalInfo {
	email?: string;
	phone_number?: string;
	name?: string;
	source?: string;
}

/** The body of POST, after the schema check. */
export interface CreateRequest extends Omit<QuoteRequest, 'pay_out' | 'reversal_policy'> {
	additional_info: AdditionalInfo;
	dry_run?: boolean;
}

/** A payment request as it is kept and answered. */
export interface PaymentRequest extends Stored {
	status: 'pending' | 'processing' | 'completed' | 'expired';
	reference: string;
	source_amount: string;
	source_currency: string;
	target_amount: string;
	target_currency: string;
	rate: Rate;
	fees: Fee[];
	additional_info: AdditionalInfo;
	type: 'checkout' | 'donation' | 'invoice';
	/** The payment link that it came through. */
	source_id?: string;
	/** The payer has to confirm it with this code. */
	code?: string;
	merchant_info: { name: string; email: string };
	pay_in: TransferPayIn;
	timeline: Timeline;
	created_at: string;
	updated_at: string;
	expires_at: string;
}
