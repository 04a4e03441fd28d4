/** What an event is about. Events of a family that Busha adds later count as `other`. */
export type Family = 'customer' | 'transfer' | 'payment_request' | 'ramp' | 'deposit' | 'other';

/** Stands for every event, also for those that Busha adds later. */
export const ALL_EVENTS = '*';

interface EventOption {
	name: string;
	value: string;
	description: string;
}

/** Every event that Busha documents, sorted by family as the panel lists them. */
export const EVENTS: readonly EventOption[] = [
	{ name: 'Customer: Created', value: 'customer.created', description: 'A customer was made' },
	{ name: 'Customer: Updated', value: 'customer.updated', description: 'The data of a customer changed' },
	{
		name: 'Customer: Verification Active',
		value: 'customer.verification.active',
		description: 'Busha approved a customer, who can transact now',
	},
	{
		name: 'Customer: Verification in Review',
		value: 'customer.verification.in_review',
		description: 'A customer was submitted for verification',
	},
	{
		name: 'Customer: Verification Inactive',
		value: 'customer.verification.inactive',
		description: 'A customer can no longer transact',
	},
	{
		name: 'Customer: Verification Rejected',
		value: 'customer.verification.rejected',
		description: 'Busha refused a customer and says why',
	},
	{ name: 'Deposit: Success', value: 'deposit.success', description: 'Money arrived on a static bank account' },
	{
		name: 'Payment Request: Cancelled',
		value: 'payment_request.cancelled',
		description: 'A payment request was cancelled',
	},
	{
		name: 'Payment Request: Completed',
		value: 'payment_request.completed',
		description: 'A payment request was paid, and the money has arrived',
	},
	{
		name: 'Payment Request: Expired',
		value: 'payment_request.expired',
		description: 'A payment request was not paid in time',
	},
	{
		name: 'Payment Request: Failed',
		value: 'payment_request.failed',
		description: 'The payment of a payment request failed',
	},
	{
		name: 'Payment Request: Pending',
		value: 'payment_request.pending',
		description: 'A payment request waits for its payment',
	},
	{
		name: 'Payment Request: Processing',
		value: 'payment_request.processing',
		description: 'A payment request was paid, and Busha works on it',
	},
	{
		name: 'Ramp: Transfer Completed',
		value: 'ramp.transfer.completed',
		description: 'A transfer of the ramp widget is done',
	},
	{ name: 'Ramp: Transfer Failed', value: 'ramp.transfer.failed', description: 'A transfer of the ramp widget failed' },
	{
		name: 'Ramp: Transfer Pending',
		value: 'ramp.transfer.pending',
		description: 'A transfer of the ramp widget was started',
	},
	{ name: 'Transfer: Cancelled', value: 'transfer.cancelled', description: 'A transfer will not continue' },
	{ name: 'Transfer: Completed', value: 'transfer.completed', description: 'A transfer is finished' },
	{ name: 'Transfer: Failed', value: 'transfer.failed', description: 'A transfer failed' },
	{
		name: 'Transfer: Funds Converted',
		value: 'transfer.funds_converted',
		description: 'The conversion of a transfer is done',
	},
	{
		name: 'Transfer: Funds Delivered',
		value: 'transfer.funds_delivered',
		description: 'A payout has reached its recipient',
	},
	{
		name: 'Transfer: Funds Not Delivered',
		value: 'transfer.funds_not_delivered',
		description: 'A payout could not be delivered',
	},
	{
		name: 'Transfer: Funds Received',
		value: 'transfer.funds_received',
		description: 'The deposit of a transfer has arrived',
	},
	{
		name: 'Transfer: Funds Refunded',
		value: 'transfer.funds_refunded',
		description: 'The money of a failed transfer was returned',
	},
	{
		name: 'Transfer: Outgoing Payment Sent',
		value: 'transfer.outgoing_payment_sent',
		description: 'A payout was sent to its recipient',
	},
	{ name: 'Transfer: Pending', value: 'transfer.pending', description: 'A transfer was made' },
	{
		name: 'Transfer: Processing',
		value: 'transfer.processing',
		description: 'The money of a transfer is in, and Busha works on it',
	},
];

const FAMILIES: readonly Family[] = ['customer', 'transfer', 'payment_request', 'ramp', 'deposit'];

/** The family that an event's name begins with. */
export function familyOf(event: string): Family {
	return FAMILIES.find((family) => event.startsWith(`${family}.`)) ?? 'other';
}
