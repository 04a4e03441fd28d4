export const simpleCustomer = [
	'id',
	'type',
	'status',
	'kyc_status',
	'rejection_reasons',
	'requirements_due',
	'email',
	'first_name',
	'last_name',
	'business_name',
] as const;
