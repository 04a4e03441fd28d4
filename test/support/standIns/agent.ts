import type { EngineRequest, EngineResponse, IDataObject, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { collection, description, value } from './description';
import type { Outside, ToolCall } from './outside';

const { AiLanguageModel, AiMemory, AiTool, Main } = NodeConnectionTypes;

/** What n8n-core makes of a node that is connected as a tool. Behind a human review it names both nodes. */
interface Tool {
	name: string;
	schema: { parse(args: unknown): IDataObject };
	metadata: { sourceNodeName: string; gatedToolNodeName?: string };
}

/** What the human review has let through or not, kept with the request as n8n's agent keeps it. */
interface Review {
	gatedToolNodeName: string;
	originalInput: IDataObject;
}

type Action = EngineRequest['actions'][number];
type Response = EngineResponse<{ itemIndex: number; hitl?: Review }>['actionResponses'][number];

let calls = 0;

/**
 * Like n8n's AI Agent, with a model that follows a script: it hands the calls of its tools to the engine, which runs
 * them as nodes, and is run again with what they gave. A call behind a human review is asked about first.
 */
export function agent({ model }: Outside): INodeType {
	return {
		description: description('agent', [3], {
			inputs: [Main, AiLanguageModel, AiMemory, AiTool],
			properties: [
				value('promptType', 'auto'),
				value('text', '={{ $json.chatInput }}'),
				collection('options', value('systemMessage'), value('maxIterations', 10)),
			],
		}),
		async execute(response?: EngineResponse) {
			const responses = (response?.actionResponses ?? []) as Response[];
			const approved = responses.filter((one) => reviewOf(one) && approvalOf(one) === true);
			const heard = responses.filter((one) => !approved.includes(one)).map(said);
			if (approved.length > 0) return { actions: approved.map(gated), metadata: {} };
			const next = model(heard);
			if ('output' in next) return [[{ json: { output: next.output }, pairedItem: { item: 0 } }]];
			const connected = await this.getInputConnectionData(AiTool, 0);
			const tools = [connected].flat(2).flatMap((tool) => (tool as { tools?: Tool[] }).tools ?? [tool as Tool]);
			const actions = next.calls.map((call) => {
				const tool = tools.find(({ name }) => name === call.tool);
				if (!tool) throw new NodeOperationError(this.getNode(), `The agent has no tool "${call.tool}"`);
				return actionOf(tool, call, `call-${++calls}`);
			});
			return { actions, metadata: {} };
		},
	};
}

function actionOf({ metadata, schema }: Tool, { args }: ToolCall, id: string): Action {
	const { sourceNodeName: nodeName, gatedToolNodeName } = metadata;
	const input =
		gatedToolNodeName === undefined ? schema.parse(args) : schema.parse({ toolParameters: args, hitlParameters: {} });
	const review = gatedToolNodeName && { gatedToolNodeName, originalInput: input.toolParameters };
	const asked = review ? { toolParameters: input.toolParameters, tool: gatedToolNodeName } : input;
	return action(nodeName, asked as IDataObject, id, { hitl: review || undefined });
}

/** The call itself, once a person has let it through. */
function gated({ action: { id, nodeName, metadata } }: Response): Action {
	const { gatedToolNodeName, originalInput } = metadata.hitl as Review;
	return action(gatedToolNodeName, originalInput, id, { parentNodeName: nodeName });
}

function action(nodeName: string, input: IDataObject, id: string, metadata: object): Action {
	return {
		actionType: 'ExecutionNodeAction',
		nodeName,
		input,
		type: AiTool,
		id,
		metadata: { itemIndex: 0, ...metadata },
	} as Action;
}

const reviewOf = ({ action: { metadata } }: Response): Review | undefined => metadata.hitl;

function rows({ data }: Response): IDataObject[] {
	return (data.data?.ai_tool?.[0] ?? []).map(({ json }) => json);
}

function approvalOf(response: Response): unknown {
	return (rows(response)[0]?.data as IDataObject | undefined)?.approved;
}

/** What the model gets to read of a call. */
function said(response: Response): string {
	const review = reviewOf(response);
	if (review) return `User rejected the tool call to ${review.gatedToolNodeName}.`;
	const { error } = response.data;
	return error ? JSON.stringify({ error: error.message }) : JSON.stringify(rows(response));
}

/** A model or a memory: the stand-in of the agent has its own. */
export function part(name: string, version: number[], output: 'ai_languageModel' | 'ai_memory'): INodeType {
	return {
		description: description(name, version, {
			inputs: [],
			outputs: [output],
			properties: [value('model'), collection('options')].filter(() => output === AiLanguageModel),
		}),
	};
}
