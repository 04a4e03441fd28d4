/** Requests of one operation that Busha lets through in a rolling minute, where it publishes no other number. */
const USUAL = 100;

/** The limits that Busha publishes for single operations. An answer's `x-rate-limit` outranks them. */
const PUBLISHED: Readonly<Record<number, readonly string[]>> = {
	5: [
		'POST /v1/recipients/resolve-bank-account',
		'POST /v1/validate',
		'GET /v1/addresses/{id}',
		'POST /v1/addresses/regenerate',
		'GET /v1/pay/{id}',
	],
	10: ['POST /v1/files', 'GET /v1/virtual_bank_accounts/{id}/terms'],
	20: [
		'POST /v1/quotes',
		'POST /v1/transfers',
		'POST /v1/recipients',
		'POST /v1/balances',
		'POST /v1/customers',
		'PUT /v1/customers/{id}',
		'DELETE /v1/customers/{id}',
		'POST /v1/customers/{id}/verify',
		'POST /v1/customers/{id}/token-share',
		'POST /v1/quotes/unauthenticated',
		'GET /v1/banks',
	],
	30: ['GET /v1/virtual_bank_accounts/{id}'],
};

const BY_NAME = new Map(
	Object.entries(PUBLISHED).flatMap(([limit, names]) => names.map((name) => [name, Number(limit)])),
);

/** The published limit of an operation, by its name as {@link endpointOf} gives it. */
export function publishedLimit(name: string): number {
	return BY_NAME.get(name) ?? USUAL;
}
