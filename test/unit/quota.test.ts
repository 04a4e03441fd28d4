import { RateLimit } from '../../emulator';
import { endpointOf } from '../../nodes/Busha/api/endpoint';
import { publishedLimit } from '../../nodes/Busha/api/limits';
import { permissionFor } from '../../nodes/Busha/api/permissions';
import { Quota } from '../../nodes/Busha/api/quota';
import { ours, portion, shrunk } from '../../nodes/Busha/api/share';

const MINUTE = 60_000;

test.each([
	['POST', '/v1/quotes', 'POST /v1/quotes', 20, 'quotes:write'],
	['GET', '/v1/quotes', 'GET /v1/quotes', 100, 'quotes:read'],
	['GET', '/v1/quotes/QUO_1', 'GET /v1/quotes/{id}', 100, 'quotes:read'],
	['POST', '/v1/quotes/unauthenticated', 'POST /v1/quotes/unauthenticated', 20, 'quotes:write'],
	['GET', '/v1/quote/payment_options', 'GET /v1/quote/payment_options', 100, 'quotes:read'],
	['POST', '/v1/transfers', 'POST /v1/transfers', 20, 'transfers:write'],
	['GET', '/v1/transfers/a%2Fb', 'GET /v1/transfers/{id}', 100, 'transfers:read'],
	['POST', '/v1/recipients/resolve-bank-account', 'POST /v1/recipients/resolve-bank-account', 5, 'recipients:write'],
	['DELETE', '/v1/recipients/1', 'DELETE /v1/recipients/{id}', 100, 'recipients:write'],
	['PUT', '/v1/customers/CUS_1', 'PUT /v1/customers/{id}', 20, 'customers:write'],
	['POST', '/v1/customers/CUS_1/verify', 'POST /v1/customers/{id}/verify', 20, 'customers:write'],
	['GET', '/v1/customers/export', 'GET /v1/customers/export', 100, 'customers:read'],
	['GET', '/v1/customers/industries', 'GET /v1/customers/industries', 100, 'customers:read'],
	['GET', '/v1/addresses/BTC', 'GET /v1/addresses/{id}', 5, 'addresses:write'],
	['POST', '/v1/addresses/regenerate', 'POST /v1/addresses/regenerate', 5, 'addresses:write'],
	['GET', '/v1/virtual_bank_accounts/USD', 'GET /v1/virtual_bank_accounts/{id}', 30, 'virtual_bank_accounts:read'],
	[
		'GET',
		'/v1/virtual_bank_accounts/USD/terms',
		'GET /v1/virtual_bank_accounts/{id}/terms',
		10,
		'virtual_bank_accounts:read',
	],
	['GET', '/v1/pay/terms', 'GET /v1/pay/{id}', 5, undefined],
	['POST', '/v1/validate', 'POST /v1/validate', 5, undefined],
	['GET', '/v1/banks', 'GET /v1/banks', 20, undefined],
	['GET', '/v1/currencies/NGN', 'GET /v1/currencies/{id}', 100, undefined],
	['POST', '/v1/files', 'POST /v1/files', 10, 'presign_url:write'],
	['POST', '/v1/bill/quote', 'POST /v1/bill/quote', 100, 'bill:read'],
	['POST', '/v1/bill/purchase', 'POST /v1/bill/purchase', 100, 'bill:write'],
	['GET', '/v1/bill/orders/X', 'GET /v1/bill/orders/{id}', 100, 'bill:read'],
	['GET', '/v1/payments/links/X/requests', 'GET /v1/payments/links/{id}/requests', 100, 'transfers:write'],
	['POST', '/v1/payments/requests/X/finalize', 'POST /v1/payments/requests/{id}/finalize', 100, 'transfers:write'],
	['GET', '/v1/balances/NGN', 'GET /v1/balances/{id}', 100, 'balances:read'],
])('%s %s is %s, %d a minute, and needs %s', (method, path, name, limit, permission) => {
	const endpoint = endpointOf(method, path);
	expect([endpoint.name, publishedLimit(endpoint.name), permissionFor(endpoint)]).toEqual([name, limit, permission]);
});

test.each([
	['nothing was learned', undefined, 0, 20],
	['it shrank', { requests: 10, since: 0 }, 59_999, 10],
	['one quiet minute', { requests: 10, since: 0 }, MINUTE, 11],
	['five quiet minutes', { requests: 10, since: 0 }, 5 * MINUTE, 15],
	['an hour', { requests: 10, since: 0 }, 60 * MINUTE, 20],
	['the clock was set back', { requests: 1, since: MINUTE }, 0, 1],
])('the part of 20 requests that is ours: %s', (_name, share, now, requests) => {
	expect(ours(20, share, now)).toBe(requests);
});

test.each([
	['to what was let through', undefined, 15, 15],
	['at once to 60 % at least', undefined, 3, 12],
	['again from what it was', { requests: 12, since: 0 }, 3, 7],
	['never to nothing', { requests: 1, since: 0 }, 0, 1],
])('a share of 20 requests shrinks %s', (_name, share, letThrough, requests) => {
	expect(shrunk(20, share, letThrough, 5)).toEqual({ requests, since: 5 });
});

test.each([
	[20, 100, 20],
	[20, 50, 10],
	[5, 50, 2],
	[5, 1, 1],
])('of %d requests, %d percent are %d', (limit, percent, requests) => {
	expect(portion(limit, percent)).toBe(requests);
});

const CALLS = [endpointOf('POST', '/v1/quotes'), endpointOf('POST', '/v1/transfers')] as const;

/** A process that makes payments from an account that others use too: a quote, a transfer, a quote, and so on. */
class Worker {
	private readonly quota = new Quota();
	private readyAt = 0;
	private refusals = 0;
	sent = 0;
	refused = 0;

	/** When it sends its next request, at the earliest. */
	nextAt(now: number): number {
		const from = Math.max(now, this.readyAt);
		return Math.max(from, this.quota.freeAt(this.endpoint, 100, from));
	}

	send(server: RateLimit, now: number): void {
		const { name, resource } = this.endpoint;
		const [method = '', path = ''] = name.split(' ');
		const request = { method, path, resource };
		const turn = this.quota.count(this.endpoint, 100, now);
		this.quota.answered(turn, server.perMinute(request), now + 50);
		this.readyAt = now + 100;
		if (!server.refuse(request, now)) {
			this.sent++;
			this.refusals = 0;
			return;
		}
		this.refused++;
		this.quota.refused(turn, now + 50);
		this.readyAt = now + Math.min(20_000, 500 * 2 ** this.refusals++);
	}

	private get endpoint() {
		return CALLS[this.sent % 2 === 0 ? 0 : 1];
	}
}

/** What happens when several workers share out payments, each as fast as it may, at the published limits. */
function compete(count: number, payments: number) {
	const server = new RateLimit({});
	const workers = Array.from({ length: count }, () => new Worker());
	const sum = (of: (worker: Worker) => number): number => workers.reduce((total, worker) => total + of(worker), 0);
	let now = 0;
	while (sum(({ sent }) => sent) < 2 * payments) {
		const left = sum(({ sent }) => Math.ceil(sent / 2)) < payments;
		const able = workers.filter(({ sent }) => left || sent % 2 === 1);
		const [next] = able.sort((a, b) => a.nextAt(now) - b.nextAt(now));
		now = next?.nextAt(now) ?? Infinity;
		next?.send(server, now);
	}
	return { took: now, refused: sum(({ refused }) => refused), floor: (Math.ceil(payments / 20) - 1) * MINUTE };
}

test.each([
	[1, 0],
	[2, 4],
	[3, 40],
])('%d workers that know nothing of each other make 200 payments without delay, with few refusals', (workers, most) => {
	const { took, refused, floor } = compete(workers, 200);
	expect(refused).toBeLessThanOrEqual(most);
	expect(took).toBeLessThanOrEqual(1.05 * floor);
});

describe('a refusal below the limit', () => {
	const [quotes, transfers] = CALLS;
	const reads = endpointOf('GET', '/v1/transfers');

	/** A quota that has sent so many requests of each operation at once. */
	function having(counts: Array<readonly [typeof reads, number]>): {
		quota: Quota;
		refuse: (endpoint: typeof reads) => void;
	} {
		const quota = new Quota();
		for (const [endpoint, count] of counts) for (let sent = 0; sent < count; sent++) quota.count(endpoint, 100, 0);
		return { quota, refuse: (endpoint) => quota.refused(quota.count(endpoint, 100, 1000), 1000) };
	}

	test('after which the sum had not reached it: only the share of the operation shrinks', () => {
		const { quota, refuse } = having([
			[quotes, 8],
			[transfers, 7],
		]);
		refuse(quotes);
		expect(quota.freeAt(quotes, 100, 1001)).toBeGreaterThan(1001);
		expect(quota.freeAt(transfers, 100, 1001)).toBe(1001);
	});

	test('after which the sum of the key had reached it: all operations wait', () => {
		const { quota, refuse } = having([
			[quotes, 10],
			[transfers, 10],
		]);
		refuse(quotes);
		expect([
			quota.freeAt(quotes, 100, 1001),
			quota.freeAt(transfers, 100, 1001),
			quota.freeAt(reads, 100, 1001),
		]).toEqual([60_005, 60_005, 60_005]);
	});

	test('of operations with different limits is not wider counting', () => {
		const { quota, refuse } = having([
			[transfers, 10],
			[reads, 30],
		]);
		refuse(transfers);
		expect(quota.freeAt(reads, 100, 1001)).toBe(1001);
	});

	test('holds for half an hour at most', () => {
		const { quota, refuse } = having([
			[quotes, 10],
			[transfers, 10],
		]);
		refuse(quotes);
		const later = 31 * MINUTE;
		for (let sent = 0; sent < 20; sent++) quota.count(quotes, 100, later);
		expect(quota.freeAt(transfers, 100, later)).toBe(later);
	});

	test('does not stop anyone for hours once the clock is set back', () => {
		const { quota, refuse } = having([
			[quotes, 20],
			[transfers, 3],
		]);
		refuse(transfers);
		expect(quota.freeAt(quotes, 100, -60 * MINUTE)).toBeLessThanOrEqual(-59 * MINUTE + 5);
		expect(quota.freeAt(transfers, 100, -60 * MINUTE)).toBeLessThanOrEqual(-59 * MINUTE + 5);
		expect(quota.freeAt(quotes, 100, -59 * MINUTE + 5)).toBe(-59 * MINUTE + 5);
	});

	test('does not count itself', () => {
		const { quota } = having([[quotes, 19]]);
		quota.remove(quota.count(quotes, 100, 0));
		expect(quota.freeAt(quotes, 100, 1)).toBe(1);
	});
});
