/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/**
 * The examples in a real n8n, with its own nodes in place of the stand-ins of the tests. Where an example needs an account
 * elsewhere, the node that needs it is exchanged as the notes on the canvas say: Slack and the chat for email, and the
 * model for one that follows a script.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { INode } from 'n8n-workflow';
import { request } from 'undici';

import { type Emulator, startEmulator } from '../../emulator';
import { TestClient } from '../emulator/testClient';
import { parseCsv } from '../support/csv';
import type { WorkflowJson } from '../support/engine';
import { example, exampleNames, nodeNamed } from '../support/examples';
import { freshHome, installation, remove } from './install';
import { Mailbox } from './mailbox';
import { RealN8n } from './n8n';
import { expectThat } from './report';
import { ScriptedModel } from './scriptedModel';

interface Stage {
	n8n: RealN8n;
	emulator: Emulator;
	mailbox: Mailbox;
	/** The folder that n8n may read and write. */
	folder: string;
	credentials: { busha: Named; smtp: Named; header: Named; model: Named };
}
type Named = { id: string; name: string };
type Workflow = WorkflowJson & { name: string };

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** An example with the credentials of the stage, as a user chooses them. */
function prepared(file: string, { credentials }: Stage): Workflow {
	const workflow = example(file);
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-busha.')) node.credentials = { bushaApi: credentials.busha };
		if (node.type === 'n8n-nodes-base.emailSend') node.credentials = { smtp: credentials.smtp };
		if (node.type === 'n8n-nodes-base.webhook') node.credentials = { httpHeaderAuth: credentials.header };
		if (node.type.endsWith('.lmChatOpenAi')) node.credentials = { openAiApi: credentials.model };
	}
	return workflow;
}

/** Gives fields of a Set node other values. */
function fill(workflow: Workflow, node: string, values: Record<string, string>): void {
	const { assignments } = nodeNamed(workflow, node).parameters as {
		assignments: { assignments: Array<{ name: string; value: string }> };
	};
	for (const assignment of assignments.assignments) assignment.value = values[assignment.name] ?? assignment.value;
}

/** Puts another node in the place of one, under the same name. */
function exchange(workflow: Workflow, name: string, other: Partial<INode>): void {
	Object.assign(nodeNamed(workflow, name), { credentials: undefined }, other);
}

/** Executes a workflow from one of its triggers, and waits until it has ended. Returns how. */
async function execute({ n8n }: Stage, { id }: { id: string }, trigger: string): Promise<string> {
	const { executionId } = await n8n.call<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger },
	});
	return await ended(n8n, executionId);
}

async function ended(n8n: RealN8n, executionId: string): Promise<string> {
	for (let tries = 0; tries < 600; tries++) {
		const { status, data } = await n8n.call<{ status: string; data?: string }>(
			'GET',
			`/rest/executions/${executionId}`,
		);
		if (status === 'success') return status;
		if (!['new', 'running', 'waiting'].includes(status)) return `${status}: ${String(data).slice(-1500)}`;
		await sleep(200);
	}
	return 'still running';
}

const payouts = ({ emulator }: Stage) =>
	[...emulator.state.transfers.values()].filter(({ pay_out }) => pay_out.type === 'bank_transfer');

async function salaries(stage: Stage): Promise<void> {
	const workflow = prepared('pay-salaries.json', stage);
	fill(workflow, 'This Month', { folder: stage.folder });
	const saved = await stage.n8n.addWorkflow(workflow);
	const write = (...rows: string[]) =>
		writeFileSync(
			join(stage.folder, 'salaries-2026-11.csv'),
			['\uFEFFemployee,name,bankCode,accountNumber,amount', ...rows, ''].join('\r\n'),
		);
	const read = (name: string) => parseCsv(readFileSync(join(stage.folder, `salaries-2026-11-${name}.csv`), 'utf8'));
	const ada = 'E1,"Sample, Ada",099999,0123456780,2500.50';
	write(ada, 'E2,Ada Sample,099999,0123456781,2000');
	expectThat('the first run ends well', (await execute(stage, saved, 'Start')) === 'success', 'see its execution');
	const [first, problems] = [read('paid'), read('problems')];
	expectThat('the right row is paid', first[0]?.reference === 'salary-2026-11-E1', JSON.stringify(first));
	expectThat(
		'the wrong name is a problem',
		problems[0]?.problem === 'The account belongs to BOLA SAMPLE.' && problems[0].outcome === 'notSent',
		JSON.stringify(problems),
	);
	write(ada, 'E2,Bola Sample,099999,0123456781,2000');
	await execute(stage, saved, 'Start');
	const again = read('paid').map(({ paidBefore }) => paidBefore);
	expectThat('the second run pays only what was corrected', again.join() === 'yes,no', again.join());
	expectThat('two salaries are paid', payouts(stage).length === 2, String(payouts(stage).length));
	write(ada, ada);
	const refused = await execute(stage, saved, 'Start');
	expectThat('a sheet that is wrong stops', refused.includes('is the second one for the employee E1'), refused);
}

async function link(stage: Stage): Promise<void> {
	const workflow = prepared('payment-link-for-order.json', stage);
	fill(workflow, 'Order', { pages: 'https://pay.example.com/' });
	const saved = await stage.n8n.addWorkflow(workflow);
	await stage.n8n.activate(saved);
	const order = async (secret: string) => {
		const { statusCode, body } = await request(`${stage.n8n.url}/webhook/order`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-shop': secret },
			body: JSON.stringify({ order: '1042', amount: '2500.50', customer: 'Ada Sample' }),
		});
		return { statusCode, text: await body.text() };
	};
	const [stranger, first, second] = [await order('wrong'), await order('shop'), await order('shop')];
	const [made, ...more] = stage.emulator.state.paymentLinks.values();
	const url = `https://pay.example.com/${String(made?.link)}`;
	expectThat('a stranger is refused', stranger.statusCode === 403, JSON.stringify(stranger));
	expectThat('the shop gets the address', first.text.includes(url), JSON.stringify(first));
	expectThat('it gets the same one again', second.text === first.text && more.length === 0, second.text);
}

async function reconciliation(stage: Stage): Promise<void> {
	const { emulator, mailbox, folder } = stage;
	const day = 24 * 3_600_000;
	const there = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10);
	const today = Date.parse(`${there}T00:00:00+01:00`);
	const yesterday = new Date(today + 3_600_000 - day).toISOString().slice(0, 10);
	const [ada, bola] = [emulator.addCustomer().id, emulator.addCustomer().id];
	emulator.addTransactions(1, { profileId: ada, newestAt: today - 1, fields: () => ({ amount: '5000' }) });
	emulator.addTransactions(1, { profileId: bola, newestAt: today - day, fields: () => ({ amount: '0.3' }) });
	const rows = ['customerId,currency,credit,debit', `${ada},NGN,5000.00,0`, `${bola},NGN,0.31,0`, ''];
	writeFileSync(join(folder, `ledger-${yesterday}.csv`), rows.join('\n'));
	const workflow = prepared('reconcile-customers.json', stage);
	fill(workflow, 'Yesterday', { folder });
	const known = mailbox.letters.length;
	const run = await execute(stage, await stage.n8n.addWorkflow(workflow), 'Every Morning');
	expectThat('it ends well', run === 'success', run);
	const letter = await mailbox.next(known);
	expectThat(
		'the letter names the difference',
		letter.includes(`${bola} NGN: Busha says in 0.3, out 0; the ledger says in 0.31, out 0`) && !letter.includes(ada),
		letter,
	);
}

async function approval(stage: Stage): Promise<void> {
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

/** Follows the link of a button in a letter. */
async function press(letter: string, label: string, { n8n }: Stage): Promise<void> {
	const links = [...letter.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)];
	const target = links.find(([, , text]) => text?.trim() === label)?.[1]?.replaceAll('&amp;', '&');
	if (!target) throw new Error(`The letter has no button "${label}": ${letter}`);
	const { pathname, search } = new URL(target);
	await sleep(1_000);
	const { body } = await request(n8n.url + pathname + search, { headers: { 'user-agent': 'Mozilla/5.0' } });
	await body.dump();
}

async function agent(stage: Stage): Promise<void> {
	const { mailbox, credentials, emulator } = stage;
	const landlord = emulator.addRecipient({ id: '0123456789abcdef01234567' });
	const pay = { payee: 'landlord', amount: '1500.50', reference: 'invoice-2026-0077' };
	const asked = { toolParameters: pay, hitlParameters: {} };
	const script = ['Find_Payment', 'Pay', 'Pay', 'Pay'].map((tool, turn) => ({
		tool,
		args: tool === 'Pay' ? { ...asked, toolParameters: { ...pay, amount: turn === 3 ? '1600' : pay.amount } } : pay,
	}));
	const model = await new ScriptedModel(script).listen();
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
	Object.assign(nodeNamed(workflow, 'Model').parameters, { options: { baseURL: model.url } });
	Object.assign(nodeNamed(workflow, 'Memory').parameters, { sessionIdType: 'customKey', sessionKey: 'one' });
	const saved = await stage.n8n.addWorkflow(workflow);
	const before = payouts(stage).length;
	const running = execute(stage, saved, 'Chat');
	for (let questions = 0; questions < 3; questions++) {
		const known = mailbox.letters.length;
		await press(await mailbox.next(known), 'Pay', stage);
	}
	const end = await running;
	model.stop();
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

async function safetyNet(stage: Stage): Promise<void> {
	const { emulator, n8n } = stage;
	const workflow = prepared('safety-net.json', stage);
	const own = emulator.addRecipient();
	Object.assign(nodeNamed(workflow, 'Forward to the Bank').parameters, {
		recipientId: { __rl: true, mode: 'id', value: own.id },
	});
	const saved = await n8n.addWorkflow(workflow);
	await n8n.activate(saved);
	emulator.webhooks.register(`${n8n.url}/webhook/${String(nodeNamed(workflow, 'Busha Trigger').webhookId)}/webhook`);
	const before = payouts(stage).length;
	await sleep(2_000);
	await new TestClient(emulator).pay({
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '5000',
		pay_in: { type: 'temporary_bank_account' },
	});
	emulator.clock.advance(60_000);
	for (let tries = 0; tries < 100 && payouts(stage).length === before; tries++) await sleep(200);
	expectThat('the webhook forwards the deposit', payouts(stage).length === before + 1, String(payouts(stage).length));
	await sleep(2_000);
	const byPoll = await execute(stage, saved, 'Busha Polling Trigger');
	expectThat('the poll ends well', byPoll === 'success', byPoll);
	expectThat('the poll forwards nothing again', payouts(stage).length === before + 1, String(payouts(stage).length));
	emulator.webhooks.clear();
	await n8n.deactivate(saved);
}

const CASES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
	'pay-salaries.json': salaries,
	'payment-link-for-order.json': link,
	'reconcile-customers.json': reconciliation,
	'approve-payout-in-chat.json': approval,
	'agent-with-approval.json': agent,
	'safety-net.json': safetyNet,
};

async function main(): Promise<void> {
	const installed = installation();
	const home = freshHome();
	const folder = join(home, '.n8n-files');
	mkdirSync(folder);
	const emulator = await startEmulator({ rateLimit: false, speed: 20 });
	const mailbox = await new Mailbox().listen();
	const n8n = new RealN8n(installed, home);
	let failed = false;
	try {
		await n8n.start();
		await n8n.setUp();
		const { url, secretKey, webhookSecret } = emulator;
		const credentials = {
			busha: await n8n.addCredential({ environment: 'custom', baseUrl: url, secretKey, webhookSecret }),
			smtp: await n8n.addCredential(mailbox.smtp, 'smtp'),
			header: await n8n.addCredential({ name: 'x-shop', value: 'shop' }, 'httpHeaderAuth'),
			model: await n8n.addCredential({ apiKey: 'none' }, 'openAiApi'),
		};
		const stage = { n8n, emulator, mailbox, folder, credentials };
		const wanted = process.argv.slice(2);
		for (const file of exampleNames().filter((name) => wanted.length === 0 || wanted.includes(name))) {
			const run = CASES[file] ?? (async () => void (await n8n.addWorkflow(prepared(file, stage))));
			const problem = await run(stage).then(
				() => undefined,
				(error: Error) => error.message,
			);
			failed ||= problem !== undefined;
			print(`${file}: ${problem ?? (CASES[file] ? 'does what it should' : 'can be imported')}`);
		}
	} finally {
		await n8n.stop();
		mailbox.stop();
		await emulator.stop();
	}
	if (failed) process.exitCode = 1;
	else remove(home);
}

void main();
