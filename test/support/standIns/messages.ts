import { type IDataObject, type INodeType, NodeConnectionTypes } from 'n8n-workflow';

import { approvalOptions, collection, description, limitWaitTime, locator, value } from './description';
import type { Outside } from './outside';

/** Like n8n's Send Email, which adds a line about n8n unless that is turned off. */
export function emailSend({ sent }: Outside): INodeType {
	return {
		description: description('emailSend', [2.1], {
			properties: [
				value('fromEmail'),
				value('toEmail'),
				value('subject'),
				value('emailFormat', 'html'),
				value('text'),
				collection('options', value('appendAttribution', true)),
			],
		}),
		async execute() {
			const letters = this.getInputData().map((_item, index): IDataObject => {
				const read = (name: string) => this.getNodeParameter(name, index) as string;
				const { appendAttribution = true } = this.getNodeParameter('options', index) as { appendAttribution?: boolean };
				const text = read('emailFormat') === 'text' ? read('text') : '';
				return {
					from: read('fromEmail'),
					to: read('toEmail'),
					subject: read('subject'),
					text: appendAttribution ? `${text}\n\n---\nThis email was sent automatically with n8n` : text,
				};
			});
			sent.push(...letters);
			return await Promise.resolve([
				letters.map(({ to }, item) => ({ json: { accepted: [to] }, pairedItem: { item } })),
			]);
		},
	};
}

/** What comes out of a question: the answer in place of the input, or the input itself when nobody answers in time. */
const answered = (approved: boolean) => [{ json: { data: { approved, respondedAt: '2026-11-27T10:00:00.000Z' } } }];

/** Like n8n's Slack: posts messages, and asks for approval. The real node waits; here the answer is there at once. */
export function slack({ sent, answer }: Outside): INodeType {
	return {
		description: description('slack', [2.3], {
			properties: [
				value('authentication', 'accessToken'),
				value('resource', 'message'),
				value('operation', 'post'),
				value('select'),
				locator('channelId'),
				value('text'),
				value('message'),
				value('responseType', 'approval'),
				approvalOptions,
				collection('options', limitWaitTime, value('appendAttribution', true)),
				collection('otherOptions', value('includeLinkToWorkflow', true)),
			],
		}),
		async execute() {
			const asks = this.getNodeParameter('operation', 0) === 'sendAndWait';
			const items = asks ? this.getInputData().slice(0, 1) : this.getInputData();
			const posts = items.map((_item, index) => ({
				channel: this.getNodeParameter('channelId', index, '', { extractValue: true }) as string,
				text: this.getNodeParameter(asks ? 'message' : 'text', index) as string,
			}));
			sent.push(...posts);
			if (!asks)
				return await Promise.resolve([
					posts.map((json, item) => ({ json: { ok: true, ...json }, pairedItem: { item } })),
				]);
			const approved = answer(posts[0]?.text ?? '');
			return [approved === undefined ? this.getInputData() : answered(approved)];
		},
	};
}

/** Like n8n's Chat: says something in the chat that started the workflow. */
export function chat({ sent }: Outside): INodeType {
	return {
		description: description('chat', [1.3], {
			properties: [value('operation', 'send'), value('message'), collection('options')],
		}),
		async execute() {
			sent.push({ text: this.getNodeParameter('message', 0) as string });
			return await Promise.resolve([this.getInputData()]);
		},
	};
}

/** Like the human review that n8n makes of its Chat node: it stands between an agent and a tool, and asks. */
export function chatHitlTool({ sent, answer }: Outside): INodeType {
	return {
		description: description('chatHitlTool', [1.3], {
			inputs: [{ type: NodeConnectionTypes.AiTool, required: true }],
			outputs: [NodeConnectionTypes.AiTool],
			properties: [value('message'), approvalOptions, collection('options', limitWaitTime)],
		}),
		async execute() {
			const question = this.getNodeParameter('message', 0) as string;
			sent.push({ text: question });
			const approved = answer(question);
			return await Promise.resolve([approved === undefined ? this.getInputData() : answered(approved)]);
		},
	};
}

/** Like n8n's Respond to Webhook with JSON. */
export function respondToWebhook({ sent }: Outside): INodeType {
	return {
		description: description('respondToWebhook', [1.1], {
			properties: [value('respondWith', 'firstIncomingItem'), value('responseBody'), collection('options')],
		}),
		async execute() {
			const body = this.getNodeParameter('responseBody', 0) as string;
			sent.push(JSON.parse(body) as IDataObject);
			return await Promise.resolve([this.getInputData()]);
		},
	};
}
