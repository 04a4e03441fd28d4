import type { Stored } from './collection';

/** A bill order as it is kept; the answer is this without `row` and `category`. */
export interface BillOrder extends Stored {
	reference: string;
	recipient: string;
	amount: string;
	currency: string;
	status: 'pending' | 'processing' | 'completed' | 'failed';
	source_amount: string;
	source_currency: string;
	provider_amount: string;
	provider_reference?: string;
	failure_reason?: string;
	meta: object;
	created_at: string;
	updated_at: string;
	category: string;
}
