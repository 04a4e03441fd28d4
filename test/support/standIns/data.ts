/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { runInNewContext } from 'node:vm';

import { type INodeExecutionData, type INodeType, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { collection, description, value } from './description';
import type { Outside } from './outside';

/** Like n8n's Code node in JavaScript, once for all items: the code sees `$input`, `$` and nothing of this process. */
export const codeNode: INodeType = {
	description: description('code', [2], {
		properties: [value('mode', 'runOnceForAllItems'), value('language', 'javaScript'), value('jsCode')],
	}),
	async execute() {
		const code = this.getNodeParameter('jsCode', 0) as string;
		const { $input, $ } = this.getWorkflowDataProxy(0);
		const script = `(async () => {\n${code}\n})()`;
		const items = (await runInNewContext(script, { $input, $, Error }, { timeout: 5_000 })) as INodeExecutionData[];
		if (!Array.isArray(items) || items.some(({ json }) => typeof json !== 'object'))
			throw new NodeOperationError(this.getNode(), "Code doesn't return items properly");
		return [items];
	},
};

/** Like n8n's Merge in the mode Append. */
export const merge: INodeType = {
	description: description('merge', [3.2], {
		inputs: `={{ Array.from({ length: $parameter.numberInputs }, () => '${NodeConnectionTypes.Main}') }}`,
		requiredInputs: 1,
		properties: [value('mode', 'append'), value('numberInputs', 2)],
	}),
	async execute() {
		const inputs = Array.from({ length: this.getNodeParameter('numberInputs', 0) as number }, (_, input) =>
			this.getInputData(input).map((item, index) => ({ ...item, pairedItem: { item: index, input } })),
		);
		return await Promise.resolve([inputs.flat()]);
	},
};

/** Like n8n's Remove Duplicates across executions, where a value is new. What was seen before goes to the second output. */
export function removeDuplicates({ seen }: Outside): INodeType {
	return {
		description: description('removeDuplicates', [2], {
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
			properties: [
				value('operation', 'removeDuplicateInputItems'),
				value('logic'),
				value('dedupeValue'),
				collection('options'),
			],
		}),
		async execute() {
			await Promise.resolve();
			if (this.getNodeParameter('operation', 0) !== 'removeItemsSeenInPreviousExecutions')
				throw new NodeOperationError(this.getNode(), 'The stand-in only knows previous executions');
			const known = seen.get(this.getNode().name) ?? new Set<string>();
			seen.set(this.getNode().name, known);
			const before = new Set(known);
			const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
			for (const [index, item] of this.getInputData().entries()) {
				const key = String(this.getNodeParameter('dedupeValue', index));
				known.add(key);
				outputs[before.has(key) ? 1 : 0].push({ ...item, pairedItem: { item: index } });
			}
			return outputs;
		},
	};
}
