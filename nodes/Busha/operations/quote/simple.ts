export const simpleQuote = [
	'id',
	'profile_id',
	'source_currency',
	'source_amount',
	'target_currency',
	'target_amount',
	'reference',
	'status',
	'expires_at',
	'created_at',
] as const;

/** With what it costs. */
export const pricedQuote = [
	'id',
	'source_currency',
	'source_amount',
	'target_currency',
	'target_amount',
	'rate',
	'fees',
	'reference',
	'status',
	'expires_at',
] as const;
