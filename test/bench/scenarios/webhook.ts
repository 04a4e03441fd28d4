import { createHmac, timingSafeEqual } from 'node:crypto';

import { type IDataObject, ObservableObject } from 'n8n-workflow';

import { isWanted, parseDelivery } from '../../../nodes/Busha/webhook/delivery';
import { isSeen, keyOf, readSeen, remember, type Seen } from '../../../nodes/Busha/webhook/seen';
import { isSigned } from '../../../nodes/Busha/webhook/verify';
import { percentile } from '../../support/statistics';
import { atMost, count, figure, type Scenario } from '../result';
import { exponentOf } from '../run';

const MOST_MS = 1;
/** The same deliveries come again when more are measured. */
const DIFFERENT = 10_000;
const SECRET = 'sample_webhook_secret';
const WANTED = { events: ['transfer.funds_received', 'deposit.success'], customerId: 'CUS_Sample0000001' };

function transfer(index: number): Buffer {
	const data = {
		id: `TRF_Sample${index}`,
		profile_id: `CUS_Sample000000${index % 2}`,
		quote_id: `QUO_Sample${index}`,
		description: 'Bought BTC',
		sub_description: 'With USDT',
		source_currency: 'USDT',
		target_currency: 'BTC',
		source_amount: '16.80378556',
		target_amount: '0.00018',
		trade: 'buy',
		fees: [],
		rate: {
			product: 'BTCUSDT',
			rate: '90825.65',
			side: 'buy',
			type: 'FIXED',
			source_currency: 'USDT',
			target_currency: 'BTC',
		},
		pay_in: {
			type: 'address',
			network: 'BSC',
			address: '0xSampleAddress',
			expires_at: '2026-05-01T10:00:00.610518Z',
			blockchain_hash: 'samplehash',
		},
		status: 'funds_received',
		timeline: { total_steps: 0, current_step: 0, transfer_status: '', events: [] },
		created_at: '2026-05-01T09:00:00.537625Z',
		updated_at: '2026-05-01T09:01:00.685331Z',
	};
	return Buffer.from(
		JSON.stringify({ business_id: 'BUS_Sample0000000000001', event: 'transfer.funds_received', data }),
	);
}

/** Milliseconds of each call. */
function times(deliveries: number, one: (index: number) => unknown): number[] {
	const seen: number[] = [];
	for (let index = 0; index < deliveries; index++) {
		const start = performance.now();
		one(index % DIFFERENT);
		seen.push(performance.now() - start);
	}
	return seen;
}

const observed = (data: IDataObject): IDataObject => ObservableObject.create(data) as IDataObject;

interface Job {
	name: string;
	one: (index: number) => unknown;
	/** The part of the deliveries that is enough to measure it. */
	part?: number;
}

function jobs(): Job[] {
	const bodies = Array.from({ length: DIFFERENT }, (_, index) => transfer(index));
	const bodyOf = (index: number): Buffer => bodies[index] ?? Buffer.alloc(0);
	const hmac = (body: Buffer): Buffer => createHmac('sha256', SECRET).update(body).digest();
	const signatures = bodies.map((body) => hmac(body).toString('base64'));
	const judge = (index: number, signature: string | undefined): boolean => {
		const body = bodyOf(index);
		if (!isSigned(body, signature, [SECRET])) return false;
		const delivery = parseDelivery(body);
		return delivery !== undefined && isWanted(delivery, WANTED);
	};
	// As n8n hands it over, but once, while n8n reads it anew for each delivery.
	const kept = observed({ seen: {} });
	const started: Seen = {};
	const once = (index: number): void => {
		const body = bodyOf(index);
		const delivery = parseDelivery(body);
		const key = delivery ? keyOf(delivery, body) : '';
		const seen = readSeen(kept.seen);
		remember(seen, started);
		if (isSeen(seen, key, index)) return;
		remember(seen, { [key]: index });
		remember(started, { [key]: index });
	};
	const stored = JSON.stringify({ seen: Object.fromEntries(signatures.slice(0, 1_000).map((key) => [key, 1])) });
	return [
		{
			name: 'the floor: one HMAC, one comparison, JSON.parse',
			one: (index) =>
				timingSafeEqual(hmac(bodyOf(index)), Buffer.from(signatures[index] ?? '', 'base64')) &&
				JSON.parse(bodyOf(index).toString()),
		},
		{ name: 'genuine: verify and filter', one: (index) => judge(index, signatures[index]) },
		{ name: 'forged: verify and refuse', one: (index) => judge(index, signatures[(index + 1) % DIFFERENT]) },
		{ name: 'remember among a thousand', one: once, part: 0.02 },
		{
			name: 'n8n: read and write the data that remembers a thousand',
			one: () => JSON.stringify(observed(JSON.parse(stored) as IDataObject)),
			part: 0.02,
		},
	];
}

/** How long Busha Trigger takes to verify a delivery, read it, and decide whether anybody wants it. */
export const webhook: Scenario = {
	name: 'webhook',
	run: async (quick) => {
		const main = quick ? 10_000 : 100_000;
		const sizes = [main / 10, main, main * 10];
		const rows = jobs().map(({ name, one, part = 1 }) => {
			const bySize = sizes.map((size) => times(size * part, one));
			const total = (seen: number[]): number => seen.reduce((sum, ms) => sum + ms, 0);
			const [, own = []] = bySize;
			return {
				name,
				shares: [0.5, 0.99, 1].map((share) => percentile(own, share)),
				growth: exponentOf(sizes.map((size, index) => [size, total(bySize[index] ?? [])])),
			};
		});
		const genuine = rows[1]?.shares[1] ?? NaN;
		return await Promise.resolve({
			title: `Verify and filter ${count(main)} deliveries`,
			about: `Deliveries of ${transfer(0).length} bytes. What n8n does around a webhook is left out: it is the same for every trigger.`,
			columns: ['', 'median (ms)', 'p99 (ms)', 'longest (ms)', 'growth'],
			rows: rows.map(({ name, shares, growth }) => [name, ...shares.map((ms) => ms.toFixed(4)), figure(growth)]),
			targets: [atMost(`p99 below ${MOST_MS} ms`, genuine, MOST_MS, ' ms')],
			notes: [`Growth is over ${sizes.map(count).join(', ')} deliveries; for the memory, over a fiftieth of them.`],
			charts: [],
		});
	},
};
