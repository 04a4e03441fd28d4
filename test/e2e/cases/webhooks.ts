/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { TestClient } from '../../emulator/testClient';
import { nodeNamed } from '../../support/examples';
import { expectThat } from '../report';
import { execute, fill, payouts, prepared, type Stage, type Workflow } from './stage';

/** Publishes a workflow, and lets Busha deliver to its trigger as long as `story` lasts. */
async function whilePublished(
	stage: Stage,
	workflow: Workflow,
	story: (saved: { id: string }) => Promise<void>,
): Promise<void> {
	const { emulator, n8n } = stage;
	const saved = await n8n.addWorkflow(workflow);
	await n8n.activate(saved);
	emulator.webhooks.register(`${n8n.url}/webhook/${String(nodeNamed(workflow, 'Busha Trigger').webhookId)}/webhook`);
	await sleep(2_000);
	await story(saved);
	emulator.webhooks.clear();
	await n8n.deactivate(saved);
}

/** Waits until something is so, twenty seconds at most. Returns whether it is. */
async function becomes(so: () => boolean | Promise<boolean>): Promise<boolean> {
	for (let tries = 0; tries < 100; tries++) {
		if (await so()) return true;
		await sleep(200);
	}
	return false;
}

/** Pays 5,000 NGN in, for a customer or for the business, and lets the money arrive. */
async function deposit({ emulator }: Stage, profile?: string): Promise<void> {
	const payIn = { type: 'temporary_bank_account' };
	const quote = { source_currency: 'NGN', target_currency: 'NGN', source_amount: '5000', pay_in: payIn };
	await new TestClient(emulator).pay(quote, profile);
	emulator.clock.advance(60_000);
}

export async function link(stage: Stage): Promise<void> {
	const workflow = prepared('payment-link-for-order.json', stage);
	fill(workflow, 'Order', { pages: 'https://pay.example.com/' });
	const saved = await stage.n8n.addWorkflow(workflow);
	await stage.n8n.activate(saved);
	const order = async (secret: string) => {
		const { statusCode, body } = await request(`${stage.n8n.url}/webhook/order`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-shop': secret },
			body: JSON.stringify({ order: '1042', amount: '2500.50', customer: 'Ada Sample' }),
		});
		return { statusCode, text: await body.text() };
	};
	const [stranger, first, second] = [await order('wrong'), await order('shop'), await order('shop')];
	const [made, ...more] = stage.emulator.state.paymentLinks.values();
	const url = `https://pay.example.com/${String(made?.link)}`;
	expectThat('a stranger is refused', stranger.statusCode === 403, JSON.stringify(stranger));
	expectThat('the shop gets the address', first.text.includes(url), JSON.stringify(first));
	expectThat('it gets the same one again', second.text === first.text && more.length === 0, second.text);
}

export async function safetyNet(stage: Stage): Promise<void> {
	const workflow = prepared('safety-net.json', stage);
	const own = stage.emulator.addRecipient();
	Object.assign(nodeNamed(workflow, 'Forward to the Bank').parameters, {
		recipientId: { __rl: true, mode: 'id', value: own.id },
	});
	const before = payouts(stage).length;
	const forwarded = (): number => payouts(stage).length - before;
	await whilePublished(stage, workflow, async (saved) => {
		await deposit(stage);
		expectThat('the webhook forwards the deposit', await becomes(() => forwarded() === 1), String(forwarded()));
		await sleep(2_000);
		const byPoll = await execute(stage, saved, 'Busha Polling Trigger');
		expectThat('the poll ends well', byPoll === 'success', byPoll);
		expectThat('the poll forwards nothing again', forwarded() === 1, String(forwarded()));
	});
}

export async function sweep(stage: Stage): Promise<void> {
	const { emulator } = stage;
	const { id } = emulator.addCustomer();
	await whilePublished(stage, prepared('sweep-deposits.json', stage), async () => {
		await deposit(stage, id);
		const converted = await becomes(
			() => emulator.balance('NGN', id).total === '0' && emulator.balance('USDT', id).total !== '0',
		);
		expectThat('the deposit is converted', converted, JSON.stringify(emulator.balance('NGN', id)));
	});
}

export async function greeting(stage: Stage): Promise<void> {
	const { emulator, n8n } = stage;
	await whilePublished(stage, prepared('greet-verified-customer.json', stage), async (saved) => {
		emulator.approve(emulator.addCustomer({ status: 'in_review' }).id);
		const started = await becomes(async () => (await n8n.executions(saved)).all === 1);
		const { all, failed } = await n8n.executions(saved);
		expectThat('one greeting is sent', started && failed === 0, `${all} executions, ${failed} failed`);
	});
}
