/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { ExecuteContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { apiOf } from '../support/api';
import { type Parameters, payoutTo, resolutionOf, runBusha } from '../support/busha';
import { individual } from '../support/customers';
import { fastTime } from '../support/time';

const MINUTE = 60_000;

const payout = payoutTo('={{ $json.recipient }}', { amount: '={{ $json.amount }}' });
const resolution = resolutionOf('={{ $json.account }}');

let emulator: Emulator;
let restore: () => void;

async function start(rateLimit: EmulatorOptions['rateLimit'] = {}): Promise<string> {
	emulator = await startEmulator({ speed: 0, rateLimit });
	restore = fastTime(emulator);
	return emulator.addRecipient().id;
}

afterEach(async () => {
	restore();
	await emulator.stop();
});

const payouts = (count: number, recipient: string, offset = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ recipient, amount: String(1000 + offset + index) }));

/** How long something took of the emulator's time, and how many of its requests were refused with 429. */
async function measured<T>(work: () => Promise<T>) {
	const begun = emulator.clock.now();
	const result = await work();
	const refused = emulator.requests.filter(({ status }) => status === 429).length;
	return { result, took: emulator.clock.now() - begun, refused, refusals: refused / emulator.requests.length };
}

/** The shortest time in which a limit lets so many requests through: a full minute's first, then more as those are over. */
const floor = (requests: number, limit: number) => (Math.ceil(requests / limit) - 1) * MINUTE;

describe('at the limits that Busha publishes, all is done in hardly more time than the slowest operation needs', () => {
	test('60 payouts', async () => {
		const recipient = await start();
		const { result, took, refusals } = await measured(
			async () => await runBusha(emulator, payout, { items: payouts(60, recipient) }),
		);
		expect(result.error).toBeUndefined();
		expect(new Set([...emulator.state.transfers.values()].map((transfer) => transfer.source_amount)).size).toBe(60);
		expect([result.json.length, emulator.state.transfers.size]).toEqual([60, 60]);
		// Nobody else looks for the quote of a payment without a reference, so it is not looked at again before its post.
		expect(emulator.requests.filter(({ method }) => method === 'GET')).toEqual([]);
		expect(took / floor(60, 20)).toBeLessThanOrEqual(1.05);
		expect(refusals).toBeLessThanOrEqual(0.01);
	});

	test('60 customers', async () => {
		await start();
		const items = Array.from({ length: 60 }, (_, index) => ({ email: `ada.${index}@gmail.com` }));
		const { result, took, refusals } = await measured(
			async () => await runBusha(emulator, individual({ email: '={{ $json.email }}' }), { items }),
		);
		expect(result.error).toBeUndefined();
		expect(new Set(result.json.map(({ email }) => email)).size).toBe(60);
		expect(took / floor(60, 20)).toBeLessThanOrEqual(1.05);
		expect(refusals).toBeLessThanOrEqual(0.01);
	});

	test('20 account resolutions, four at a time', async () => {
		await start();
		const items = Array.from({ length: 20 }, (_, index) => ({ account: String(1000000000 + index) }));
		const { result, took, refusals } = await measured(async () => await runBusha(emulator, resolution, { items }));
		expect(result.error).toBeUndefined();
		expect(result.json).toHaveLength(20);
		expect(took / floor(20, 5)).toBeLessThanOrEqual(1.05);
		expect(refusals).toBeLessThanOrEqual(0.01);
	});

	test('4,000 rows after a quote are read as fast as without it', async () => {
		const recipient = await start();
		emulator.addTransactions(4000);
		await runBusha(emulator, payout, { items: payouts(1, recipient) });
		const { result, took } = await measured(
			async () => await runBusha(emulator, { resource: 'transaction', operation: 'getAll', returnAll: true }),
		);
		expect(result.json.length).toBeGreaterThanOrEqual(4000);
		expect(took).toBe(0);
	});

	test('two executions side by side take as long as one', async () => {
		const recipient = await start();
		const halves = [0, 30].map((offset) => payouts(30, recipient, offset));
		const { result, took, refused } = await measured(
			async () => await Promise.all(halves.map(async (items) => await runBusha(emulator, payout, { items }))),
		);
		expect(result.map(({ json }) => json.length)).toEqual([30, 30]);
		expect(emulator.state.transfers.size).toBe(60);
		expect(took / floor(60, 20)).toBeLessThanOrEqual(1.05);
		expect(refused).toBe(0);
	});
});

test('what an answer states replaces the published number', async () => {
	const recipient = await start({ perMinute: 40 });
	const { result, took, refused } = await measured(
		async () => await runBusha(emulator, payout, { items: payouts(120, recipient) }),
	);
	expect(result.json).toHaveLength(120);
	expect(took / floor(120, 40)).toBeLessThanOrEqual(1.05);
	expect(refused).toBe(0);
});

test('those who wait for a limit do not wait for its minute, once an answer has stated a higher one', async () => {
	const recipient = await start({ perMinute: 240 });
	const one = async (run: number) =>
		await runBusha(
			emulator,
			{ ...payout, reference: '={{ "at-the-same-time-" + $json.amount }}' },
			{
				items: payouts(20, recipient, 100 * run),
				credential: { rateLimitShare: 50 },
			},
		);
	const { result, took } = await measured(async () => await Promise.all([0, 1, 2, 3, 4].map(one)));
	expect(result.map(({ json }) => json.length)).toEqual([20, 20, 20, 20, 20]);
	expect(took).toBeLessThan(MINUTE / 3);
});

test.each([
	['resource', 100, { resource: 'balance', operation: 'get', currency: 'NGN' }],
	['key', 100, undefined],
] as const)('a limit that counts wider (%s) is learned', async (scope, limit, reads) => {
	const recipient = await start({ scope, perMinute: limit });
	const both = async () =>
		await Promise.all([
			runBusha(emulator, { resource: 'balance', operation: 'getAll' }, { items: payouts(150, recipient) }),
			runBusha(emulator, reads as Parameters, { items: payouts(150, recipient) }),
		]);
	const paying = async () => [await runBusha(emulator, payout, { items: payouts(150, recipient) })];
	const { result, took, refused } = await measured<Array<Awaited<ReturnType<typeof runBusha>>>>(reads ? both : paying);
	expect(result.map(({ error }) => error)).toEqual(result.map(() => undefined));
	expect(refused).toBeGreaterThan(0);
	// Both runs of reads have four requests under way when the first refusal comes.
	expect(refused).toBeLessThanOrEqual(reads ? 8 : 1);
	expect(took / floor(300, limit)).toBeLessThanOrEqual(1.05);
});

test('the credential takes only its share of each limit', async () => {
	const recipient = await start();
	const { took, refused } = await measured(
		async () => await runBusha(emulator, payout, { items: payouts(20, recipient), credential: { rateLimitShare: 50 } }),
	);
	expect(took).toBeGreaterThanOrEqual(MINUTE);
	expect(took).toBeLessThanOrEqual(1.05 * MINUTE);
	expect(refused).toBe(0);
});

test('two credentials with one key keep their own shares', async () => {
	const recipient = await start();
	const shares = [25, 75].map((rateLimitShare) => ({ rateLimitShare }));
	const { result, took } = await measured(
		async () =>
			await Promise.all(
				shares.map(
					async (credential, index) =>
						await runBusha(emulator, payout, { items: payouts(15, recipient, 100 * index), credential }),
				),
			),
	);
	expect(result.map(({ json }) => json.length)).toEqual([15, 15]);
	// 15 of one share are sent at once; the other one's 5 a minute take two minutes.
	expect(took).toBeGreaterThanOrEqual(2 * MINUTE);
	expect(took).toBeLessThanOrEqual(2.1 * MINUTE);
});

test('an item does not give up while it is told to slow down', async () => {
	const recipient = await start();
	emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'answer', status: 429, commit: false }, 14);
	const { json, error } = await runBusha(emulator, payout, { items: payouts(1, recipient) });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(1);
	expect(emulator.state.transfers.size).toBe(1);
});

test('a long wait is told in the log, once, and the client knows how long it waited', async () => {
	await start();
	const log: string[] = [];
	const api = await apiOf(emulator, {}, log);
	const posting = async () =>
		await api
			.as(undefined)
			.send({ method: 'POST', path: '/v1/bill/quote', effect: 'read', body: {} })
			.catch(() => undefined);
	for (let sent = 0; sent < 100; sent++) await posting();
	expect([log, api.waited]).toEqual([[], 0]);
	emulator.clock.advance(20_000);
	await Promise.all([posting(), posting(), posting()]);
	expect(log).toEqual(['Busha allows 100 requests a minute for POST /v1/bill/quote: waiting about 41 seconds']);
	expect(api.waited).toBeGreaterThan(40_000);
	emulator.clock.advance(55_000);
	for (let sent = 0; sent < 100; sent++) await posting();
	expect(log).toHaveLength(1);
});

test('a run tells in the log how many items are left while it waits', async () => {
	const recipient = await start();
	const log: string[] = [];
	const logger = jest.spyOn(ExecuteContext.prototype.logger, 'info').mockImplementation((line) => void log.push(line));
	await runBusha(emulator, payout, { items: payouts(45, recipient) });
	logger.mockRestore();
	expect(log.map((line) => line.replace(/\d+ seconds/, '... seconds'))).toEqual(
		[25, 5].map(
			(left) => `Busha allows 20 requests a minute for POST /v1/quotes: waiting about ... seconds, items left: ${left}`,
		),
	);
});

test('a run that waits for its turn stops within a second when the user stops it', async () => {
	const recipient = await start();
	restore();
	const stop = new AbortController();
	const begun = Date.now();
	const running = runBusha(emulator, payout, { items: payouts(40, recipient), cancel: stop.signal });
	while (emulator.state.transfers.size < 20) await new Promise(setImmediate);
	const stopped = Date.now();
	stop.abort();
	const { run } = await running;
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect(Date.now() - begun).toBeLessThan(20_000);
	expect(run.status).toBe('canceled');
	expect(emulator.state.transfers.size).toBe(20);
});
