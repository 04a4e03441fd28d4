import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { properties } from './operations';
import { listSearchOf } from './pickers/methods';
import { run } from './run/run';

export class Busha implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Busha',
		name: 'busha',
		icon: { light: 'file:busha.svg', dark: 'file:busha.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace("getAll", "get many").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}',
		description:
			'Onboard customers, take deposits, convert and pay out with Busha, for your business or for one customer',
		defaults: { name: 'Busha' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bushaApi', required: true }],
		properties: properties(),
	};

	methods = { listSearch: listSearchOf(this.description.properties) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this)];
	}
}
