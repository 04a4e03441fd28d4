/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, type PollContext, WebhookContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialStore } from './credentials';
import { engineParts } from './engine';

/** A trigger node as the editor stores it. */
export function triggerNode(type: string, parameters: object): INode {
	return {
		id: `trigger-${type}`,
		name: 'Trigger',
		type: `n8n-nodes-busha.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId: 'hook',
		parameters: parameters as INode['parameters'],
		credentials: { bushaApi: { id: '1', name: 'Busha' } },
	};
}

/** Express's additions to a response, on a real one. */
function expressLike(response: ServerResponse): ServerResponse {
	return Object.assign(response, {
		status: (code: number) => Object.assign(response, { statusCode: code }),
		send: (body?: string) => response.end(body),
	});
}

/** Notes the warnings that a node writes into n8n's log. */
export function noteWarnings({ logger }: Pick<WebhookContext | PollContext, 'logger'>, warnings: string[]): void {
	jest.spyOn(logger, 'warn').mockImplementation((message) => void warnings.push(message));
}

let workflows = 0;

/**
 * Does what n8n does around a webhook: reads the body, loads the workflow with its stored static data anew for every
 * request, runs the node, starts the execution, stores the static data, and only then answers.
 */
export class TriggerHost {
	/** The items of the executions that were started. */
	readonly executions: INodeExecutionData[][] = [];
	/** What the node wrote into n8n's log as a warning. */
	readonly warnings: string[] = [];
	credentials: CredentialStore;
	parameters: IDataObject;
	mode: WorkflowExecuteMode = 'webhook';
	/** Lets the start of the next executions fail, as it does when n8n's database is gone. */
	failingStarts = 0;
	/** How long it takes to start an execution. */
	startMs = 0;
	private staticData = '{}';
	private server: Server | undefined;
	private readonly id = `workflow-${++workflows}`;

	constructor(parameters: IDataObject, credentials: CredentialStore) {
		this.parameters = parameters;
		this.credentials = credentials;
	}

	/** The webhook's address. */
	get url(): string {
		return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}/webhook/hook/webhook`;
	}

	/** What n8n's database holds for the trigger. */
	get stored(): IDataObject {
		return (JSON.parse(this.staticData) as Record<string, IDataObject>)['node:Trigger'] ?? {};
	}

	async listen(): Promise<this> {
		this.server = createServer((request, response) => {
			void this.serve(request, expressLike(response)).catch((error: unknown) => {
				response.statusCode = 500;
				response.end(String(error));
			});
		});
		await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	/** Forgets what this process knows, as a restart of n8n does; only what is stored stays. */
	restarted(): TriggerHost {
		const other = new TriggerHost(this.parameters, this.credentials);
		other.staticData = this.staticData;
		return other;
	}

	/** Activates the workflow: what n8n calls when it is switched on, and at its own start. */
	async activate(): Promise<boolean> {
		const { type, context } = await this.hook();
		const { checkExists, create } = type.webhookMethods?.default ?? {};
		if (await checkExists?.call(context)) return true;
		return (await create?.call(context)) ?? false;
	}

	async deactivate(): Promise<boolean> {
		const { type, context } = await this.hook();
		return (await type.webhookMethods?.default?.delete?.call(context)) ?? false;
	}

	private async hook() {
		const { workflow, node, type, additionalData, webhookData } = await this.parts();
		return { type, context: new HookContext(workflow, node, additionalData, 'trigger', 'activate', webhookData) };
	}

	private async parts(more: object = {}) {
		const { nodeTypes, additionalData } = await engineParts(this.credentials);
		const node = triggerNode('bushaTrigger', this.parameters);
		const staticData = JSON.parse(this.staticData) as IDataObject;
		const workflow = new Workflow({
			id: this.id,
			active: true,
			nodes: [node],
			connections: {},
			nodeTypes,
			settings: {},
			staticData,
		});
		const type = nodeTypes.getByNameAndVersion(node.type, 1);
		const webhookData = { webhookDescription: type.description.webhooks?.[0] } as IWebhookData;
		const data = { ...additionalData, ...more } as IWorkflowExecuteAdditionalData;
		return { workflow, node: workflow.getNode('Trigger') as INode, type, additionalData: data, webhookData };
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const httpRequest = Object.assign(request, { rawBody: Buffer.concat(chunks), body: {}, params: {}, query: {} });
		const { workflow, node, type, additionalData, webhookData } = await this.parts({
			httpRequest,
			httpResponse: response,
		});
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			this.mode,
			webhookData,
			[],
			createRunExecutionData(),
		);
		noteWarnings(context, this.warnings);
		const result = (await type.webhook?.call(context)) ?? {};
		if (result.workflowData) await this.start(workflow, result.workflowData[0] ?? []);
		if (workflow.staticData.__dataChanged) this.staticData = JSON.stringify(workflow.staticData);
		if (!result.noWebhookResponse)
			response.end(webhookData.webhookDescription.responseData === 'noData' ? undefined : 'firstEntryJson');
	}

	private async start({ id, nodeTypes, staticData }: Workflow, items: INodeExecutionData[]): Promise<void> {
		// What n8n 2.41 does first: it wraps the same static data once more, which takes away the mark of a change.
		void new Workflow({ id, active: true, nodes: [], connections: {}, nodeTypes, staticData });
		await new Promise((resolve) => setTimeout(resolve, this.startMs));
		if (this.failingStarts-- > 0) throw new Error('The database is gone');
		this.executions.push(items);
	}
}
