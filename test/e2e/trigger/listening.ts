/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import type { RealN8n } from '../n8n';

/** A workflow that waits for deliveries. */
export interface Listening {
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

interface Named {
	id: string;
	name: string;
}

const NOTHING: NodeJson = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
/** Holds the place of an execution for a second. */
export const A_SECOND: NodeJson = {
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' },
};

/** A workflow that begins with this trigger and does no more than its end. */
async function workflowWith(n8n: RealN8n, trigger: NodeJson, last: NodeJson, path?: string): Promise<Listening> {
	const webhookId = randomUUID();
	const start = { id: randomUUID(), name: 'Trigger', webhookId, position: [0, 0], ...trigger };
	const end = { id: randomUUID(), name: 'End', position: [200, 0], ...last };
	const connections = { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } };
	const { id } = await n8n.addWorkflow({ name: `Trigger ${webhookId}`, nodes: [start, end], connections });
	const address = path ?? `${webhookId}/webhook`;
	return { id, url: `${n8n.url}/webhook/${address}`, testUrl: `${n8n.url}/webhook-test/${address}` };
}

/** A workflow that begins with one of this package's triggers. It is not switched on. */
export async function made(
	n8n: RealN8n,
	bushaApi: Named,
	parameters: object,
	{ type = 'bushaTrigger', last = NOTHING } = {},
): Promise<Listening> {
	const trigger = { type: `n8n-nodes-busha.${type}`, typeVersion: 1, parameters, credentials: { bushaApi } };
	return await workflowWith(n8n, trigger, last);
}

/** A workflow that listens with Busha Trigger, once it can be reached. */
export async function listen(...wanted: Parameters<typeof made>): Promise<Listening> {
	const [n8n] = wanted;
	const workflow = await made(...wanted);
	await n8n.activate(workflow);
	await reachable(workflow.url);
	return workflow;
}

/**
 * A workflow with n8n's own Webhook node, to compare with. To compare like with like, it has a credential and version 1
 * too: most of a sender's wait is the time in which n8n opens a credential, and evaluates an expression of its own for
 * webhooks of nodes in version 1.
 */
export async function listenAsWebhook(n8n: RealN8n, httpHeaderAuth: Named): Promise<Listening> {
	const path = randomUUID();
	const trigger = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 1,
		parameters: {
			httpMethod: 'POST',
			path,
			authentication: 'headerAuth',
			responseMode: 'onReceived',
			options: { noResponseBody: true },
		},
		credentials: { httpHeaderAuth },
	};
	const workflow = await workflowWith(n8n, trigger, NOTHING, path);
	await n8n.activate(workflow);
	return workflow;
}

/** Waits until n8n has registered the webhook: an unsigned request then gets the node's own answer. */
export async function reachable(url: string): Promise<void> {
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
