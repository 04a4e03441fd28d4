import {
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type IRun,
	NodeApiError,
	NodeConnectionTypes,
	type JsonObject,
} from 'n8n-workflow';

import type { Payer } from '../../faults/play';
import type { Schedule } from '../../faults/schedule';
import { type BushaOptions, credentialsOf, type Ran, type RunError } from '../../support/busha';
import { itemsOf, runWorkflow, type WorkflowJson } from '../../support/engine';
import { otherNodes } from '../../support/package';
import type { Emulator } from '../../../emulator';

type Step = (n8n: IExecuteFunctions, item: INodeExecutionData) => Promise<IDataObject>;

async function post(n8n: IExecuteFunctions, url: string, { profile }: IDataObject, body: object): Promise<IDataObject> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		json: true,
		body,
		timeout: 80,
		headers: { 'X-BU-PROFILE-ID': profile },
	};
	const answer = (await n8n.helpers.httpRequestWithAuthentication.call(n8n, 'bushaApi', options)) as {
		data?: IDataObject;
	};
	return answer.data ?? {};
}

function quoteBody(kind: string, { amount, reference, recipient }: IDataObject): object {
	const common = { source_currency: 'NGN', source_amount: amount, reference };
	if (kind === 'convert') return { ...common, target_currency: 'USDT' };
	if (kind === 'deposit') return { ...common, target_currency: 'NGN', pay_in: { type: 'temporary_bank_account' } };
	return { ...common, target_currency: 'NGN', pay_out: { type: 'bank_transfer', recipient_id: recipient } };
}

const quote =
	(kind: string): Step =>
	async (n8n, { json }) => ({ ...json, quoteId: (await post(n8n, '/v1/quotes', json, quoteBody(kind, json))).id });
const transfer: Step = async (n8n, { json }) => await post(n8n, '/v1/transfers', json, { quote_id: json.quoteId });

/** What nodes do with an item that failed: an item with the error, or the end of the run. */
function failedItem(n8n: IExecuteFunctions, error: unknown, item: number): INodeExecutionData {
	if (!n8n.continueOnFail()) throw new NodeApiError(n8n.getNode(), error as JsonObject, { itemIndex: item });
	return { json: { error: (error as Error).message }, pairedItem: { item } };
}

/** All items are started at once, then the first failure ends the run: HTTP Request and declarative nodes. */
const allAtOnce = (step: Step) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results = await Promise.allSettled(this.getInputData().map(async (item) => await step(this, item)));
		const rows = results.map((result, item) =>
			result.status === 'fulfilled'
				? { json: result.value, pairedItem: { item } }
				: failedItem(this, result.reason, item),
		);
		return [rows];
	};

/** One item after the other, without a memory of what was done: Stripe's node and most community nodes. */
const oneByOne = (steps: Step[]) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const rows: INodeExecutionData[] = [];
		for (const [item, input] of this.getInputData().entries()) {
			try {
				let json = input.json;
				for (const step of steps) json = await step(this, { json });
				rows.push({ json, pairedItem: { item } });
			} catch (error) {
				rows.push(failedItem(this, error, item));
			}
		}
		return [rows];
	};

function register(name: string, execute: ReturnType<typeof oneByOne>): string {
	otherNodes.set(`bench.${name}`, {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'bushaApi', required: true }],
			properties: [],
		},
		execute,
	});
	return `bench.${name}`;
}

function chain(types: string[], settings: Partial<INode>): WorkflowJson {
	const nodes = ['n8n-nodes-base.manualTrigger', ...types].map((type, index) => ({
		id: String(index),
		name: `Node ${index}`,
		type,
		typeVersion: 1,
		position: [index * 200, 0] as [number, number],
		parameters: {},
		...(index > 0 && { credentials: { bushaApi: { id: '1', name: 'Busha' } }, ...settings }),
	}));
	const links = types.map((_type, index) => [
		`Node ${index}`,
		{ main: [[{ node: `Node ${index + 1}`, type: 'main' as const, index: 0 }]] },
	]);
	return { nodes, connections: Object.fromEntries(links) as WorkflowJson['connections'], settings: {} };
}

const payer = (typesOf: (schedule: Schedule) => string[]): Payer => ({
	plainError: 'rejected',
	run: async (
		emulator: Emulator,
		schedule: Schedule,
		{ settings, items, retryOf, credential }: BushaOptions,
	): Promise<Ran> => {
		const types = typesOf(schedule);
		const run = await runWorkflow(chain(types, settings ?? {}), {
			credentials: credentialsOf(emulator, credential),
			input: items?.map((json) => ({ json })),
			retryOf,
		});
		return traced(run, types.length);
	},
});

/** The output of a chain of nodes, each item with the index of the item that it began as. */
function traced(run: IRun, length: number): Ran {
	const failed: INodeExecutionData[] = [];
	const error = run.data.resultData.error as RunError | undefined;
	let origin = (index: number): number => index;
	let items: INodeExecutionData[] = [];
	for (let position = 1; position <= length; position++) {
		const node = `Node ${position}`;
		const before = origin;
		const trace = (item: INodeExecutionData): INodeExecutionData => ({
			...item,
			pairedItem: { item: before(pairedIndex(item)) },
		});
		if (error?.context && run.data.resultData.lastNodeExecuted === node)
			error.context.itemIndex = before(error.context.itemIndex ?? 0);
		failed.push(...itemsOf(run, node, 1).map(trace));
		items = itemsOf(run, node).map(trace);
		const indexes = items.map(pairedIndex);
		origin = (index) => indexes[index] ?? -1;
	}
	return { run, items, json: items.map(({ json }) => json), failed, error };
}

function pairedIndex({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : -1;
}

/** Two HTTP Request nodes in a row: the quotes, then the transfers. */
export const httpRequestNodes = payer((schedule) => [
	register(`quotes-${schedule.kind}`, allAtOnce(quote(schedule.kind))),
	register('transfers', allAtOnce(transfer)),
]);

/** One node that makes quote and transfer, item by item. */
export const simpleLoop = payer((schedule) => [
	register(`loop-${schedule.kind}`, oneByOne([quote(schedule.kind), transfer])),
]);
