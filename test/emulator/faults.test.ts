/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { startEmulator, type Emulator, type Fault } from '../../emulator';
import { CONVERSION, TestClient } from './testClient';

let emulator: Emulator;
let api: TestClient;

beforeAll(async () => {
	emulator = await startEmulator({ speed: 0, rateLimit: false });
	api = new TestClient(emulator);
});
afterEach(() => {
	expect(emulator.violations).toEqual([]);
	emulator.reset();
});
afterAll(async () => await emulator.stop());

/** Executes a fresh quote under a fault; `outcome` is the status, or 'broken' when no whole answer came. */
async function transferUnder(fault: Fault) {
	const quote = await api.quote(CONVERSION);
	emulator.fault({ operationId: 'createTransfer' }, fault);
	const answer = await api
		.call('POST', '/v1/transfers', { body: { quote_id: quote.id }, signal: AbortSignal.timeout(400) })
		.catch(() => undefined);
	const request = emulator.requests[emulator.requests.length - 1];
	return { quote, answer, request, made: emulator.state.transfers.size };
}

describe.each([false, true])('with commit: %s', (commit) => {
	const made = commit ? 1 : 0;

	test.each([500, 502, 503, 429, 400])('answer %d', async (status) => {
		const run = await transferUnder({ kind: 'answer', status, commit });
		expect([run.answer?.status, run.made]).toEqual([status, made]);
		expect(run.answer?.headers['retry-after']).toBeUndefined();
		expect(run.request).toMatchObject({ status, fault: 'answer', committed: commit });
	});

	test('answer with Retry-After and an own body', async () => {
		const { answer } = await transferUnder({ kind: 'answer', status: 429, commit, retryAfter: 7, body: { odd: true } });
		expect([answer?.headers['retry-after'], answer?.text]).toEqual(['7', '{"odd":true}']);
	});

	test('answer with a text body', async () => {
		const { answer } = await transferUnder({ kind: 'answer', status: 200, commit, body: '{"status":"succ' });
		expect([answer?.status, answer?.text]).toEqual([200, '{"status":"succ']);
	});

	test('reset', async () => {
		const run = await transferUnder({ kind: 'reset', commit });
		expect([run.answer, run.made, run.request?.status]).toEqual([undefined, made, undefined]);
		expect(run.request).toMatchObject({ fault: 'reset', committed: commit });
	});

	test('hang', async () => {
		const run = await transferUnder({ kind: 'hang', commit });
		expect([run.answer, run.made]).toEqual([undefined, made]);
	});

	test('html with status 200', async () => {
		const run = await transferUnder({ kind: 'html', commit });
		expect([run.answer?.status, run.answer?.headers['content-type'], run.made]).toEqual([200, 'text/html', made]);
	});

	test('redirect', async () => {
		const run = await transferUnder({
			kind: 'redirect',
			commit,
			location: 'http://127.0.0.1:9/elsewhere',
			status: 307,
		});
		expect([run.answer?.status, run.answer?.headers.location, run.made]).toEqual([
			307,
			'http://127.0.0.1:9/elsewhere',
			made,
		]);
	});

	test('the same quote again tells what happened', async () => {
		const { quote } = await transferUnder({ kind: 'answer', status: 503, commit });
		const again = await api.call('POST', '/v1/transfers', { body: { quote_id: quote.id } });
		expect([again.status, emulator.state.transfers.size]).toEqual([commit ? 400 : 201, 1]);
	});
});

test('cut: the handler ran, half of the body arrives', async () => {
	const run = await transferUnder({ kind: 'cut' });
	expect([run.answer, run.made]).toEqual([undefined, 1]);
	expect(run.request).toMatchObject({ status: 201, fault: 'cut', committed: true });
});

test('delay: the handler runs at once, the answer comes later', async () => {
	const quote = await api.quote(CONVERSION);
	emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'delay', ms: 200 });
	const start = performance.now();
	const answer = api.call('POST', '/v1/transfers', { body: { quote_id: quote.id } });
	while (emulator.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
	expect(emulator.state.transfers.size).toBe(1);
	expect((await answer).status).toBe(201);
	expect(performance.now() - start).toBeGreaterThan(190);
});

test('expireQuote: the quote named in the body expires in between', async () => {
	const run = await transferUnder({ kind: 'expireQuote' });
	expect([run.answer?.status, run.answer?.body.error?.message, run.made]).toEqual([400, 'Quote has expired', 0]);
	expect((await api.data<{ status: string }>('GET', `/v1/quotes/${run.quote.id}`)).status).toBe('expired');
});

test('expireQuote without a quote in the body takes the newest pending one', async () => {
	const [older, newer] = [await api.quote(CONVERSION), await api.quote(CONVERSION)];
	emulator.fault({ operationId: 'listBalances' }, { kind: 'expireQuote' });
	await api.call('GET', '/v1/balances');
	expect([older.id, newer.id].map((id) => emulator.state.quotes.get(id)?.status)).toEqual(['pending', 'expired']);
});

describe('loseLookup', () => {
	const found = async (quoteId: string) =>
		(await api.data<unknown[]>('GET', `/v1/transfers?quote_id=${quoteId}`)).length;

	test('for some requests', async () => {
		const run = await transferUnder({
			kind: 'all',
			faults: [
				{ kind: 'loseLookup', requests: 2 },
				{ kind: 'reset', commit: true },
			],
		});
		expect([run.made, run.request?.fault]).toEqual([1, 'reset']);
		expect(await api.data<unknown[]>('GET', '/v1/quotes')).toHaveLength(1);
		expect([await found(run.quote.id), await found(run.quote.id), await found(run.quote.id)]).toEqual([0, 0, 1]);
	});

	test('for some time, quotes too', async () => {
		const { quote } = await transferUnder({ kind: 'loseLookup', forMs: 5000, quotes: true });
		expect(await found(quote.id)).toBe(0);
		expect(await api.data('GET', '/v1/quotes')).toEqual([]);
		expect(await api.data<unknown[]>('GET', '/v1/transfers')).toHaveLength(1);
		emulator.clock.advance(5000);
		expect(await found(quote.id)).toBe(1);
		expect(await api.data<unknown[]>('GET', '/v1/quotes')).toHaveLength(1);
	});
});

test('faults queue: the first match is used, `times` times; others pass', async () => {
	emulator.fault({ resource: 'balances' }, { kind: 'answer', status: 500, commit: false }, 2);
	emulator.fault({ where: ({ query }) => query.currency === 'NGN' }, { kind: 'answer', status: 503, commit: false });
	const status = async (path: string) => (await api.call('GET', path)).status;
	expect([await status('/v1/banks'), await status('/v1/balances'), await status('/v1/balances?currency=NGN')]).toEqual([
		200, 500, 500,
	]);
	expect([await status('/v1/balances?currency=NGN'), await status('/v1/balances?currency=NGN')]).toEqual([503, 200]);
});

test('a script in code sees every request and comes before the queue', async () => {
	const seen: number[] = [];
	emulator.onRequest((request, index) => {
		seen.push(index);
		return request.path === '/v1/balances' && index === 1 ? { kind: 'answer', status: 502, commit: false } : undefined;
	});
	const statuses = [
		await api.call('GET', '/v1/balances'),
		await api.call('GET', '/v1/balances'),
		await api.call('GET', '/nowhere'),
	].map(({ status }) => status);
	expect([statuses, seen]).toEqual([
		[200, 502, 404],
		[0, 1, 2],
	]);
});

test('stop ends a request that hangs', async () => {
	const other = await startEmulator();
	other.fault({}, { kind: 'hang', commit: false });
	const answer = new TestClient(other).call('GET', '/v1/balances').catch(() => 'broken');
	while (other.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
	await other.stop();
	expect(await answer).toBe('broken');
});
