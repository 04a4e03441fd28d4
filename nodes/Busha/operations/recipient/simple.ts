export const simpleRecipient = [
	'id',
	'profile_id',
	'type',
	'category',
	'currency',
	'country_code',
	'account_name',
	'account_number',
	'bank_name',
	'active',
] as const;
