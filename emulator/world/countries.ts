const full = (id: string, name: string, currency: string, types: string[]) => ({
	id,
	name,
	currency_id: currency,
	channels: types.map((type) => ({ type, currency_id: currency, processing_time: '0-15 minutes' })),
});
const cryptoOnly = (id: string, name: string) => ({
	id,
	name,
	channels: [{ type: 'address', processing_time: '0-30 minutes' }],
});

/** A few of the supported countries: three with a fiat service, the others crypto only. */
export const COUNTRIES = [
	full('NG', 'Nigeria', 'NGN', ['temporary_bank_account', 'bank_transfer', 'address']),
	full('KE', 'Kenya', 'KES', ['mobile_money', 'address']),
	full('US', 'United States', 'USD', ['bank_transfer', 'address']),
	cryptoOnly('GH', 'Ghana'),
	cryptoOnly('ZA', 'South Africa'),
	cryptoOnly('GB', 'United Kingdom'),
	cryptoOnly('DE', 'Germany'),
];
