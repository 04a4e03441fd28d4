/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { type Emulator, startEmulator } from '../../emulator';
import { payoutTo, runBusha } from '../support/busha';
import { fastTime } from '../support/time';

const MINUTE = 60_000;
const ITEMS = 300;

const payout = payoutTo('={{ $json.recipient }}', { amount: '={{ $json.amount }}' });

let emulator: Emulator;
let restore: () => void;

async function start(scope: 'resource' | 'account'): Promise<string> {
	emulator = await startEmulator({ speed: 0, rateLimit: { perMinute: 100, scope } });
	restore = fastTime(emulator);
	return emulator.addRecipient().id;
}

afterEach(async () => {
	restore();
	await emulator.stop();
});

const items = (count: number, recipient: string, offset = 0) =>
	Array.from({ length: count }, (_, index) => ({ recipient, amount: String(1000 + offset + index) }));

const credential = { requestsPerMinute: 100 };

/** What a run of payouts took of the emulator's time, and how often it was told to slow down. */
function measured(begun: number) {
	return {
		took: emulator.clock.now() - begun,
		refused: emulator.requests.filter(({ status }) => status === 429).length,
		amounts: new Set([...emulator.state.transfers.values()].map((transfer) => transfer.source_amount)),
	};
}

/** The shortest time in which the limit lets `requests` through: a full window first, then one more each minute. */
const floor = (requests: number) => (Math.ceil(requests / 100) - 1) * MINUTE;

test('300 payouts at 100 requests a minute are all made, in hardly more time than the limit asks for', async () => {
	const recipient = await start('resource');
	const begun = emulator.clock.now();
	const { json, error } = await runBusha(emulator, payout, { items: items(ITEMS, recipient), credential });
	const { took, refused, amounts } = measured(begun);
	expect(error).toBeUndefined();
	expect(json).toHaveLength(ITEMS);
	expect(amounts.size).toBe(ITEMS);
	expect(emulator.state.transfers.size).toBe(ITEMS);
	expect(refused).toBe(0);
	expect(took / floor(ITEMS)).toBeLessThanOrEqual(1.05);
});

test('two executions side by side share the limit', async () => {
	const recipient = await start('resource');
	const begun = emulator.clock.now();
	const half = ITEMS / 2;
	const runs = await Promise.all(
		[0, half].map(async (offset) => await runBusha(emulator, payout, { items: items(half, recipient, offset), credential })),
	);
	const { took, refused, amounts } = measured(begun);
	expect(runs.map(({ json }) => json.length)).toEqual([half, half]);
	expect(amounts.size).toBe(ITEMS);
	expect(refused).toBe(0);
	expect(took / floor(ITEMS)).toBeLessThanOrEqual(1.05);
});

test('a limit that counts all resources together is learned from the first answer 429', async () => {
	const recipient = await start('account');
	const begun = emulator.clock.now();
	const { json, error } = await runBusha(emulator, payout, { items: items(ITEMS, recipient), credential });
	const { took, refused } = measured(begun);
	expect(error).toBeUndefined();
	expect(json).toHaveLength(ITEMS);
	expect(emulator.state.transfers.size).toBe(ITEMS);
	expect(refused).toBeGreaterThan(0);
	expect(refused / emulator.requests.length).toBeLessThanOrEqual(0.01);
	expect(took / floor(2 * ITEMS)).toBeLessThanOrEqual(1.05);
});

test('the credential takes only its share of the limit', async () => {
	const recipient = await start('resource');
	const begun = emulator.clock.now();
	await runBusha(emulator, payout, { items: items(50, recipient), credential: { requestsPerMinute: 25 } });
	expect(measured(begun).took).toBeGreaterThanOrEqual(MINUTE);
	expect(measured(begun).refused).toBe(0);
});

test('a run that waits for its turn stops within a second when the user stops it', async () => {
	const recipient = await start('resource');
	restore();
	const stop = new AbortController();
	const begun = Date.now();
	const running = runBusha(emulator, payout, { items: items(40, recipient), credential: { requestsPerMinute: 20 }, cancel: stop.signal });
	while (emulator.state.transfers.size < 20) await new Promise(setImmediate);
	const stopped = Date.now();
	stop.abort();
	const { run } = await running;
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect(Date.now() - begun).toBeLessThan(20_000);
	expect(run.status).toBe('canceled');
	expect(emulator.state.transfers.size).toBe(20);
});
