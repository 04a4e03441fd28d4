import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { listSearchOf } from '../Busha/pickers/methods';
import { runPoll } from '../Busha/polling/run';
import { pollingProperties } from '../Busha/polling/settings';

export class BushaPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Busha Polling Trigger',
		name: 'bushaPollingTrigger',
		icon: { light: 'file:../Busha/busha.svg', dark: 'file:../Busha/busha.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["watch"] }}',
		description: 'Asks Busha for changes again and again, for an n8n that cannot be reached from the internet',
		defaults: { name: 'Busha Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bushaApi', required: true }],
		properties: pollingProperties,
	};

	methods = { listSearch: listSearchOf(this.description.properties) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}
