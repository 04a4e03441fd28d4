export const simpleTransaction = [
	'id',
	'profile_id',
	'type',
	'status',
	'amount',
	'currency',
	'is_credit',
	'description',
	'reference',
	'created_at',
] as const;
