export const simpleTransfer = [
	'id',
	'profile_id',
	'quote_id',
	'status',
	'source_currency',
	'source_amount',
	'target_currency',
	'target_amount',
	'replayed',
	'created_at',
] as const;

/** With what the payer has to know. */
export const simpleDeposit = [
	'id',
	'quote_id',
	'status',
	'source_currency',
	'source_amount',
	'target_currency',
	'target_amount',
	'pay_in',
	'replayed',
	'created_at',
] as const;
