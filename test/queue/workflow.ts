import { randomUUID } from 'node:crypto';

import type { IConnections, INode } from 'n8n-workflow';

import { locator, type Parameters, payoutTo } from '../support/busha';

/** One payment, as an item of the workflow. */
export interface Payment {
	/** Its reference. */
	payment: string;
	amount: string;
	customerId: string;
	recipientId: string;
}

/** How payments come into the workflow. */
export interface Entry {
	/** The end of the webhook's address. */
	path: (webhookId: string) => string;
	/** What is sent there. */
	body: (payments: readonly Payment[], businessId: string) => object;
	/** The trigger, and the node that makes an item of each payment. */
	nodes: (webhookId: string, credentials: INode['credentials']) => [INode, INode];
}

const node = (name: string, type: string, typeVersion: number, more: Partial<INode> = {}): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...more,
});

/** n8n's own webhook, with all payments of an execution in one request. */
export const byWebhook: Entry = {
	path: (webhookId) => webhookId,
	body: (payments) => ({ payments }),
	nodes: (webhookId) => [
		node('Start', 'n8n-nodes-base.webhook', 2, {
			webhookId,
			parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'onReceived', options: {} },
		}),
		node('Payments', 'n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body.payments', options: {} } }),
	],
};

/** Busha Trigger, with a deposit for each payment. The reference follows from the deposit. */
export const byTrigger: Entry = {
	path: (webhookId) => `${webhookId}/webhook`,
	body: ([payment], businessId) => ({
		business_id: businessId,
		event: 'deposit.success',
		data: {
			id: payment?.payment,
			profile_id: payment?.customerId,
			recipient: payment?.recipientId,
			amount: payment?.amount,
		},
	}),
	nodes: (webhookId, credentials) => [
		node('Start', 'n8n-nodes-busha.bushaTrigger', 1, { webhookId, credentials, parameters: { events: ['*'] } }),
		node('Payments', 'n8n-nodes-base.set', 3.4, {
			parameters: {
				mode: 'raw',
				jsonOutput:
					'={{ { payment: $json.data.id, amount: $json.data.amount, customerId: $json.data.profile_id, recipientId: $json.data.recipient } }}',
				options: {},
			},
		}),
	],
};

/** A workflow that pays what comes in, each payment with its reference. */
export function payoutWorkflow(
	entry: Entry,
	webhookId: string,
	credential: { id: string; name: string },
	parameters: Parameters = {},
	onError: INode['onError'] = 'continueErrorOutput',
): { name: string; nodes: INode[]; connections: IConnections } {
	const credentials = { bushaApi: credential };
	const pay = node('Pay', 'n8n-nodes-busha.busha', 1, {
		credentials,
		onError,
		parameters: payoutTo('={{ $json.recipientId }}', {
			customerId: locator('={{ $json.customerId }}'),
			amount: '={{ $json.amount }}',
			reference: '={{ $json.payment }}',
			...parameters,
		}) as INode['parameters'],
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		name: `Payouts ${webhookId}`,
		nodes: [
			...entry.nodes(webhookId, credentials),
			pay,
			node('Paid', 'n8n-nodes-base.noOp', 1),
			node('Failed', 'n8n-nodes-base.noOp', 1),
		],
		connections: {
			Start: { main: [to('Payments')] },
			Payments: { main: [to('Pay')] },
			Pay: { main: [to('Paid'), to('Failed')] },
		},
	};
}
