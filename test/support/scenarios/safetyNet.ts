import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { TestClient } from '../../emulator/testClient';
import { example, nodeNamed } from '../examples';
import { PollHost } from '../poll';
import { addStandIns } from '../standIns';
import { whileListening } from '../triggerExamples';
import { outcome, runExample, type Scenarios } from './run';

const FILE = 'safety-net.json';
const POLLING = 'Busha Polling Trigger';
const BANK = '0123456789abcdef01234567';
const LAST = 'Send the Message';

const polling = (emulator: Emulator) =>
	new PollHost(emulator, nodeNamed(example(FILE), POLLING).parameters as IDataObject);

/** Pays 5,000 NGN into the balance of the business, and lets the money arrive. */
async function deposit(emulator: Emulator, profile?: string): Promise<IDataObject> {
	const client = new TestClient(emulator);
	const payIn = { type: 'temporary_bank_account' };
	const quote = { source_currency: 'NGN', target_currency: 'NGN', source_amount: '5000', pay_in: payIn };
	const { id } = await client.pay(quote, profile);
	emulator.clock.advance(60_000);
	return (await client.data('GET', `/v1/transfers/${id}`, { profile })) as unknown as IDataObject;
}

const forwarded = (emulator: Emulator) =>
	[...emulator.state.transfers.values()].filter(({ pay_out }) => pay_out.type === 'bank_transfer');

const told = ({ id }: IDataObject) => [
	{
		text: expect.stringMatching(
			new RegExp(`^The deposit ${String(id)} was forwarded: 4850 NGN, transfer \\w+\\.$`),
		) as string,
	},
];

export const safetyNet: Scenarios = {
	'forwards a deposit once and tells it once, when both triggers see it': async (emulator) => {
		emulator.addRecipient({ id: BANK });
		const host = polling(emulator);
		await host.poll();
		await whileListening(emulator, FILE, async (workflow) => {
			const received = await deposit(emulator);
			const [byWebhook] = await workflow.runs();
			expect(byWebhook && outcome(byWebhook, LAST)).toEqual(told(received));
			const found = await host.poll();
			const byPoll = await runExample(emulator, FILE, { input: found, start: POLLING });
			expect(found).toMatchObject([{ id: received.id }]);
			expect(byPoll.data.resultData.runData['Forward to the Bank']?.[0]?.data?.main?.[0]).toMatchObject([
				{ json: { replayed: true } },
			]);
			expect(outcome(byPoll, LAST)).toEqual([]);
		});
		expect(forwarded(emulator)).toHaveLength(1);
	},
	'forwards what the webhook has missed': async (emulator) => {
		emulator.addRecipient({ id: BANK });
		addStandIns();
		const host = polling(emulator);
		await host.poll();
		const received = await deposit(emulator);
		const run = await runExample(emulator, FILE, { input: await host.poll(), start: POLLING });
		expect(outcome(run, LAST)).toEqual(told(received));
		expect(await host.poll()).toEqual([]);
	},
	'forwards what a run that failed has left, when the safety net comes': async (emulator) => {
		emulator.addRecipient({ id: BANK });
		const host = polling(emulator);
		await host.poll();
		await whileListening(emulator, FILE, async (workflow) => {
			const received = await deposit(emulator);
			emulator.fault({ method: 'POST', path: '/v1/quotes' }, { kind: 'answer', status: 400, commit: false });
			const [failed] = await workflow.runs();
			expect(failed && outcome(failed, LAST)).toContain('Busha refused');
			const run = await runExample(emulator, FILE, { input: await host.poll(), start: POLLING });
			expect(outcome(run, LAST)).toEqual(told(received));
		});
		expect(forwarded(emulator)).toHaveLength(1);
	},
	'leaves the deposits of customers and its own payouts alone': async (emulator) => {
		emulator.addRecipient({ id: BANK });
		await whileListening(emulator, FILE, async (workflow) => {
			await emulator.webhooks.deliver('transfer.funds_received', await deposit(emulator, emulator.addCustomer().id));
			await deposit(emulator);
			await workflow.runs();
			emulator.clock.advance(600_000);
			for (const run of await workflow.runs()) expect(outcome(run, 'Forward to the Bank')).toEqual([]);
		});
		expect(forwarded(emulator)).toHaveLength(1);
	},
};
