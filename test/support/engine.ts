import './env';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type INodeExecutionData,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type ITaskDataConnections,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { type CredentialStore, TestCredentialsHelper } from './credentials';
import { loadPackage, TestNodeTypes } from './package';

export type WorkflowJson = Pick<IWorkflowBase, 'nodes' | 'connections' | 'settings'>;

const URLS = {
	restApiUrl: 'http://localhost/rest',
	instanceBaseUrl: 'http://localhost/',
	formWaitingBaseUrl: 'http://localhost/form-waiting',
	webhookBaseUrl: 'http://localhost/webhook',
	webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
	webhookTestBaseUrl: 'http://localhost/webhook-test',
};

/** Node types, and what n8n gives to every context: for tests that drive one context of n8n-core directly. */
export async function engineParts(
	credentials: CredentialStore,
): Promise<{ nodeTypes: INodeTypes; additionalData: IWorkflowExecuteAdditionalData }> {
	const loader = await loadPackage();
	const additionalData = {
		...URLS,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		credentialsHelper: new TestCredentialsHelper(loader, credentials),
		variables: {},
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { nodeTypes: new TestNodeTypes(loader), additionalData };
}

/** How n8n itself refuses to run a workflow in which a required parameter is blank. n8n 1 does not say which one. */
export const lacks = (label: string): RegExp => new RegExp(`Parameter "${label}" is required|The workflow has issues`);

export interface RunOptions {
	credentials: CredentialStore;
	/** Items for the first node. */
	input?: INodeExecutionData[];
	/** The name of the first node, for a workflow whose trigger only has a webhook. */
	start?: string;
	/** Continues this execution where it failed, as "Retry execution" does, instead of starting a new one. */
	retryOf?: IRun;
	/** The execution that calls this one as a sub-workflow. */
	calledBy?: string;
	/** Stops the execution, as the Stop button does, once it is aborted. */
	cancel?: AbortSignal;
}

/** Runs a workflow, as the editor exports it, through n8n's own engine. */
export async function runWorkflow(
	json: WorkflowJson,
	{ credentials, input, start, retryOf, calledBy, cancel }: RunOptions,
): Promise<IRun> {
	const { nodeTypes, additionalData } = await engineParts(credentials);
	const settings = { executionOrder: 'v1' as const, ...json.settings };
	const workflow = new Workflow({
		id: 'test',
		active: false,
		nodes: structuredClone(json.nodes),
		connections: json.connections,
		settings,
		nodeTypes,
	});
	const hooks = new ExecutionLifecycleHooks('manual', '1', json as IWorkflowBase);
	const finished = new Promise<IRun>((resolve) => {
		hooks.addHandler('workflowExecuteAfter', (run) => resolve(run));
	});
	const data = retryOf ? continued(retryOf, workflow) : started(workflow, input ?? [{ json: {} }], start);
	if (calledBy !== undefined) data.parentExecution = { executionId: calledBy, workflowId: 'caller' };
	const execution = new WorkflowExecute({ ...additionalData, hooks }, retryOf ? 'retry' : 'manual', data);
	const running = execution.processRunExecutionData(workflow);
	cancel?.addEventListener('abort', () => running.cancel());
	await running.catch((error: unknown) => {
		if (!cancel?.aborted) throw error;
	});
	return await finished;
}

function started(workflow: Workflow, items: INodeExecutionData[], start?: string): IRunExecutionData {
	const node = start === undefined ? workflow.getStartNode() : workflow.getNode(start);
	if (!node) throw new Error('The workflow has no node to start with');
	const data: ITaskDataConnections = { main: [items] };
	return createRunExecutionData({ executionData: { nodeExecutionStack: [{ node, data, source: null }] } });
}

/** What n8n saved of a failed execution, made ready to run its failed node again, as the workflow is saved by now. */
function continued(run: IRun, workflow: Workflow): IRunExecutionData {
	const data = structuredClone(JSON.parse(JSON.stringify(run.data)) as IRunExecutionData);
	const last = data.resultData.lastNodeExecuted ?? '';
	data.resultData.runData[last]?.pop();
	if (data.resultData.runData[last]?.length === 0) delete data.resultData.runData[last];
	delete data.resultData.error;
	for (const waiting of data.executionData?.nodeExecutionStack ?? [])
		waiting.node = workflow.getNode(waiting.node.name) ?? waiting.node;
	return data;
}

/** The items that a node gave on one of its outputs; output 1 is the error output. */
export function itemsOf(run: IRun, node: string, output = 0, index = 0): INodeExecutionData[] {
	return run.data.resultData.runData[node]?.[index]?.data?.main?.[output] ?? [];
}
