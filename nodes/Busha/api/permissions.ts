import type { Endpoint } from './endpoint';

/** What a secret key's permission is called, where it is not the resource's own name. */
const AREAS: Readonly<Record<string, string>> = { quote: 'quotes', payments: 'transfers', files: 'presign_url' };

/** Resources that every key may read. */
const OPEN = ['banks', 'countries', 'currencies', 'pairs', 'pay', 'validate'];

/** Operations whose permission does not follow from their method. */
const EXCEPTIONS: Readonly<Record<string, 'read' | 'write'>> = {
	'POST /v1/bill/quote': 'read',
	'POST /v1/bill/validate': 'read',
	'GET /v1/addresses/{id}': 'write',
	'GET /v1/payments/links/{id}/requests': 'write',
};

/** The permission of the secret key that an operation needs, such as `transfers:write`, if it needs one. */
export function permissionFor({ name, resource }: Endpoint): string | undefined {
	if (OPEN.includes(resource)) return undefined;
	const kind = EXCEPTIONS[name] ?? (name.startsWith('GET ') ? 'read' : 'write');
	return `${AREAS[resource] ?? resource}:${kind}`;
}
