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
