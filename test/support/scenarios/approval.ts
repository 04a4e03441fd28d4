import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { example, nodeNamed } from '../examples';
import { submission } from '../form';
import { addStandIns } from '../standIns';
import { runExample, type Scenarios } from './run';

const FILE = 'approve-payout-in-chat.json';
const REQUEST = {
	'Invoice Number': '2026-0042',
	'Amount in Naira': '1500.50',
	Payee: 'Ada Sample',
	'Bank Code': '099999',
	'Account Number': '0123456780',
	'Requested By': 'bola@example.com',
};
const QUESTION = [
	'bola@example.com asks to pay 1500.50 NGN for invoice 2026-0042.',
	'Account 0123456780 at the bank 099999.',
	'The bank says that it belongs to ADA SAMPLE.',
].join('\n');

/** Fills in the form, lets somebody answer, and returns what was said in Slack. */
async function request(
	emulator: Emulator,
	answer: boolean | undefined,
	more: Partial<typeof REQUEST> = {},
): Promise<string[]> {
	const { sent } = addStandIns({ answer: () => answer });
	const { json } = submission(nodeNamed(example(FILE), 'Payout Request'), { ...REQUEST, ...more });
	const run = await runExample(emulator, FILE, { input: [json as IDataObject] });
	expect(run.data.resultData.error).toBeUndefined();
	expect(new Set(sent.map(({ channel }) => channel))).toEqual(new Set(['#payouts']));
	return sent.map(({ text }) => String(text));
}

const paid = (emulator: Emulator) =>
	[...emulator.state.transfers.values()].map(({ reference, target_amount }) => [reference, target_amount]);

export const approval: Scenarios = {
	'pays what was approved, and tells the channel': async (emulator) => {
		const [question, told] = await request(emulator, true);
		expect(question).toBe(QUESTION);
		expect(told).toMatch(/^Paid 1500.50 NGN for invoice 2026-0042\. Transfer \w+\.$/);
		expect(paid(emulator)).toEqual([['approved-invoice-2026-0042', '1500.5']]);
	},
	'pays nothing when somebody says no, or nobody answers': async (emulator) => {
		for (const answer of [false, undefined]) {
			const [, told] = await request(emulator, answer);
			expect(told).toBe('Invoice 2026-0042 was not approved. Nothing was paid.');
		}
		expect([paid(emulator), emulator.state.quotes.size, emulator.state.recipients.size]).toEqual([[], 0, 0]);
	},
	'pays an invoice once, however often it is approved, and not with another amount': async (emulator) => {
		await request(emulator, true);
		const [, again] = await request(emulator, true);
		const [, other] = await request(emulator, true, { 'Amount in Naira': '1600' });
		expect(again).toMatch(/already before. Nothing was paid now\./);
		expect(other).toMatch(/^Invoice 2026-0042 needs a look: .*Outcome: notSent\.$/s);
		expect(paid(emulator)).toHaveLength(1);
	},
	'shows the name that the bank has for the account': async (emulator) => {
		const [question] = await request(emulator, false, { 'Account Number': '0123456781' });
		expect(question).toContain('belongs to BOLA SAMPLE, but the request says Ada Sample.');
	},
	'pays nothing above the limit': async (emulator) => {
		const [, told] = await request(emulator, true, { 'Amount in Naira': '500000' });
		expect(told).toMatch(/needs a look/);
		expect(paid(emulator)).toEqual([]);
	},
};
