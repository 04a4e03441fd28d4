/** An account at a bank in the United States. */
export const usdBank = {
	type: 'usd_bank',
	entity_type: 'personal',
	transfer_type: 'ach',
	account_name: 'ADA SAMPLE',
	bank_name: 'SAMPLE BANK',
	routing_number: '011000015',
	account_number: '0123456789',
} as const;
