import { choice } from '../../fields/basic';

export const requestStatus = choice(
	'status',
	'Status',
	[
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Completed', value: 'completed' },
		{ name: 'Expired', value: 'expired' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Multiple Deposits', value: 'multiple_deposits' },
		{ name: 'Overpaid', value: 'over_payment' },
		{ name: 'Pending', value: 'pending' },
		{ name: 'Underpaid', value: 'under_payment' },
	],
	{ default: 'completed' },
);

export const simpleRequest = [
	'id',
	'status',
	'reference',
	'source_currency',
	'source_amount',
	'target_currency',
	'target_amount',
	'pay_in',
	'additional_info',
	'expires_at',
] as const;
