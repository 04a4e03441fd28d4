import { fetch } from 'undici';

import { type Emulator, startEmulator } from '../../emulator';
import { campaign, summary } from './campaign';
import { judge } from './invariants';
import { play } from './play';
import { type Schedule, scheduleOf } from './schedule';

const SCHEDULES = 200;

test(
	`${SCHEDULES} random schedules of faults: nothing twice, nothing lost, nothing reported falsely`,
	async () => {
		const totals = await campaign(1, SCHEDULES);
		expect(totals.failing).toEqual([]);
		expect(summary(totals)).toContain('0 duplicates, 0 lost, 0 false reports');
		expect(Object.keys(totals.faults).length).toBeGreaterThan(15);
	},
	240_000,
);

describe('the invariants', () => {
	const quiet: Schedule = { ...scheduleOf(1), faults: [undefined], then: 'nothing', wait: false };
	const schedule: Schedule = { ...quiet, items: [{ kind: 'payout', profile: 0, refusedByBank: false }] };
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await startEmulator();
	});
	afterEach(async () => await emulator.stop());

	const post = async (path: string, body: object) => {
		const headers = { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' };
		const response = await fetch(`${emulator.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
		return (await response.json()) as { data: { id: string } };
	};

	test('find nothing wrong with a payment that went well', async () => {
		expect(judge(emulator, await play(emulator, schedule))).toMatchObject({ duplicates: [], lost: [], falseReports: [] });
	});

	test('find a second transfer of the same item', async () => {
		const played = await play(emulator, schedule);
		const [first] = [...emulator.state.transfers.values()];
		const payOut = { type: 'bank_transfer', recipient_id: first?.pay_out?.recipient_id };
		const amount = { source_currency: 'NGN', target_currency: 'NGN', source_amount: first?.source_amount };
		const quote = await post('/v1/quotes', { ...amount, pay_in: { type: 'balance' }, pay_out: payOut });
		await post('/v1/transfers', { quote_id: quote.data.id });
		expect(judge(emulator, played).duplicates).toHaveLength(1);
	});

	test('find an item that was dropped, one that was reported as paid and was not, and one that was denied and was paid', async () => {
		const played = await play(emulator, schedule);
		const [execution] = played.executions;
		const withReports = (...reports: Array<[number, Array<{ success?: { transferId: string }; failure?: { outcome: string } }>]>) => ({
			...played,
			executions: [{ ...execution!, reports: new Map(reports) }],
		});
		expect(judge(emulator, withReports()).lost).toHaveLength(1);
		expect(judge(emulator, withReports([0, [{ success: { transferId: 'TRF_none' } }]])).falseReports).toHaveLength(1);
		expect(judge(emulator, withReports([0, [{ failure: { outcome: 'rejected' } }]])).falseReports).toHaveLength(1);
	});
});
