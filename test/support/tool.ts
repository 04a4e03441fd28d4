import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type IRunExecutionData,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { credentialsOf, type Parameters, workflowWith } from './busha';
import { engineParts } from './engine';

/** Calls a Busha node as an AI agent does: with what the model fills in, and n8n's own tries of Retry On Fail. */
export interface Tool {
	call: (args: IDataObject) => Promise<IDataObject[]>;
	/** What n8n would save of the execution. */
	saved: IRunExecutionData;
}

/**
 * A Busha node as a tool of one agent's execution. Parameters take the model's values with `$fromAI('name')`.
 * `saved` continues an execution that failed.
 */
export async function openTool(
	emulator: Emulator,
	parameters: Parameters,
	settings: Partial<INode> = {},
	saved?: IRunExecutionData,
): Promise<Tool> {
	const { nodeTypes, additionalData } = await engineParts(credentialsOf(emulator));
	const { nodes, connections } = workflowWith(parameters, { ...settings, type: 'n8n-nodes-busha.bushaTool' });
	const workflow = new Workflow({ id: 'test', active: false, nodes, connections, nodeTypes });
	const node = workflow.getNode('Busha') as INode;
	const data = saved ?? createRunExecutionData();
	const contextOf = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additionalData,
			'manual',
			data,
			runIndex,
			[{ json: {} }],
			{},
			NodeConnectionTypes.AiTool,
			{ node, data: {}, source: null },
			[],
		);
	const invoke = makeHandleToolInvocation(contextOf, node, nodeTypes.getByNameAndVersion(node.type), data);
	return {
		call: async (args) => JSON.parse(String(await invoke(args))) as IDataObject[],
		saved: data,
	};
}
