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
