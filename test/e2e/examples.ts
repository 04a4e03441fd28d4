/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/**
 * The examples in a real n8n, with its own nodes in place of the stand-ins of the tests. Where an example needs an account
 * elsewhere, the node that needs it is exchanged as the notes on the canvas say: Slack and the chat for email, and the
 * model for one that follows a script.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { startEmulator } from '../../emulator';
import { exampleNames } from '../support/examples';
import { agent, approval } from './cases/approvals';
import { payees, reconciliation, salaries } from './cases/sheets';
import { prepared, type Stage } from './cases/stage';
import { greeting, link, safetyNet, sweep } from './cases/webhooks';
import { freshHome, installation, remove } from './install';
import { Mailbox } from './mailbox';
import { exitOnSignals, RealN8n } from './n8n';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const CASES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
	'pay-salaries.json': salaries,
	'payment-link-for-order.json': link,
	'reconcile-customers.json': reconciliation,
	'approve-payout-in-chat.json': approval,
	'agent-with-approval.json': agent,
	'safety-net.json': safetyNet,
	'check-payees.json': payees,
	'greet-verified-customer.json': greeting,
	'sweep-deposits.json': sweep,
};

async function main(): Promise<void> {
	exitOnSignals();
	const installed = installation();
	const home = freshHome();
	const folder = join(home, '.n8n-files');
	mkdirSync(folder);
	const emulator = await startEmulator({ rateLimit: false, speed: 20 });
	const mailbox = await new Mailbox().listen();
	const n8n = new RealN8n(installed, home);
	const closing: Array<() => void> = [() => mailbox.stop()];
	let failed = false;
	try {
		await n8n.start();
		await n8n.setUp();
		const { url, secretKey, webhookSecret } = emulator;
		const credentials = {
			busha: await n8n.addCredential({ environment: 'custom', baseUrl: url, secretKey, webhookSecret }),
			smtp: await n8n.addCredential(mailbox.smtp, 'smtp'),
			header: await n8n.addCredential({ name: 'x-shop', value: 'shop' }, 'httpHeaderAuth'),
		};
		const stage = { n8n, emulator, mailbox, folder, credentials, closing };
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
		for (const close of closing) close();
		await emulator.stop();
	}
	if (failed) process.exitCode = 1;
	else remove(home);
}

void main();
