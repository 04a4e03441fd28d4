export const simpleCustomer = [
	'id',
	'type',
	'status',
	'kyc_status',
	'email',
	'phone',
	'first_name',
	'last_name',
	'business_name',
	'created_at',
] as const;
