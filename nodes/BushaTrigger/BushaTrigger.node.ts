import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { listSearchOf } from '../Busha/pickers/methods';
import { failureOf, nodeError } from '../Busha/run/errors';
import { receive } from '../Busha/webhook/receive';
import { settingsOf, triggerFields, secretsOf } from '../Busha/webhook/settings';

export class BushaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Busha Trigger',
		name: 'bushaTrigger',
		icon: { light: 'file:../Busha/busha.svg', dark: 'file:../Busha/busha.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"]).join(", ").replace("*", "all events") }}',
		// n8n shows this for the whole package when people look for a node.
		description:
			'Onboard customers, take deposits, convert and pay out with Busha. Starts the workflow when Busha reports an event.',
		defaults: { name: 'Busha Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bushaApi', required: true }],
		triggerPanel: {
			header: 'Wait for an event of Busha',
			executionsHelp: {
				inactive:
					'Choose Execute step, and send an event to the Test URL from the Busha dashboard. Publish the workflow to receive events at the Production URL.',
				active:
					'Events come to the Production URL and are shown in the executions list. To see one here, choose Execute step and send one to the Test URL.',
			},
			activationHint:
				'Publish the workflow once the webhook is made in the Busha dashboard and its secret is in the credential.',
		},
		webhooks: [
			{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: 'noData' },
		],
		properties: [
			{
				displayName:
					'Busha has to know where to send events:<ul><li>Open Webhook URLs above and copy the Production URL.</li><li>In the Busha dashboard, under Settings, Developer Tools, Webhooks, make a webhook with this URL and the events that you choose here.</li><li>Copy the webhook secret that the dashboard then shows into the credential of this node, and publish the workflow.</li></ul>To test, do the same with the Test URL while n8n listens for a test event.',
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
					throw new NodeOperationError(
						this.getNode(),
						'The credential has no webhook secret. Copy it from the Busha dashboard, under Settings, Developer Tools, Webhooks.',
						{
							description: 'Without it, anybody who knows the URL could start this workflow.',
						},
					);
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
