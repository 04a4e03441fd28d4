/** What may be addressed by a segment of its own, such as an id or a currency. */
const COLLECTIONS = new Set([
	'addresses',
	'balances',
	'bill/orders',
	'currencies',
	'customers',
	'pay',
	'payments/links',
	'payments/requests',
	'quotes',
	'recipients',
	'transactions',
	'transfers',
	'virtual_bank_accounts',
]);

/** Segments below a collection that stand for themselves. */
const FIXED = new Set([
	'addresses/regenerate',
	'customers/export',
	'customers/industries',
	'quotes/unauthenticated',
	'recipients/resolve-bank-account',
]);

/** The operation of the API that a request belongs to, such as `GET /v1/transfers/{id}`, and its resource, `transfers`. */
export interface Endpoint {
	name: string;
	resource: string;
}

/** Finds the operation of a request. Whatever an id contains, it is one and the same operation. */
export function endpointOf(method: string, path: string): Endpoint {
	const segments: string[] = [];
	for (const segment of path.split('/').slice(2)) {
		const before = segments.join('/');
		segments.push(COLLECTIONS.has(before) && !FIXED.has(`${before}/${segment}`) ? '{id}' : segment);
	}
	return { name: `${method} /v1/${segments.join('/')}`, resource: segments[0] ?? '' };
}
