/** The statuses that Busha gives to transfers. */
export const TRANSFER_STATUSES = [
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Funds Converted', value: 'funds_converted' },
	{ name: 'Funds Delivered', value: 'funds_delivered' },
	{ name: 'Funds Not Delivered', value: 'funds_not_delivered' },
	{ name: 'Funds Received', value: 'funds_received' },
	{ name: 'Funds Refunded', value: 'funds_refunded' },
	{ name: 'Outgoing Payment Sent', value: 'outgoing_payment_sent' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
	{ name: 'Reverse Fund Conversion', value: 'reverse_fund_conversion' },
	{ name: 'Reversed', value: 'reversed' },
] as const;

/** The statuses of entries of the history. */
export const TRANSACTION_STATUSES = [
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
] as const;

/** The statuses of customers. */
export const CUSTOMER_STATUSES = [
	{ name: 'Active', value: 'active' },
	{ name: 'In Review', value: 'in_review' },
	{ name: 'Inactive', value: 'inactive' },
	{ name: 'Rejected', value: 'rejected' },
	{ name: 'Submitted', value: 'submitted' },
] as const;
