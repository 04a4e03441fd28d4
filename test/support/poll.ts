import { PollContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { credentialsOf } from './busha';
import { engineParts } from './engine';
import { noteWarnings, triggerNode } from './trigger';

/** Polls as n8n does: the static data goes through JSON between two polls, as through the database. */
export class PollHost {
	staticData = '{}';
	/** What the node wrote into n8n's log as a warning. */
	readonly warnings: string[] = [];
	/** How long n8n lets a poll take. */
	budgetMs = 300_000;

	constructor(
		/** The account of the credential. */
		public account: Emulator,
		public parameters: IDataObject,
		public credential: IDataObject = {},
	) {}

	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const items = await this.call(mode, JSON.parse(this.staticData) as IDataObject);
		return items.map(({ json }) => json);
	}

	private async call(mode: WorkflowExecuteMode, staticData: IDataObject): Promise<INodeExecutionData[]> {
		const { nodeTypes, additionalData } = await engineParts(credentialsOf(this.account, this.credential));
		const workflow = new Workflow({
			id: 'polling',
			active: true,
			nodes: [triggerNode('bushaPollingTrigger', this.parameters)],
			connections: {},
			nodeTypes,
			settings: {},
			staticData,
		});
		const node = workflow.getNode('Trigger') as INode;
		const context = Object.assign(new PollContext(workflow, node, additionalData, mode, 'activate'), {
			getPollBudgetMs: () => this.budgetMs,
		});
		noteWarnings(context, this.warnings);
		const output = (await nodeTypes.getByNameAndVersion(node.type, 1).poll?.call(context)) ?? null;
		expect(output).not.toEqual([[]]);
		this.staticData = JSON.stringify(workflow.staticData);
		return output?.[0] ?? [];
	}
}
