import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { addStandIns } from '../standIns';
import type { ToolCall } from '../standIns/outside';
import { runExample, type Scenarios } from './run';

const FILE = 'agent-with-approval.json';
const LANDLORD = '0123456789abcdef01234567';
const PAYMENT = { payee: 'landlord', amount: '1500.50', reference: 'invoice-2026-0042' };
const pay = (more: IDataObject = {}): ToolCall => ({ tool: 'Pay', args: { ...PAYMENT, ...more } });
const find = { tool: 'Find_Payment', args: { reference: PAYMENT.reference } };

interface Talk {
	/** What the model was told after each of its turns. */
	heard: string[];
	/** What people read in the chat: questions, and the last word. */
	said: string[];
}

/** Lets a model that makes these calls, one turn after the other, work for somebody who answers every question alike. */
async function talk(emulator: Emulator, turns: ToolCall[][], answer = (): boolean | undefined => true): Promise<Talk> {
	const heard: string[] = [];
	const left = [...turns];
	const { sent } = addStandIns({
		answer,
		model: (news) => {
			heard.push(...news);
			const calls = left.shift();
			return calls ? { calls } : { output: 'That is all.' };
		},
	});
	const run = await runExample(emulator, FILE, {
		start: 'Chat',
		input: [{ sessionId: '1', chatInput: 'Pay the landlord.' }],
	});
	expect(run.data.resultData.error).toBeUndefined();
	expect(sent.pop()).toEqual({ text: 'That is all.' });
	return { heard, said: sent.map(({ text }) => String(text)) };
}

function ready(emulator: Emulator): void {
	emulator.addRecipient({ id: LANDLORD });
}

const paid = (emulator: Emulator) =>
	[...emulator.state.transfers.values()].map(({ reference, target_amount }) => [reference, target_amount]);

export const agentWithApproval: Scenarios = {
	'asks a person, pays what was approved, and tells the model': async (emulator) => {
		ready(emulator);
		const { heard, said } = await talk(emulator, [[find], [pay()], [find]]);
		expect(said).toEqual(['Pay this?\nPayee: landlord\nAmount: 1500.50 NGN\nReference: invoice-2026-0042']);
		expect(heard[0]).toContain('"found":false');
		expect(heard[1]).toContain('"target_amount":"1500.5"');
		expect(heard[2]).toContain('"found":true');
		expect(paid(emulator)).toEqual([['invoice-2026-0042', '1500.5']]);
	},
	'asks Busha nothing when the person says no, or does not answer': async (emulator) => {
		ready(emulator);
		for (const answer of [false, undefined]) {
			const { heard } = await talk(emulator, [[pay()]], () => answer);
			expect(heard[0]).toContain('rejected the tool call');
		}
		expect(emulator.requests).toEqual([]);
	},
	'pays once when the model repeats itself, and refuses another amount': async (emulator) => {
		ready(emulator);
		const { heard, said } = await talk(emulator, [[pay()], [pay()], [pay({ amount: '1600' })]]);
		expect(said).toHaveLength(3);
		expect(heard[1]).toContain('"replayed":true');
		expect(heard[2]).toContain('"outcome":"notSent"');
		expect(paid(emulator)).toEqual([['invoice-2026-0042', '1500.5']]);
	},
	'pays once when the model calls twice in the same moment': async (emulator) => {
		ready(emulator);
		const { heard } = await talk(emulator, [[pay(), pay()]]);
		expect(heard.filter((text) => text.includes('"replayed":true'))).toHaveLength(1);
		expect(paid(emulator)).toHaveLength(1);
	},
	'pays only who is on the list, up to the limit, and with a reference': async (emulator) => {
		ready(emulator);
		const { heard } = await talk(emulator, [
			[pay({ payee: 'the model itself' })],
			[pay({ amount: '100000' })],
			[pay({ reference: '' })],
			[pay({ reference: 'N/A' })],
		]);
		expect(heard.map((text) => /"outcome":"(\w+)"/.exec(text)?.[1])).toEqual(Array(4).fill('notSent'));
		expect(heard[2]).toContain('Reference: is needed when an agent pays');
		expect(paid(emulator)).toEqual([]);
	},
	'looks up the balance': async (emulator) => {
		ready(emulator);
		const { heard } = await talk(emulator, [[{ tool: 'Get_Balance', args: {} }]]);
		expect(heard[0]).toContain('"available"');
		expect(heard[0]).toContain('"amount":"1000000"');
	},
};
