/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { INode } from 'n8n-workflow';
import { request } from 'undici';

import { nodeNamed } from '../../support/examples';
import { expectThat } from '../report';
import { ScriptedModel } from '../scriptedModel';
import { exchange, execute, payouts, prepared, type Stage } from './stage';

export async function approval(stage: Stage): Promise<void> {
	const { mailbox, credentials } = stage;
	const workflow = prepared('approve-payout-in-chat.json', stage);
	const { message, approvalOptions } = nodeNamed(workflow, 'Ask in Slack').parameters;
	exchange(workflow, 'Ask in Slack', {
		type: 'n8n-nodes-base.emailSend',
		typeVersion: 2.1,
		credentials: { smtp: credentials.smtp },
		parameters: {
			operation: 'sendAndWait',
			fromEmail: 'n8n@example.com',
			toEmail: 'finance@example.com',
			subject: 'A payout',
			message: message as string,
			approvalOptions: approvalOptions as object,
			options: {},
		} as INode['parameters'],
	});
	for (const name of ['Tell: Paid', 'Tell: Problem', 'Tell: Not Approved'])
		exchange(workflow, name, { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} });
	exchange(workflow, 'Payout Request', {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: JSON.stringify({
				'Invoice Number': '2026-0042',
				'Amount in Naira': '1500.50',
				Payee: 'Ada Sample',
				'Bank Code': '099999',
				'Account Number': '0123456780',
				'Requested By': 'bola@example.com',
			}),
			options: {},
		},
	});
	const start = { id: 's', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [-200, 0] };
	workflow.nodes.push({ ...start, parameters: {} } as INode);
	workflow.connections.Start = { main: [[{ node: 'Payout Request', type: 'main', index: 0 }]] };
	const saved = await stage.n8n.addWorkflow(workflow);
	const before = payouts(stage).length;
	for (const [label, paid] of [
		['Do Not Pay', 0],
		['Pay', 1],
	] as const) {
		const known = mailbox.letters.length;
		const running = execute(stage, saved, 'Start');
		await press(await mailbox.next(known), label, stage);
		const end = await running;
		expectThat(`the run ends well after "${label}"`, end === 'success', end);
		const found = payouts(stage).length - before;
		expectThat(`${paid} payouts are made after "${label}"`, found === paid, String(found));
	}
}

/** n8n takes no answers from programs that say what they are. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Follows the link of a button in a letter. */
async function press(letter: string, label: string, { n8n }: Stage): Promise<void> {
	const links = [...letter.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)];
	const target = links.find(([, , text]) => text?.trim() === label)?.[1]?.replaceAll('&amp;', '&');
	if (!target) throw new Error(`The letter has no button "${label}": ${letter}`);
	const { pathname, search } = new URL(target);
	await sleep(1_000);
	const { statusCode, body } = await request(n8n.url + pathname + search, { headers: { 'user-agent': BROWSER } });
	const text = await body.text();
	expectThat(`the button "${label}" is taken`, statusCode === 200, `${statusCode} ${target} ${text.slice(0, 300)}`);
}

export async function agent(stage: Stage): Promise<void> {
	const { mailbox, credentials, emulator } = stage;
	const landlord = emulator.addRecipient({ id: '0123456789abcdef01234567' });
	const pay = { payee: 'landlord', amount: '1500.50', reference: 'invoice-2026-0077' };
	const asked = { toolParameters: pay, hitlParameters: {} };
	const script = ['Find_Payment', 'Pay', 'Pay', 'Pay'].map((tool, turn) => ({
		tool,
		args: tool === 'Pay' ? { ...asked, toolParameters: { ...pay, amount: turn === 3 ? '1600' : pay.amount } } : pay,
	}));
	const model = await new ScriptedModel(script).listen();
	stage.closing.push(() => model.stop());
	const workflow = prepared('agent-with-approval.json', stage);
	const { message, approvalOptions } = nodeNamed(workflow, 'Ask for Approval').parameters;
	exchange(workflow, 'Ask for Approval', {
		type: 'n8n-nodes-base.emailSendHitlTool',
		typeVersion: 2.1,
		credentials: { smtp: credentials.smtp },
		parameters: {
			fromEmail: 'n8n@example.com',
			toEmail: 'finance@example.com',
			subject: 'An agent asks',
			message: message as string,
			approvalOptions: approvalOptions as object,
			options: {},
		} as INode['parameters'],
	});
	exchange(workflow, 'Chat', { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} });
	exchange(workflow, 'Answer', { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} });
	Object.assign(nodeNamed(workflow, 'Agent').parameters, { promptType: 'define', text: 'Pay the landlord.' });
	const own = await stage.n8n.addCredential({ apiKey: 'none', url: model.url }, 'openAiApi');
	nodeNamed(workflow, 'Model').credentials = { openAiApi: own };
	Object.assign(nodeNamed(workflow, 'Memory').parameters, { sessionIdType: 'customKey', sessionKey: 'one' });
	const saved = await stage.n8n.addWorkflow(workflow);
	const before = payouts(stage).length;
	const first = mailbox.letters.length;
	const running = execute(stage, saved, 'Chat');
	for (let question = 0; question < 3; question++) await press(await mailbox.next(first + question), 'Pay', stage);
	const end = await running;
	expectThat('the agent ends well', end === 'success', end);
	const heard = model.heard;
	expectThat('it first finds nothing', heard[0]?.includes('found\\":false') === true, heard.join('\n'));
	expectThat('the second call is replayed', heard[2]?.includes('replayed\\":true') === true, heard.join('\n'));
	expectThat('another amount is refused', heard[3]?.includes('notSent') === true, heard.join('\n'));
	const made = payouts(stage).slice(before);
	expectThat(
		'one payment is made',
		made.length === 1 && made[0]?.pay_out.recipient_id === landlord.id,
		String(made.length),
	);
}
