import { otherNodes } from '../package';
import { agent, part } from './agent';
import { codeNode, merge, removeDuplicates } from './data';
import { collection, group, value } from './description';
import { convertToFile, extractFromFile, readWriteFile } from './files';
import { formTrigger, ifNode, setNode, stickyNote, stopAndError, trigger, waitNode } from './flow';
import { chat, chatHitlTool, emailSend, respondToWebhook, slack } from './messages';
import { type Outside, outside } from './outside';

const schedule = group('rule', 'interval', [value('field', 'days'), value('triggerAtHour', 0)], true);
const call = ['httpMethod', 'path', 'authentication', 'responseMode'].map((name) => value(name));

/** Lets workflows use the nodes of n8n that the examples are made of, in the surroundings that are given. */
export function addStandIns(given: Partial<Outside> = {}): Outside {
	const world = outside(given);
	const base = {
		code: codeNode,
		convertToFile,
		emailSend: emailSend(world),
		extractFromFile,
		formTrigger,
		if: ifNode,
		merge,
		readWriteFile: readWriteFile(world),
		removeDuplicates: removeDuplicates(world),
		respondToWebhook: respondToWebhook(world),
		scheduleTrigger: trigger('scheduleTrigger', [1.2], [schedule]),
		set: setNode,
		slack: slack(world),
		stickyNote,
		stopAndError,
		wait: waitNode(world.letTimePass),
		webhook: trigger('webhook', [2], [...call, collection('options')]),
	};
	const langchain = {
		agent: agent(world),
		chat: chat(world),
		chatHitlTool: chatHitlTool(world),
		chatTrigger: trigger('chatTrigger', [1.4], [collection('options', value('responseMode'))]),
		lmChatOpenAi: part('lmChatOpenAi', [1.2], 'ai_languageModel'),
		memoryBufferWindow: part('memoryBufferWindow', [1.3], 'ai_memory'),
	};
	for (const [name, node] of Object.entries(base)) otherNodes.set(`n8n-nodes-base.${name}`, node);
	for (const [name, node] of Object.entries(langchain)) otherNodes.set(`@n8n/n8n-nodes-langchain.${name}`, node);
	return world;
}
