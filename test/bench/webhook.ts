/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** How long Busha Trigger takes to verify a delivery, read it, and decide whether anybody wants it. */
import { createHmac } from 'node:crypto';

import { isWanted, parseDelivery } from '../../nodes/Busha/webhook/delivery';
import { isSeen, keyOf, merged, type Seen } from '../../nodes/Busha/webhook/seen';
import { isSigned } from '../../nodes/Busha/webhook/verify';
import { percentile } from '../support/statistics';

const DELIVERIES = 10_000;
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

function measure(name: string, one: (index: number) => unknown): string[] {
	const times: number[] = [];
	for (let index = 0; index < DELIVERIES; index++) {
		const start = performance.now();
		one(index);
		times.push(performance.now() - start);
	}
	return [name, ...[0.5, 0.99, 1].map((share) => `${percentile(times, share).toFixed(3)} ms`)];
}

const bodies = Array.from({ length: DELIVERIES }, (_, index) => transfer(index));
const signatures = bodies.map((body) => createHmac('sha256', SECRET).update(body).digest('base64'));
const forged = signatures.map((_, index) => signatures[(index + 1) % DELIVERIES]);

let seen: Seen = {};
const judge = (index: number, signature: string | undefined): boolean => {
	const body = bodies[index] ?? Buffer.alloc(0);
	if (!isSigned(body, signature, [SECRET])) return false;
	const delivery = parseDelivery(body);
	return delivery !== undefined && isWanted(delivery, WANTED);
};
const remember = (index: number): void => {
	const body = bodies[index] ?? Buffer.alloc(0);
	const delivery = parseDelivery(body);
	const key = delivery ? keyOf(delivery, body) : '';
	if (!isSeen(seen, key, index)) seen = merged(seen, { [key]: index });
};

const rows = [
	['', 'median', 'p99', 'longest'],
	measure('genuine: verify and filter', (index) => judge(index, signatures[index])),
	measure('forged: verify and refuse', (index) => judge(index, forged[index])),
	measure('remember among a thousand', remember),
];
const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
process.stdout.write(`${DELIVERIES} deliveries of ${bodies[0]?.length} bytes\n`);
for (const row of rows)
	process.stdout.write(
		`${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`,
	);
