import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';

import { type Parameters, type RunError, workflowWith } from '../support/busha';
import type { CredentialStore } from '../support/credentials';
import { engineParts, itemsOf, runWorkflow, type WorkflowJson } from '../support/engine';
import { otherNodes } from '../support/package';
import { reportOf, type Said, saidIn, stopOf } from './reports';

/** One run of the node, ready to go. */
export interface Job {
	parameters: Parameters;
	settings: Partial<INode>;
	credentials: CredentialStore;
	items: IDataObject[];
	retryOf?: IRun;
}

const NODE = 'Busha';
const GATE = 'faults.gate';
const TOOL = 'n8n-nodes-busha.bushaTool';

/** Lets items pass in its first run only, so that a loop ends. */
const gate: INodeType = {
	description: {
		displayName: GATE,
		name: GATE,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: GATE },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		const first = this.getWorkflowDataProxy(0).$runIndex === 0;
		return await Promise.resolve([first ? this.getInputData() : []]);
	},
};

/** The workflow, with the error output of the node leading back into it. */
function looped(parameters: Parameters, settings: Partial<INode>): WorkflowJson {
	otherNodes.set(GATE, gate);
	const { nodes, connections } = workflowWith(parameters, settings);
	const between: INode = { id: 'gate', name: 'Gate', type: GATE, typeVersion: 1, position: [400, 200], parameters: {} };
	const toGate = { node: 'Gate', type: NodeConnectionTypes.Main, index: 0 };
	const back = { node: NODE, type: NodeConnectionTypes.Main, index: 0 };
	return {
		nodes: [...nodes, between],
		connections: { ...connections, [NODE]: { main: [[], [toGate]] }, Gate: { main: [[back]] } },
	};
}

const numbered = ({ json }: INodeExecutionData): number => json.item as number;

/** Runs the node over its items in a workflow; with `loop`, what fails comes in once more. */
export async function inWorkflow(
	{ parameters, settings, credentials, items, retryOf }: Job,
	loop: boolean,
): Promise<{ run: IRun; said: Said }> {
	const workflow = loop ? looped(parameters, settings) : workflowWith(parameters, settings);
	const run = await runWorkflow(workflow, { credentials, input: items.map((json) => ({ json })), retryOf });
	const passes = run.data.resultData.runData[NODE]?.length ?? 1;
	const again = Array.from({ length: passes - 1 }, (_pass, index) => itemsOf(run, 'Gate', 0, index).map(numbered));
	return { run, said: saidIn(run, NODE, [items.map((json) => json.item as number), ...again]) };
}

/** What the node threw: n8n wraps some errors for the agent, which then carry what happened in their cause. */
function ownError(error: RunError, itemIndex: number): RunError {
	const own = error.context?.details === undefined && error.cause ? (error.cause as RunError) : error;
	return Object.assign(own, { context: { ...own.context, itemIndex } });
}

/** Lets an agent call the node as its tool, once for each item, in one execution. */
export async function asTool({ parameters, settings, credentials, items }: Job): Promise<Said> {
	const { nodeTypes, additionalData } = await engineParts(credentials);
	const type = nodeTypes.getByNameAndVersion('n8n-nodes-busha.busha', 1);
	otherNodes.set(TOOL, type);
	const workflow = new Workflow({ id: 'tool', active: false, ...workflowWith(parameters, settings), nodeTypes });
	const node = { ...(workflow.getNode(NODE) as INode), type: TOOL };
	const data = createRunExecutionData();
	const input: INodeExecutionData[] = [];
	const executeData = { node, data: { main: [input] }, source: null };
	const context = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additionalData,
			'manual',
			data,
			runIndex,
			input,
			{},
			NodeConnectionTypes.AiTool,
			executeData,
			[],
		);
	const call = makeHandleToolInvocation(context, node, type, data);
	const said: Said = { expected: items.map((_json, index) => index), reports: [], paid: [] };
	for (const [item, json] of items.entries()) {
		// What an expression of a tool's parameter sees is what the agent gave to this call.
		input.splice(0, 1, { json });
		try {
			const rows = JSON.parse(await call(json)) as IDataObject[];
			said.reports.push(reportOf(item, rows[0] ?? {}));
		} catch (error) {
			const { stopReports, crash } = stopOf(ownError(error as RunError, item));
			said.crash ??= crash;
			said.reports.push(...stopReports.map((report) => ({ ...report, item })));
		}
	}
	return said;
}
