import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { listSearchOf } from './pickers/methods';
import { failureOf, nodeError } from './run/errors';
import { receive } from './webhook/receive';
import { settingsOf, triggerFields, secretsOf } from './webhook/settings';

export class BushaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Busha Trigger',
		name: 'bushaTrigger',
		icon: { light: 'file:busha.svg', dark: 'file:busha.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"]).join(", ") }}',
		description: 'Starts the workflow when Busha reports an event, such as a deposit that has arrived',
		defaults: { name: 'Busha Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bushaApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: 'noData' },
		],
		properties: [
			{
				displayName:
					'Busha has to know where to send events. Open the Busha dashboard, go to Settings, Developer Tools, Webhooks, and make a webhook with the production URL from above and the events that you choose here. The dashboard then shows a webhook secret: enter it in the credential of this node. When you need other events later, the webhook may have to be made again in the dashboard.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...triggerFields.map(({ property }) => property),
		],
	};

	methods = { listSearch: listSearchOf(this.description.properties) };

	webhookMethods = {
		default: {
			// Busha has no API for webhooks, so nothing can be looked up: `create` checks at every activation.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const secrets = await secretsOf(this);
				if (secrets.length === 0) {
					throw new NodeOperationError(this.getNode(), 'The credential has no webhook secret', {
						description:
							'Without it, anybody who knows the URL could start this workflow. Copy the secret from the Busha dashboard, under Settings, Developer Tools, Webhooks, and enter it in the credential.',
					});
				}
				try {
					settingsOf(this);
				} catch (problem) {
					throw nodeError(this.getNode(), failureOf(problem, 'notSent'));
				}
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(true);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
