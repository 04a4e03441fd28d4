/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import type { IDataObject } from 'n8n-workflow';

import { type Emulator, type Quote, startEmulator } from '../../emulator';
import { type Parameters, payoutTo, type Ran, resolutionOf, runBusha } from '../support/busha';
import { individual } from '../support/customers';
import { fastTime } from '../support/time';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const TARGET = { ratio: 1.05, refusals: 0.01, laterRequests: 6 };

const print = (...cells: string[]): boolean => process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
const row = (name: string, ...cells: string[]): boolean =>
	print(name.padEnd(46), ...cells.map((cell) => cell.padStart(9)));
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const verdict = (met: boolean): string => (met ? 'met' : 'MISSED');

/** What one piece of work took, in milliseconds of the emulator's time, which passes at once. */
interface Measured {
	took: number;
	requests: number;
	refused: number;
	ran: Ran[];
}

async function measure(emulator: Emulator, work: () => Promise<Ran[]>): Promise<Measured> {
	const [begun, from] = [emulator.clock.now(), emulator.requests.length];
	const ran = await work();
	const sent = emulator.requests.slice(from);
	const refused = sent.filter(({ status }) => status === 429).length;
	return { took: emulator.clock.now() - begun, requests: sent.length, refused, ran };
}

/** A local Busha with its published limits, and a recipient to pay to. */
async function withBusha<T>(work: (emulator: Emulator, recipientId: string) => Promise<T>): Promise<T> {
	const emulator = await startEmulator({ speed: 0, rateLimit: {} });
	const restore = fastTime(emulator, { requestTimeoutMs: 30_000 });
	try {
		return await work(emulator, emulator.addRecipient().id);
	} finally {
		restore();
		await emulator.stop();
	}
}

const payout = (recipientId: string): Parameters =>
	payoutTo(recipientId, { amount: '={{ $json.amount }}', reference: '={{ $json.reference }}' });

const payments = (count: number, first = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		amount: String(1000 + first + index),
		reference: `payroll-november-${first + index}`,
	}));

interface Scenario {
	name: string;
	items: number;
	/** Requests a minute that Busha lets through of the slowest operation. */
	limit: number;
	run: (emulator: Emulator, recipientId: string) => Promise<Ran[]>;
}

const SCENARIOS: readonly Scenario[] = [
	{
		name: '60 payouts with references',
		items: 60,
		limit: 20,
		run: async (emulator, recipientId) => [await runBusha(emulator, payout(recipientId), { items: payments(60) })],
	},
	{
		name: '60 payouts, two executions side by side',
		items: 60,
		limit: 20,
		run: async (emulator, recipientId) =>
			await Promise.all(
				[0, 30].map(async (first) => await runBusha(emulator, payout(recipientId), { items: payments(30, first) })),
			),
	},
	{
		name: '60 customers',
		items: 60,
		limit: 20,
		run: async (emulator) => {
			const items = Array.from({ length: 60 }, (_, index) => ({ email: `ada.${index}@gmail.com` }));
			return [await runBusha(emulator, individual({ email: '={{ $json.email }}' }), { items })];
		},
	},
	{
		name: '20 account resolutions',
		items: 20,
		limit: 5,
		run: async (emulator) => {
			const items = Array.from({ length: 20 }, (_, index) => ({ account: String(1_000_000_000 + index) }));
			return [await runBusha(emulator, resolutionOf('={{ $json.account }}'), { items })];
		},
	},
];

async function atTheLimits(): Promise<void> {
	row('At the published limits, in virtual time', 'took (s)', 'floor (s)', 'ratio', '429', 'lost', '');
	for (const { name, items, limit, run } of SCENARIOS) {
		await withBusha(async (emulator, recipientId) => {
			const { took, requests, refused, ran } = await measure(emulator, async () => await run(emulator, recipientId));
			const floor = (Math.ceil(items / limit) - 1) * MINUTE_MS;
			const lost = items - ran.reduce((sum, { json }) => sum + json.length, 0);
			const met = took <= TARGET.ratio * floor && refused <= TARGET.refusals * requests && lost === 0;
			const ratio = (took / floor).toFixed(3);
			row(name, seconds(took), seconds(floor), ratio, `${refused}/${requests}`, String(lost), verdict(met));
		});
	}
}

async function readAfterAQuote(): Promise<void> {
	const took = async (quoteFirst: boolean): Promise<number> =>
		await withBusha(async (emulator, recipientId) => {
			emulator.addTransactions(4_000);
			if (quoteFirst) await runBusha(emulator, payout(recipientId), { items: payments(1) });
			const all = { resource: 'transaction', operation: 'getAll', returnAll: true };
			return (await measure(emulator, async () => [await runBusha(emulator, all)])).took;
		});
	const [without, after] = [await took(false), await took(true)];
	print('');
	row('4,000 rows read', 'without (s)', 'after (s)', '');
	row('after a quote and without one', seconds(without), seconds(after), verdict(after <= without));
}

async function besideOlderQuotes(count: number): Promise<void> {
	await withBusha(async (emulator, recipientId) => {
		const plain = payoutTo(recipientId, { amount: '1000' });
		await runBusha(emulator, plain);
		const [like] = emulator.state.quotes.values();
		emulator.addOlderQuotes(like as Quote, count, Math.floor((30 * DAY_MS) / count));
		const one = async (first: number): Promise<Measured> =>
			await measure(emulator, async () => [
				await runBusha(emulator, payout(recipientId), { items: payments(1, first) }),
			]);
		const first = await one(1);
		emulator.clock.advance(60 * MINUTE_MS);
		const later = await one(2);
		const cells = [first, later].flatMap(({ requests, took }) => [String(requests), seconds(took)]);
		row(`${count} older quotes of 30 days`, ...cells, verdict(later.requests <= TARGET.laterRequests));
	});
}

async function bench(): Promise<void> {
	await atTheLimits();
	await readAfterAQuote();
	print('');
	row('One payout with a reference beside', 'first', 'took (s)', 'later', 'took (s)', '');
	for (const count of [2_000, 20_000, 50_000]) await besideOlderQuotes(count);
}

bench().catch((error: unknown) => {
	process.stderr.write(`The benchmark could not run: ${String(error)}\n`);
	process.exitCode = 1;
});
