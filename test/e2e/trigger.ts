/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** Busha Trigger in a real n8n: real signed webhooks, forged ones, repeated ones, many at once, and restarts. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Agent, request } from 'undici';

import { type Emulator, sign, startEmulator } from '../../emulator';
import { TestClient } from '../emulator/testClient';
import { forgeries } from '../support/forgeries';
import { freshHome, installation, remove } from './install';
import { exitOnSignals, RealN8n } from './n8n';
import { expectThat, Report, type Sent } from './report';

const agent = new Agent({ connections: 128, headersTimeout: 60_000 });

interface Listening {
	id: string;
	url: string;
	testUrl: string;
}

interface NodeJson {
	type: string;
	typeVersion: number;
	parameters: object;
	credentials?: object;
}

const NOTHING: NodeJson = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
/** Holds the place of an execution for a second. */
const A_SECOND: NodeJson = {
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' },
};

/** A workflow that begins with this trigger and does no more than its end. */
async function workflowWith(n8n: RealN8n, trigger: NodeJson, last = NOTHING): Promise<Listening> {
	const webhookId = randomUUID();
	const start = { id: randomUUID(), name: 'Trigger', webhookId, position: [0, 0], ...trigger };
	const end = { id: randomUUID(), name: 'End', position: [200, 0], ...last };
	const connections = { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } };
	const { id } = await n8n.addWorkflow({ name: `Trigger ${webhookId}`, nodes: [start, end], connections });
	return {
		id,
		url: `${n8n.url}/webhook/${webhookId}/webhook`,
		testUrl: `${n8n.url}/webhook-test/${webhookId}/webhook`,
	};
}

async function listen(
	n8n: RealN8n,
	credential: { id: string; name: string },
	parameters: object,
	type = 'bushaTrigger',
	last = NOTHING,
): Promise<Listening> {
	return await workflowWith(
		n8n,
		{ type: `n8n-nodes-busha.${type}`, typeVersion: 1, parameters, credentials: { bushaApi: credential } },
		last,
	);
}

/** Waits until n8n has registered the webhook: an unsigned request then gets the node's own answer. */
async function reachable(url: string): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		const { statusCode, body } = await request(url, {
			method: 'POST',
			body: '{}',
			headers: { 'content-type': 'application/json' },
		});
		await body.dump();
		if (statusCode === 401) return;
		await sleep(100);
	}
	throw new Error(`${url} is not registered`);
}

async function post(url: string, body: string | Buffer, headers: Record<string, string | string[]>): Promise<Sent> {
	const began = performance.now();
	const answer = await request(url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
		dispatcher: agent,
	});
	const text = await answer.body.text();
	return { status: answer.statusCode, body: text, ms: performance.now() - began };
}

/** Sends a request and gives up before it is answered. */
async function giveUp(url: string, body: string, headers: Record<string, string>): Promise<Sent> {
	const signal = AbortSignal.timeout(300);
	const status = await request(url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
		dispatcher: agent,
		signal,
	}).then(
		async (answer) => (await answer.body.dump(), answer.statusCode),
		() => 0,
	);
	return { status, body: '', ms: NaN };
}

/** A delivery as the emulator makes it, so that it can be sent several times and in parallel. */
function signed(emulator: Emulator, event: string, data: object): { body: string; headers: Record<string, string> } {
	const body = JSON.stringify({ business_id: emulator.businessId, event, data });
	return { body, headers: { 'x-bu-signature': sign(body, emulator.webhookSecret) } };
}

const DEPOSIT = {
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	pay_in: { type: 'temporary_bank_account' },
};
const deposit = (index: number | string) => ({
	id: `D-${index}`,
	profile_id: 'CUS_Sample0000001',
	amount: '5900.00',
	currency: 'NGN',
	status: 'COMPLETED',
});

async function play(n8n: RealN8n, emulator: Emulator, report: Report): Promise<void> {
	await n8n.setUp();
	const data = { environment: 'custom', baseUrl: emulator.url, secretKey: emulator.secretKey };
	const credential = await n8n.addCredential({ ...data, webhookSecret: emulator.webhookSecret });
	const unsafe = await listen(n8n, await n8n.addCredential(data), { events: ['*'] });
	const refusal = await n8n.activate(unsafe).then(() => '', String);
	expectThat('activation without a webhook secret is refused', refusal.includes('no webhook secret'), refusal);

	const ownPath = randomUUID();
	// To compare like with like, it has a credential and version 1 too: most of a sender's wait is the time in which n8n
	// opens a credential, and evaluates an expression of its own for webhooks of nodes in version 1.
	const header = await n8n.addCredential({ name: 'x-key', value: 'of the sender' }, 'httpHeaderAuth');
	const own = await workflowWith(n8n, {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 1,
		parameters: {
			httpMethod: 'POST',
			path: ownPath,
			authentication: 'headerAuth',
			responseMode: 'onReceived',
			options: { noResponseBody: true },
		},
		credentials: { httpHeaderAuth: header },
	});
	await n8n.activate(own);
	const ownUrl = `${n8n.url}/webhook/${ownPath}`;

	const plain = await listen(n8n, credential, {
		events: ['deposit.success', 'customer.verification.active', 'transfer.funds_received'],
	});
	await n8n.activate(plain);
	await reachable(plain.url);
	const send = async (event: string, payload: object, url = plain.url): Promise<Sent> => {
		const { body, headers } = signed(emulator, event, payload);
		return await post(url, body, { ...headers, 'x-key': 'of the sender' });
	};
	const section = async (kind: string, starts: number, run: () => Promise<Sent[]>, workflow = plain): Promise<void> => {
		await report.add(kind, starts, async () => (await n8n.executions(workflow)).all, run);
	};

	await section(
		"n8n's own Webhook node, with Header Auth",
		100,
		async () => await inTurn(100, async (index) => await send('deposit.success', deposit(index), ownUrl)),
		own,
	);
	await section(
		'good, one after the other',
		100,
		async () => await inTurn(100, async (index) => await send('deposit.success', deposit(index))),
	);
	await section(
		'the same again',
		0,
		async () => await inTurn(100, async (index) => await send('deposit.success', deposit(index))),
	);
	await section(
		'not chosen',
		0,
		async () => await inTurn(20, async (index) => await send('transfer.pending', { id: `TRF_${index}` })),
	);
	const corpus = forgeries(emulator.webhookSecret);
	for (const kind of new Set(corpus.map((forgery) => forgery.kind))) {
		const forged = corpus.filter((forgery) => forgery.kind === kind);
		await section(
			kind,
			0,
			async () =>
				await inTurn(forged.length, async (index) => {
					const { body, headers } = forged[index] ?? { body: '', headers: {} };
					return await post(plain.url, body, headers);
				}),
		);
	}
	await section(
		'100 in parallel',
		100,
		async () => await atOnce(100, async (index) => await send('deposit.success', deposit(`parallel-${index}`))),
	);
	await section(
		"the same of n8n's own Webhook node",
		100,
		async () => await atOnce(100, async (index) => await send('deposit.success', deposit(index), ownUrl)),
		own,
	);
	await section(
		'100 times the same, in parallel',
		1,
		async () => await atOnce(100, async () => await send('deposit.success', deposit('same'))),
	);

	const changed = (level: number) => ({
		id: 'CUS_Sample0000001',
		status: 'active',
		level: String(level),
		updated_at: '2026-05-01T09:00:00Z',
	});
	await section(
		'two changes in one second, each twice',
		2,
		async () => await inTurn(4, async (index) => await send('customer.verification.active', changed(index % 2))),
	);

	const two = await listen(
		n8n,
		await n8n.addCredential({ ...data, webhookSecret: `an-old-secret, ${emulator.webhookSecret}` }),
		{ events: ['*'] },
	);
	await n8n.activate(two);
	await reachable(two.url);
	await section(
		'two secrets: the new one, the old one, another',
		2,
		async () =>
			await inTurn(3, async (index) => {
				const body = JSON.stringify({
					business_id: emulator.businessId,
					event: 'deposit.success',
					data: deposit(`secret-${index}`),
				});
				return await post(two.url, body, {
					'x-bu-signature': sign(body, [emulator.webhookSecret, 'an-old-secret', 'another'][index] ?? ''),
				});
			}),
		two,
	);

	const careful = await listen(n8n, credential, { events: ['*'], confirm: true });
	await n8n.activate(careful);
	await reachable(careful.url);
	const customer = emulator.addCustomer({ status: 'in_review' });
	const active = { id: customer.id, status: 'active', updated_at: '2026-05-01T09:00:00Z' };
	await section(
		'confirm: not there yet',
		0,
		async () => [await send('customer.verification.active', active, careful.url)],
		careful,
	);
	emulator.approve(customer.id);
	await section(
		'confirm: the same, now there',
		1,
		async () => [await send('customer.verification.active', active, careful.url)],
		careful,
	);
	const unknown = (updated: number) => ({
		id: 'TRF_Nowhere',
		profile_id: emulator.businessId,
		updated_at: new Date(updated).toISOString(),
	});
	await section(
		'confirm: not known to the API yet',
		0,
		async () => [await send('transfer.completed', unknown(Date.now()), careful.url)],
		careful,
	);
	await section(
		'confirm: unknown to the API after an hour',
		0,
		async () => [await send('transfer.completed', unknown(Date.now() - 4_000_000), careful.url)],
		careful,
	);
	await section(
		'confirm: names no owner',
		1,
		async () => [await send('transfer.completed', { id: 'TRF_Elsewhere' }, careful.url)],
		careful,
	);
	await section(
		'confirm: has moved on for good',
		0,
		async () => [await send('customer.verification.rejected', { ...active, status: 'rejected' }, careful.url)],
		careful,
	);
	emulator.fault({ resource: 'customers' }, { kind: 'reset', commit: false }, 2);
	await section(
		'confirm: API out of reach',
		0,
		async () => [await send('customer.verification.active', { ...active, updated_at: '2' }, careful.url)],
		careful,
	);
	await section(
		'confirm: borne out',
		50,
		async () =>
			await inTurn(
				50,
				async (index) =>
					await send(
						'customer.verification.active',
						{ ...active, updated_at: `2026-05-02T09:00:${index}Z` },
						careful.url,
					),
			),
		careful,
	);

	emulator.webhooks.register(careful.url);
	await section(
		"the emulator's own deposit, confirmed",
		3,
		async () => {
			await new TestClient(emulator).pay(DEPOSIT, customer.id);
			for (let tries = 0; tries < 100 && emulator.webhooks.deliveries.length < 3; tries++) await sleep(100);
			await emulator.webhooks.idle();
			return emulator.webhooks.deliveries.map(({ status = 0 }) => ({ status, body: '', ms: NaN }));
		},
		careful,
	);
	emulator.webhooks.clear();

	await n8n.stop();
	report.note(`n8n restarted in ${((await n8n.start()) / 1000).toFixed(1)} s`);
	await n8n.signIn();
	await reachable(plain.url);
	await section(
		'after a restart: the same',
		0,
		async () => await inTurn(100, async (index) => await send('deposit.success', deposit(index))),
	);
	await section(
		'after a restart: those of the parallel 100',
		0,
		async () => await inTurn(100, async (index) => await send('deposit.success', deposit(`parallel-${index}`))),
	);
	await section(
		'after a restart: new',
		20,
		async () => await inTurn(20, async (index) => await send('deposit.success', deposit(`restart-${index}`))),
	);

	await n8n.deactivate(plain);
	await n8n.activate(plain);
	await reachable(plain.url);
	await section(
		'switched off and on: the same',
		0,
		async () => await inTurn(20, async (index) => await send('deposit.success', deposit(index))),
	);
	await section(
		'switched off and on: new',
		5,
		async () => await inTurn(5, async (index) => await send('deposit.success', deposit(`again-${index}`))),
	);

	const workflowData = await n8n.call('GET', `/rest/workflows/${plain.id}`);
	await n8n.call('POST', `/rest/workflows/${plain.id}/run`, { workflowData, triggerToStartFrom: { name: 'Trigger' } });
	await section('test URL, with a delivery that was seen', 1, async () => [
		await send('deposit.success', deposit(0), plain.testUrl),
	]);

	const polling = await listen(
		n8n,
		credential,
		{
			watch: 'transferStatusChanged',
			customerId: { __rl: true, mode: 'id', value: customer.id },
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		},
		'bushaPollingTrigger',
	);
	await section('polling: activation and history', 0, async () => (await n8n.activate(polling), []), polling);
	await section(
		'polling: a deposit, within a minute',
		1,
		async () => {
			await new TestClient(emulator).pay(DEPOSIT, customer.id);
			await sleep(62_000);
			return [];
		},
		polling,
	);

	const failed = (await n8n.executions(plain)).failed + (await n8n.executions(careful)).failed;
	expectThat('every execution that was started has succeeded', failed === 0, `${failed} have not`);
}

/** An n8n that runs one execution at a time, so that deliveries have to wait, and a sender who does not wait. */
async function playImpatient(n8n: RealN8n, emulator: Emulator, report: Report): Promise<void> {
	await n8n.setUp();
	const { url: baseUrl, secretKey, webhookSecret } = emulator;
	const credential = await n8n.addCredential({ environment: 'custom', baseUrl, secretKey, webhookSecret });
	const busy = await listen(n8n, credential, { events: ['*'] }, 'bushaTrigger', A_SECOND);
	await n8n.activate(busy);
	await reachable(busy.url);
	await report.add(
		'given up while n8n waits for a free place, twice, and sent again',
		13,
		async () => (await n8n.executions(busy)).all,
		async () => {
			const one = (index: number | string) => signed(emulator, 'deposit.success', deposit(index));
			const occupied = atOnce(
				3,
				async (index) => await post(busy.url, one(`busy-${index}`).body, one(`busy-${index}`).headers),
			);
			await sleep(100);
			for (let time = 0; time < 2; time++)
				await atOnce(10, async (index) => await giveUp(busy.url, one(index).body, one(index).headers));
			const answered = await atOnce(10, async (index) => await post(busy.url, one(index).body, one(index).headers));
			return [...(await occupied), ...answered];
		},
	);
}

async function inTurn(count: number, one: (index: number) => Promise<Sent>): Promise<Sent[]> {
	const sent: Sent[] = [];
	for (let index = 0; index < count; index++) sent.push(await one(index));
	return sent;
}

async function atOnce(count: number, one: (index: number) => Promise<Sent>): Promise<Sent[]> {
	return await Promise.all(Array.from({ length: count }, async (_, index) => await one(index)));
}

async function main(): Promise<void> {
	exitOnSignals();
	const installed = installation();
	const home = freshHome();
	const emulator = await startEmulator({ rateLimit: false, verification: 'hold' });
	const n8n = new RealN8n(installed, home);
	const otherHome = freshHome();
	const impatient = new RealN8n(installed, otherHome, { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
	const report = new Report();
	try {
		report.note(`n8n started in ${((await n8n.start()) / 1000).toFixed(1)} s`);
		await play(n8n, emulator, report);
		await n8n.stop();
		await impatient.start();
		await playImpatient(impatient, emulator, report);
	} finally {
		await n8n.stop();
		await impatient.stop();
		await emulator.stop();
		await agent.destroy();
	}
	remove(home);
	remove(otherHome);
	if (report.failed) process.exitCode = 1;
}

void main();
