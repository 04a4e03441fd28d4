import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';

import { clock } from '../../nodes/Busha/api/clock';
import type { Emulator } from '../../emulator';
import { sign } from '../../emulator';
import { TestClient } from '../emulator/testClient';
import { credentialsOf, locator } from '../support/busha';
import { forgeries } from '../support/forgeries';
import { testEmulator } from '../support/testEmulator';
import { TriggerHost } from '../support/trigger';

const emulator = testEmulator();
let host: TriggerHost;

async function hosting(parameters: IDataObject, credential: IDataObject = {}): Promise<TriggerHost> {
	host = await new TriggerHost(parameters, credentialsOf(emulator, credential)).listen();
	return host;
}
afterEach(async () => await host?.stop());

interface Answer {
	status: number;
	body: string;
}

/** Sends a delivery and gives up before it is answered. */
async function giveUp(event: string, data: object): Promise<void> {
	const body = bodyOf(event, data);
	const signal = AbortSignal.timeout(60);
	await expect(
		request(host.url, {
			method: 'POST',
			body,
			headers: { 'x-bu-signature': sign(body, emulator.webhookSecret) },
			signal,
		}),
	).rejects.toThrow();
}

async function post(body: string | Buffer, headers: Record<string, string | string[]>): Promise<Answer> {
	const answer = await request(host.url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
	});
	return { status: answer.statusCode, body: await answer.body.text() };
}

function bodyOf(event: string, data: object): string {
	return JSON.stringify({ business_id: emulator.businessId, event, data });
}

async function deliver(
	event: string,
	data: object,
	{ webhookSecret }: Pick<Emulator, 'webhookSecret'> = emulator,
): Promise<Answer> {
	const body = bodyOf(event, data);
	return await post(body, { 'x-bu-signature': sign(body, webhookSecret) });
}

const deposited = {
	id: '00000000-0000-4000-8000-000000000001',
	profile_id: 'CUS_Sample0000001',
	amount: '5900.00',
	currency: 'NGN',
	status: 'COMPLETED',
};
const ACCEPTED = { status: 200, body: '' };

describe('activation', () => {
	test('works with a webhook secret, and can be undone and repeated', async () => {
		await hosting({ events: ['*'] });
		expect(await host.activate()).toBe(true);
		expect(await host.deactivate()).toBe(true);
		expect(await host.activate()).toBe(true);
		expect(emulator.requests).toEqual([]);
	});

	test.each([
		['no webhook secret', { events: ['*'] }, { webhookSecret: '' }, 'The credential has no webhook secret'],
		['a blank webhook secret', { events: ['*'] }, { webhookSecret: '  ' }, 'The credential has no webhook secret'],
		['no events', { events: [] }, {}, 'Events: no event is chosen'],
		['an unknown event', { events: ['transfer.done'] }, {}, '"transfer.done" is not an event'],
		[
			'a customer that comes out empty',
			{ events: ['*'], customerId: '={{ undefined }}' },
			{},
			'Customer ID: is filled in, but empty',
		],
		[
			'a customer of white space',
			{ events: ['*'], customerId: locator('={{ "  " }}') },
			{},
			'Customer ID: is filled in, but empty',
		],
	])('is refused with %s', async (_what, parameters, credential, message) => {
		await hosting(parameters as IDataObject, credential);
		await expect(host.activate()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(message) as string,
		});
	});
});

describe('a delivery', () => {
	test('starts one execution with the body as it was sent', async () => {
		await hosting({ events: ['deposit.success'] });
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect(host.executions).toEqual([
			[{ json: { business_id: emulator.businessId, event: 'deposit.success', data: deposited } }],
		]);
	});

	test('of an event that was not chosen is taken and ignored', async () => {
		await hosting({ events: ['transfer.completed'] });
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect(host.executions).toEqual([]);
	});

	test('of an event that Busha added later starts a workflow that wants all', async () => {
		await hosting({ events: ['*'] });
		expect(await deliver('card.issued', { id: 'CRD_1' })).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
	});

	test.each([
		['transfer.pending', { id: 'TRF_1', profile_id: 'CUS_A' }, 1],
		['transfer.pending', { id: 'TRF_1', profile_id: 'CUS_B' }, 0],
		['transfer.pending', { id: 'TRF_1' }, 0],
		['customer.created', { id: 'CUS_A' }, 1],
		['customer.created', { id: 'CUS_B', profile_id: 'CUS_A' }, 0],
	])('%s of %j starts %s executions of a workflow for CUS_A', async (event, data, executions) => {
		await hosting({ events: ['*'], customerId: locator('CUS_A') });
		expect(await deliver(event, data)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(executions);
	});

	test('reaches a test URL again and again', async () => {
		await hosting({ events: ['*'] });
		host.mode = 'manual';
		for (let time = 0; time < 3; time++) expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(3);
		expect(host.stored).toEqual({});
	});
});

describe('several webhook secrets', () => {
	test('all pass, and no other', async () => {
		await hosting({ events: ['*'] }, { webhookSecret: ` old-secret ,\n${emulator.webhookSecret}\r\n` });
		expect(await host.activate()).toBe(true);
		expect(await deliver('deposit.success', { ...deposited, id: 'D1' })).toEqual(ACCEPTED);
		expect(await deliver('deposit.success', { ...deposited, id: 'D2' }, { webhookSecret: 'old-secret' })).toEqual(
			ACCEPTED,
		);
		for (const webhookSecret of ['older-secret', '', 'old', `old-secret,${emulator.webhookSecret}`, ','])
			expect((await deliver('deposit.success', deposited, { webhookSecret })).status).toBe(401);
		expect(host.executions).toHaveLength(2);
	});
});

describe('what started nothing', () => {
	test('is told in the log, with what to do, at most once a minute, and without the secret', async () => {
		await hosting({ events: ['*'] });
		for (let time = 0; time < 5; time++) await deliver('deposit.success', deposited, { webhookSecret: 'another' });
		expect(host.warnings).toEqual([expect.stringMatching(/matches no webhook secret.*copy the secret of the webhook/)]);
		emulator.clock.advance(61_000);
		await deliver('deposit.success', deposited, { webhookSecret: 'another' });
		expect(host.warnings[1]).toContain('4 more such deliveries');
		emulator.clock.advance(61_000);
		const body = '[]';
		await post(body, { 'x-bu-signature': sign(body, emulator.webhookSecret) });
		expect(host.warnings[2]).toContain('its body is not what Busha sends');
		expect(host.warnings).toHaveLength(3);
		expect(host.warnings.join()).not.toContain(emulator.webhookSecret);
	});

	test('because it could not be handled asks to be sent again later', async () => {
		await hosting({ events: ['*'], confirm: true });
		const body = bodyOf('transfer.completed', { id: 'TRF_Nowhere', profile_id: 'BUS_1' });
		const { statusCode, headers } = await request(host.url, {
			method: 'POST',
			body,
			headers: { 'x-bu-signature': sign(body, emulator.webhookSecret) },
		});
		expect([statusCode, headers['retry-after']]).toEqual([503, '60']);
		expect(host.warnings).toEqual([
			expect.stringContaining(
				'transfer.completed of TRF_Nowhere started nothing, because the API does not know the object yet',
			),
		]);
	});
});

describe('settings that are lost after the activation close the door', () => {
	test('no webhook secret any more', async () => {
		await hosting({ events: ['*'] }, { webhookSecret: '' });
		expect((await deliver('deposit.success', deposited, { webhookSecret: '' })).status).toBe(401);
		expect((await deliver('deposit.success', deposited)).status).toBe(401);
		expect(host.executions).toEqual([]);
	});

	test('no credential any more', async () => {
		await hosting({ events: ['*'] });
		host.credentials = {};
		expect((await deliver('deposit.success', deposited)).status).toBe(503);
		expect(host.executions).toEqual([]);
	});

	test('a base URL that is none, again and again', async () => {
		await hosting({ events: ['*'], confirm: true }, { baseUrl: 'nowhere' });
		for (let time = 0; time < 2; time++) expect((await deliver('transfer.pending', deposited)).status).toBe(503);
		expect(host.executions).toEqual([]);
	});

	test.each([
		['the customer comes out empty', { events: ['*'], customerId: '={{ null }}' }],
		['the events are none', { events: '={{ undefined }}' }],
	])('%s', async (_what, parameters) => {
		await hosting(parameters);
		expect((await deliver('deposit.success', deposited)).status).toBe(503);
		expect(host.executions).toEqual([]);
	});
});

describe('the same delivery again', () => {
	test('starts nothing, also after a restart', async () => {
		await hosting({ events: ['*'] });
		await deliver('deposit.success', deposited);
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		const before = host;
		await before.stop();
		host = await before.restarted().listen();
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect([...before.executions, ...host.executions]).toHaveLength(1);
	});

	test('is known after a restart that comes right after several deliveries', async () => {
		await hosting({ events: ['*'] });
		const each = (index: number) => ({ ...deposited, id: `D${index}` });
		for (let index = 0; index < 5; index++) await deliver('deposit.success', each(index));
		const before = host;
		await before.stop();
		host = await before.restarted().listen();
		for (let index = 0; index < 5; index++) await deliver('deposit.success', each(index));
		expect([before.executions.length, host.executions.length]).toEqual([5, 0]);
	});

	test('with another change of the same object is another one', async () => {
		await hosting({ events: ['*'] });
		const at = (second: number) => ({ id: 'TRF_1', updated_at: `2026-05-01T09:00:0${second}.5Z` });
		for (const second of [1, 2, 1, 3]) await deliver('transfer.processing', at(second));
		await deliver('transfer.pending', at(1));
		expect(host.executions).toHaveLength(4);
	});

	test('a hundred times in parallel starts one execution', async () => {
		await hosting({ events: ['*'] });
		host.startMs = 50;
		const answers = await Promise.all(
			Array.from({ length: 100 }, async () => await deliver('deposit.success', deposited)),
		);
		expect(answers).toEqual(answers.map(() => ACCEPTED));
		expect(host.executions).toHaveLength(1);
	});

	test('is known even if a parallel delivery has overwritten the stored data', async () => {
		await hosting({ events: ['*'] });
		host.startMs = 20;
		const each = (index: number) => ({ ...deposited, id: `D${index}` });
		await Promise.all(Array.from({ length: 100 }, async (_, index) => await deliver('deposit.success', each(index))));
		for (let index = 0; index < 100; index += 7) await deliver('deposit.success', each(index));
		expect(host.executions).toHaveLength(100);
		// By now the store holds all of them again, so a restart forgets none.
		const before = host;
		await before.stop();
		host = await before.restarted().listen();
		for (let index = 0; index < 100; index += 9) await deliver('deposit.success', each(index));
		expect(host.executions).toHaveLength(0);
	});

	test('is one execution, also when the sender gives up before n8n answers, and sends it again', async () => {
		await hosting({ events: ['*'] });
		host.startMs = 500;
		const each = (index: number) => ({ ...deposited, id: `D${index}` });
		const all = async (send: (event: string, data: object) => Promise<unknown>) =>
			await Promise.all(Array.from({ length: 100 }, async (_, index) => await send('deposit.success', each(index))));
		await all(giveUp);
		await all(giveUp);
		const answers = await all(deliver);
		expect(answers).toEqual(answers.map(() => ACCEPTED));
		await all(deliver);
		expect(host.executions).toHaveLength(100);
	});

	test('starts, when n8n could not start it after the sender had given up', async () => {
		await hosting({ events: ['*'] });
		Object.assign(host, { startMs: 200, failingStarts: 1 });
		await giveUp('deposit.success', deposited);
		expect((await deliver('deposit.success', deposited)).status).toBe(503);
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
	});

	test.each([
		['in one second', { updated_at: '2026-05-01T09:00:01Z' }],
		['with an empty time', { updated_at: '', created_at: '2026-05-01T09:00:01.5Z' }],
		['with only the time of its creation', { created_at: '2026-05-01T09:00:01.5Z' }],
	])('is another one when a customer changed twice %s', async (_what, time) => {
		await hosting({ events: ['*'] });
		for (const level of ['1', '2', '1', '2']) await deliver('customer.updated', { id: 'CUS_A', level, ...time });
		expect(host.executions.map(([item]) => (item?.json.data as IDataObject).level)).toEqual(['1', '2']);
	});

	test('starts the execution that could not be started before', async () => {
		await hosting({ events: ['*'] });
		host.failingStarts = 1;
		expect((await deliver('deposit.success', deposited)).status).toBe(500);
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
	});
});

describe('with confirm', () => {
	const events = ['*'];

	const transferOf = async (customerId: string) =>
		await new TestClient(emulator).pay(
			{
				source_currency: 'NGN',
				target_currency: 'NGN',
				source_amount: '1000',
				pay_in: { type: 'temporary_bank_account' },
			},
			customerId,
		);

	test('a transfer is read as its owner sees it, and handed on', async () => {
		await hosting({ events, confirm: true });
		const customer = emulator.addCustomer();
		const transfer = await transferOf(customer.id);
		emulator.clock.advance(60_000);
		expect(await deliver('transfer.funds_received', { ...transfer, status: 'funds_received' })).toEqual(ACCEPTED);
		const [[item]] = host.executions as [[{ json: IDataObject }]];
		expect(item.json).toMatchObject({
			event: 'transfer.funds_received',
			data: { id: transfer.id },
			confirmed: { id: transfer.id, status: 'funds_received' },
		});
		expect(emulator.requests.at(-1)).toMatchObject({ path: `/v1/transfers/${transfer.id}`, profileId: customer.id });
	});

	test('the API may be further along', async () => {
		await hosting({ events, confirm: true });
		const transfer = await transferOf(emulator.addCustomer().id);
		emulator.clock.advance(60_000);
		await deliver('transfer.processing', { ...transfer, status: 'processing' });
		expect(host.executions).toHaveLength(1);
	});

	test('a success that is not there yet is refused, and starts when it is delivered again', async () => {
		await hosting({ events, confirm: true });
		const transfer = await transferOf(emulator.addCustomer().id);
		const data = { ...transfer, status: 'funds_received' };
		expect((await deliver('transfer.funds_received', data)).status).toBe(503);
		expect(host.executions).toEqual([]);
		emulator.clock.advance(60_000);
		expect(await deliver('transfer.funds_received', data)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
	});

	test('a customer is read without a profile, and only the present status counts', async () => {
		await hosting({ events, confirm: true });
		const customer = emulator.addCustomer({ status: 'rejected' });
		const data = { id: customer.id, status: 'active', updated_at: '2026-05-01T09:00:00Z' };
		expect((await deliver('customer.verification.active', data)).status).toBe(503);
		emulator.approve(customer.id);
		expect(await deliver('customer.verification.active', data)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
		expect(emulator.requests.at(-1)?.profileId).toBeUndefined();
	});

	const minutesAgo = (minutes: number) => new Date(emulator.clock.now() - minutes * 60_000).toISOString();

	test.each([
		['new', () => ({ updated_at: minutesAgo(59) }), 503],
		['without a time', () => ({}), 503],
		['older than an hour', () => ({ updated_at: minutesAgo(61) }), 200],
		['older than an hour, with an empty time of change', () => ({ updated_at: '', created_at: minutesAgo(61) }), 200],
	])('an object that the API does not know starts nothing; the event is %s', async (_what, time, status) => {
		await hosting({ events, confirm: true });
		expect((await deliver('transfer.completed', { id: 'TRF_Nowhere', profile_id: 'BUS_1', ...time() })).status).toBe(
			status,
		);
		expect((await deliver('payment_request.completed', { id: 'PAYR_Nowhere', ...time() })).status).toBe(status);
		expect(host.executions).toEqual([]);
	});

	test('an object that the API knows only later is not lost', async () => {
		await hosting({ events, confirm: true });
		const transfer = await transferOf(emulator.addCustomer().id);
		emulator.fault({ operationId: 'getTransfer' }, { kind: 'answer', status: 404, commit: false });
		expect((await deliver('transfer.pending', transfer)).status).toBe(503);
		expect(await deliver('transfer.pending', transfer)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
	});

	test('an event that names no owner is not taken for one of the business', async () => {
		await hosting({ events, confirm: true });
		const theirs = { ...(await transferOf(emulator.addCustomer().id)), profile_id: undefined };
		expect(await deliver('transfer.pending', theirs)).toEqual(ACCEPTED);
		expect(host.executions).toMatchObject([[{ json: { data: { id: theirs.id }, confirmed: null } }]]);
		const own = { ...(await transferOf(emulator.businessId)), profile_id: undefined };
		expect(await deliver('transfer.pending', own)).toEqual(ACCEPTED);
		expect(host.executions[1]).toMatchObject([{ json: { confirmed: { id: own.id } } }]);
	});

	test('a late event about a customer who has moved on for good starts nothing, and does not come again', async () => {
		await hosting({ events, confirm: true });
		const customer = emulator.addCustomer({ status: 'active' });
		expect(
			await deliver('customer.verification.rejected', {
				id: customer.id,
				status: 'rejected',
				updated_at: minutesAgo(5),
			}),
		).toEqual(ACCEPTED);
		expect(host.executions).toEqual([]);
	});

	test.each(['deposit.success', 'ramp.transfer.completed', 'card.issued'])(
		'%s cannot be read, and is handed on unconfirmed',
		async (event) => {
			await hosting({ events, confirm: true });
			expect(await deliver(event, deposited)).toEqual(ACCEPTED);
			expect(host.executions).toMatchObject([[{ json: { event, confirmed: null } }]]);
			expect(emulator.requests).toEqual([]);
		},
	);

	test.each([
		['answers with an error', { kind: 'answer', status: 500, commit: false }, 2],
		['breaks the connection', { kind: 'reset', commit: false }, 2],
		['allows no more requests', { kind: 'answer', status: 429, commit: false, retryAfter: 60 }, 1],
		['refuses the key', { kind: 'answer', status: 403, commit: false }, 1],
	] as const)('an API that %s gives 503 after a short effort', async (_what, fault, tries) => {
		await hosting({ events, confirm: true });
		const customer = emulator.addCustomer();
		emulator.fault({ resource: 'customers' }, fault, tries);
		const data = { id: customer.id, status: 'active' };
		expect((await deliver('customer.verification.active', data)).status).toBe(503);
		expect(emulator.requests).toHaveLength(tries);
		emulator.clock.advance(60_000);
		expect(await deliver('customer.verification.active', data)).toEqual(ACCEPTED);
		expect(host.executions).toHaveLength(1);
	});

	test('an API that does not answer gives 503 too', async () => {
		await hosting({ events, confirm: true });
		clock.requestTimeoutMs = 60;
		const customer = emulator.addCustomer();
		emulator.fault({ resource: 'customers' }, { kind: 'hang', commit: false }, 2);
		expect((await deliver('customer.verification.active', { id: customer.id, status: 'active' })).status).toBe(503);
		expect(host.executions).toEqual([]);
	});

	test('a payment request is read with the secret key', async () => {
		await hosting({ events, confirm: true });
		const body = {
			source_currency: 'NGN',
			target_currency: 'NGN',
			target_amount: '5000',
			additional_info: { email: 'payer@sample.invalid', name: 'Payer' },
		};
		const made = await new TestClient(emulator).data<{ id: string }>('POST', '/v1/payments/requests', {
			body,
			headers: { 'x-bu-public-key': emulator.publicKey },
		});
		expect((await deliver('payment_request.completed', made)).status).toBe(503);
		emulator.clock.advance(60_000);
		expect(await deliver('payment_request.completed', made)).toEqual(ACCEPTED);
		expect(host.executions).toMatchObject([[{ json: { confirmed: { id: made.id, status: 'completed' } } }]]);
	});

	test('parallel deliveries share one look at the API, and its end', async () => {
		await hosting({ events, confirm: true });
		const customer = emulator.addCustomer();
		emulator.fault(
			{ resource: 'customers' },
			{
				kind: 'all',
				faults: [
					{ kind: 'delay', ms: 400 },
					{ kind: 'answer', status: 403, commit: false },
				],
			},
			1,
		);
		const data = { id: customer.id, status: 'active' };
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => await deliver('customer.verification.active', data)),
		);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
		expect(emulator.requests).toHaveLength(1);
		expect(host.executions).toEqual([]);
	});

	test('nobody is kept waiting for a turn when the minute is used up', async () => {
		await hosting({ events, confirm: true });
		emulator.clock.advance(120_000);
		const customer = emulator.addCustomer();
		const body = { status: 'success', data: { id: customer.id, status: 'active' } };
		emulator.fault({}, { kind: 'answer', status: 200, commit: true, body, headers: { 'x-rate-limit': '1' } });
		const at = (second: number) => ({ id: customer.id, status: 'active', updated_at: `2026-05-01T09:00:0${second}Z` });
		expect(await deliver('customer.verification.active', at(1))).toEqual(ACCEPTED);
		const before = emulator.clock.now();
		expect((await deliver('customer.verification.active', at(2))).status).toBe(503);
		expect(emulator.clock.now() - before).toBeLessThan(1_000);
		expect(emulator.requests).toHaveLength(1);
		emulator.clock.advance(120_000);
	});
});

test('a real webhook of every event that Busha documents passes', async () => {
	await hosting({ events: ['*'] });
	emulator.webhooks.register(host.url);
	const { EVENTS } = await import('../../nodes/Busha/webhook/events');
	for (const { value } of EVENTS)
		expect(await emulator.webhooks.deliver(value, { id: 'X1' })).toMatchObject({ status: 200 });
	expect(EVENTS).toHaveLength(27);
	expect(host.executions).toHaveLength(27);
});

test('no forged or broken request starts an execution, and every one is answered', async () => {
	await hosting({ events: ['*'], confirm: false });
	const corpus = forgeries(emulator.webhookSecret);
	expect(corpus.length).toBeGreaterThanOrEqual(500);
	const wrong: unknown[] = [];
	for (const { kind, body, headers, answers } of corpus) {
		const { status } = await post(body, headers);
		if (!answers.includes(status)) wrong.push([kind, status, body.toString().slice(0, 120), headers]);
	}
	expect(wrong).toEqual([]);
	expect(host.executions).toEqual([]);
	expect(({} as { admin?: boolean }).admin).toBeUndefined();
	expect(await deliver('deposit.success', deposited)).toEqual(ACCEPTED);
	expect(host.executions).toHaveLength(1);
});
