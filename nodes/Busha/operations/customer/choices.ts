/** What a document of a business proves. Videos are left out: the node takes pictures and PDF files only. */
export const PURPOSES = [
	{ name: 'Anti-Money-Laundering Policy', value: 'aml_policy' },
	{ name: 'Board Resolution', value: 'board_resolution' },
	{ name: 'Certificate of Incorporation', value: 'certificate_of_incorporation' },
	{ name: 'Corporate Registry Extract', value: 'corporate_registry_extract' },
	{ name: 'Corporate Structure Chart', value: 'corporate_structure_chart' },
	{ name: 'Memorandum and Articles of Association', value: 'memart' },
	{ name: 'Other', value: 'others' },
	{ name: 'Proof of Address', value: 'proof_of_address' },
	{ name: 'Proof of Funds', value: 'proof_of_funds' },
	{ name: 'Proof of Wealth', value: 'proof_of_wealth' },
	{ name: 'Regulatory Licenses', value: 'regulatory_licenses' },
	{ name: 'Selfie', value: 'selfie' },
] as const;

export const ROLES = [
	{ name: 'Director', value: 'director' },
	{ name: 'Owner', value: 'owner' },
	{ name: 'Shareholder', value: 'shareholder' },
] as const;

export const CLIENT_STATUSES = [
	{ name: 'On Behalf of Others', value: 'on-behalf' },
	{ name: 'Self-Owned', value: 'self-owned' },
] as const;

export const MONTHLY_COUNTS = [
	{ name: '10 or Fewer', value: '10_or_less' },
	{ name: '10 to 50', value: '10_to_50' },
	{ name: '50 to 100', value: '50_to_100' },
	{ name: '100 to 200', value: '100_to_200' },
	{ name: 'More Than 200', value: 'above_200' },
] as const;

export const MONTHLY_VALUES = [
	{ name: '100 USD or Less', value: '100_usd_or_less' },
	{ name: '100 to 500 USD', value: '100_usd_to_500_usd' },
	{ name: '500 to 1 Million USD', value: '500_usd_to_1m_usd' },
	{ name: 'More Than 1 Million USD', value: 'above_1m_usd' },
] as const;

export const REGULATION_STATUSES = [
	{ name: 'Regulated', value: 'regulated' },
	{ name: 'Unregulated', value: 'unregulated' },
] as const;

export const STRUCTURES = [
	{ name: 'Limited Liability Company', value: 'limited_liability_company' },
	{ name: 'Limited Liability Partnership', value: 'limited_liability_partnership' },
	{ name: 'Other', value: 'other' },
	{ name: 'Public Limited Company', value: 'public_limited_company' },
	{ name: 'Registered Business Name', value: 'registered_business_name' },
] as const;

export const BUSINESS_TYPES = [
	{ name: 'Registered Company', value: 'type_registered_company' },
	{ name: 'Sole Proprietorship', value: 'type_sole_proprietorship' },
] as const;

export const GROUP_STATUSES = [
	{ name: 'Holding Company', value: 'holding_company' },
	{ name: 'Standalone Company', value: 'standalone_company' },
	{ name: 'Subsidiary', value: 'subsidiary' },
] as const;

export const LISTING_STATUSES = [
	{ name: 'Listed on an Exchange', value: 'listed_on_exchange' },
	{ name: 'Not Listed on an Exchange', value: 'not_listed_on_exchange' },
	{ name: 'Owned by a Listed Company', value: 'owned_by_listed_company' },
] as const;
