import type { Stored } from './collection';

/** What is answered under `meta`. */
export interface Meta {
	require_extra_info?: object[];
	images?: string[];
	logo?: string;
	allow_customer_amount?: boolean;
	amount_limit?: object;
	allow_quantity_selection?: boolean;
	customer_email?: string;
	customer_name?: string;
	due_date?: string;
	note?: string;
	items?: object[];
}

/** The body of POST and PATCH, after the schema check. */
export interface LinkRequest extends Meta {
	type?: 'payment_link' | 'invoice';
	fixed: boolean;
	one_time: boolean;
	name: string;
	title: string;
	description: string;
	target_currency: string;
	target_amount?: string | null;
	quote_amount?: string | null;
	quote_currency?: string | null;
	status?: 'pending' | 'active';
	dry_run?: boolean;
}

/** A payment link or invoice as it is kept and answered. */
export interface PaymentLink extends Stored, Omit<LinkRequest, keyof Meta | 'dry_run' | 'status'> {
	profile_id: string;
	link: string;
	status: 'draft' | 'pending' | 'active' | 'expired' | 'deleted' | 'paid';
	pub_key?: string;
	meta: Meta;
	created_at: string;
	updated_at: string;
}
