import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { addStandIns } from '../standIns';
import { outcome, runExample, type Scenarios } from './run';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The first moment of today in Lagos, which the example is set to, and yesterday's date there. */
function lagos(): { today: number; yesterday: string } {
	const there = new Date(Date.now() + HOUR_MS).toISOString().slice(0, 10);
	const today = Date.parse(`${there}T00:00:00+01:00`);
	return { today, yesterday: new Date(today + HOUR_MS - DAY_MS).toISOString().slice(0, 10) };
}

/** Two customers with entries around midnight, of which those of yesterday count. */
function twoCustomers(emulator: Emulator): { ada: string; bola: string } {
	const [ada, bola] = [emulator.addCustomer().id, emulator.addCustomer().id];
	const { today } = lagos();
	const entries = (
		profileId: string,
		at: number,
		rows: Array<{ amount: string; is_credit: boolean; currency?: string }>,
	) =>
		emulator.addTransactions(rows.length, { profileId, newestAt: at, step: 1, fields: (index) => rows[index] ?? {} });
	entries(ada, today - DAY_MS - 1, [{ amount: '7', is_credit: true }]);
	entries(ada, today - 1, [
		{ amount: '0.1', is_credit: true },
		{ amount: '0.2', is_credit: true },
		{ amount: '5', is_credit: false, currency: 'USDT' },
	]);
	entries(bola, today - DAY_MS, [{ amount: '1000', is_credit: true }]);
	entries(bola, today, [{ amount: '9', is_credit: true }]);
	return { ada, bola };
}

/** Runs the example beside a ledger with these rows, and returns what it mailed. */
async function mailed(emulator: Emulator, rows: string[]): Promise<{ told: unknown; letters: IDataObject[] }> {
	const path = `/home/node/.n8n-files/ledger-${lagos().yesterday}.csv`;
	const files = new Map([[path, Buffer.from(['customerId,currency,credit,debit', ...rows, ''].join('\n'))]]);
	const { sent: letters } = addStandIns({ files });
	const run = await runExample(emulator, 'reconcile-customers.json', { start: 'Every Morning' });
	return { told: outcome(run, 'Mail the Differences'), letters };
}

export const reconcile: Scenarios = {
	'mails nothing when both agree, however the amounts are written': async (emulator) => {
		const { ada, bola } = twoCustomers(emulator);
		const rows = [`${ada},NGN,0.30,0`, `${ada},USDT,0.00,5.000`, `${bola},NGN,1000.00,0`];
		expect(await mailed(emulator, rows)).toEqual({ told: [], letters: [] });
	},
	'mails each customer and currency that differs, also those that one side does not know': async (emulator) => {
		const { ada, bola } = twoCustomers(emulator);
		const { letters } = await mailed(emulator, [`${ada},NGN,0.31,0`, `${bola},NGN,1000,0`, `${bola},KES,5,0`]);
		expect(letters).toEqual([
			{
				from: 'n8n@example.com',
				to: 'finance@example.com',
				subject: `3 differences between Busha and the ledger on ${lagos().yesterday}`,
				text: [
					`${ada} NGN: Busha says in 0.3, out 0; the ledger says in 0.31, out 0`,
					`${ada} USDT: Busha says in 0, out 5; the ledger says in 0, out 0`,
					`${bola} KES: Busha says in 0, out 0; the ledger says in 5, out 0`,
				]
					.sort()
					.join('\n'),
			},
		]);
	},
	'tells of a day on which nobody did anything but the ledger says so': async (emulator) => {
		const { id } = emulator.addCustomer();
		const { letters } = await mailed(emulator, [`${id},NGN,5,0`]);
		expect(letters).toMatchObject([{ text: `${id} NGN: Busha says in 0, out 0; the ledger says in 5, out 0` }]);
	},
	'compares with an empty ledger': async (emulator) => {
		twoCustomers(emulator);
		const { letters } = await mailed(emulator, []);
		expect(letters).toMatchObject([{ subject: expect.stringMatching(/^3 differences/) as string }]);
	},
	'stops when the totals of one customer cannot be read': async (emulator) => {
		const { bola } = twoCustomers(emulator);
		emulator.onRequest(({ resource, profileId }) =>
			resource === 'transactions' && profileId === bola ? { kind: 'answer', status: 403, commit: false } : undefined,
		);
		const { told, letters } = await mailed(emulator, []);
		expect([typeof told, letters]).toEqual(['string', []]);
	},
};
