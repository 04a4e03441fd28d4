import type { INodeExecutionData, IRun } from 'n8n-workflow';

import { hintsOf } from '../../nodes/Busha/run/hints';
import { type Account, openAccount } from '../support/account';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	await account.close();
});

const hintsIn = ({ data }: IRun): string[] =>
	(data.resultData.runData.Busha ?? []).flatMap(({ hints = [] }) => hints.map(({ message }) => message));

test('a run in which nothing special happened has no hint', async () => {
	const { run } = await account.run(account.payout());
	expect(hintsIn(run)).toEqual([]);
});

test('payments that were made before are hinted at', async () => {
	const payout = account.payout({ reference: 'salary-2026-11-ada' });
	await account.run(payout);
	const { run } = await account.run(payout);
	expect(hintsIn(run)).toEqual([expect.stringContaining('The result of 1 item was made by an earlier try')]);
});

test('items in doubt are hinted at', async () => {
	account.emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'reset', commit: true });
	account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
	const { run } = await account.run(account.payout(), { settings: { onError: 'continueErrorOutput' } });
	expect(hintsIn(run)).toEqual([expect.stringContaining('It is not known what became of 1 item.')]);
});

test('rows of one item count once, and only long waits are told', () => {
	const row = (item: number): INodeExecutionData => ({ json: { replayed: true }, pairedItem: { item } });
	const told = (waitedMs: number) => hintsOf([row(0), row(0), row(1)], waitedMs).map(({ message }) => message);
	expect(told(9_999)).toEqual([expect.stringContaining('2 items')]);
	expect(told(10_000)).toHaveLength(2);
	expect(told(83_600)).toEqual([expect.stringContaining('2 items'), expect.stringContaining('waited 84 seconds')]);
});
