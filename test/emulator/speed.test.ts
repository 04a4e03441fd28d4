/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { startEmulator } from './index';
import { PAYOUT, TestClient } from './testClient';

/** CPU milliseconds of this process, client included: a busy machine does not change it much. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
	const start = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(start);
	return Math.round((user + system) / 1000);
}

test('a thousand quotes and transfers, and 100,000 rows, are quick', async () => {
	const emulator = await startEmulator({ rateLimit: false });
	const api = new TestClient(emulator);
	const recipient = emulator.addRecipient();
	const pairs = await cpuOf(async () => {
		for (let index = 0; index < 1000; index++) await api.pay(PAYOUT(recipient.id, '500'));
	});
	emulator.addTransactions(100_000);
	let rows: Array<{ id: string }> = [];
	const paging = await cpuOf(async () => {
		rows = await api.all('/v1/transactions', 100);
	});
	process.stdout.write(`emulator: 1000 quote+transfer pairs ${pairs} ms CPU, ${rows.length} rows by 100 ${paging} ms CPU\n`);
	expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
	expect(emulator.violations).toEqual([]);
	// Generous: many times what it takes on an idle machine.
	expect(pairs).toBeLessThan(30_000);
	expect(paging).toBeLessThan(30_000);
	await emulator.stop();
}, 120_000);

test('emulators start and stop quickly, and do not share state', async () => {
	const cpu = await cpuOf(async () => {
		const emulators = await Promise.all(Array.from({ length: 50 }, async () => await startEmulator()));
		expect(new Set(emulators.map(({ secretKey }) => secretKey)).size).toBe(50);
		await Promise.all(emulators.map(async (emulator) => await emulator.stop()));
	});
	expect(cpu).toBeLessThan(2000);
});
