/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/**
 * Takes the pictures of the documentation from the editor of a real n8n. Needs Chromium, at /usr/bin/chromium or where
 * CHROMIUM says. Names of pictures on the command line take only these.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Emulator, startEmulator } from '../../emulator';
import { locator, payoutTo } from '../support/busha';
import { example } from '../support/examples';
import { launch, type Page, signIn } from './browser';
import { freshHome, installation, remove } from './install';
import { exitOnSignals, RealN8n } from './n8n';

const IMAGES = join(__dirname, '..', '..', 'docs', 'images');

interface Shot {
	file: string;
	workflow: object;
	/** The node whose panel is shown; without one, the canvas. */
	node?: string;
	/** Texts to click on, in this order, before the picture is taken. */
	clicks?: readonly string[];
	size: { width: number; height: number };
	/** The part that is kept; without one, all of it. */
	clip?: { x: number; y: number; width: number; height: number };
}

function shots(emulator: Emulator, credential: { id: string; name: string }): Shot[] {
	const credentials = { bushaApi: { id: credential.id, name: credential.name } };
	const customer = emulator.addCustomer();
	const recipient = emulator.addRecipient({}, customer.id);
	const trigger = {
		id: 'a',
		name: 'Busha Trigger',
		webhookId: '0b7c7d1e-0000-4000-8000-000000000001',
		type: 'n8n-nodes-busha.bushaTrigger',
		typeVersion: 1,
		position: [0, 0],
		credentials,
		parameters: { events: ['deposit.success', 'transfer.funds_received'], confirm: true },
	};
	const payout = {
		id: 'b',
		name: 'Busha',
		type: 'n8n-nodes-busha.busha',
		typeVersion: 1,
		position: [240, 0],
		credentials,
		parameters: payoutTo(recipient.id, {
			customerId: locator(customer.id),
			amount: '5000',
			reference: 'payroll-2026-11-0042',
			options: { waitForCompletion: true },
		}),
	};
	const manual = {
		id: 'c',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	/** The panel of an operation before anything is chosen. */
	const panel = (name: string, parameters: object): Shot => ({
		file: `panel-${name}.png`,
		workflow: { name, nodes: [{ ...payout, parameters }], connections: {} },
		node: 'Busha',
		size: { width: 1280, height: 1180 },
		clip: { x: 410, y: 60, width: 470, height: 1090 },
	});
	const canvas = (name: string, height: number, width = 1680): Shot => {
		const { nodes, ...workflow } = example(`${name}.json`);
		const own = nodes.map((node) => (node.credentials ? { ...node, credentials } : node));
		return { file: `${name}.png`, workflow: { ...workflow, nodes: own }, size: { width, height } };
	};
	return [
		{
			file: 'busha-trigger.png',
			workflow: { name: 'Trigger', nodes: [trigger], connections: {} },
			node: 'Busha Trigger',
			clicks: ['Webhook URLs', 'Production URL'],
			size: { width: 1280, height: 860 },
		},
		{
			file: 'busha-payout.png',
			workflow: {
				name: 'Payout',
				nodes: [manual, payout],
				connections: { Start: { main: [[{ node: 'Busha', type: 'main', index: 0 }]] } },
			},
			node: 'Busha',
			size: { width: 1280, height: 1080 },
		},
		panel('customer-create', { resource: 'customer', operation: 'create', customerType: 'business' }),
		panel('customer-update', { resource: 'customer', operation: 'update' }),
		panel('deposit', { resource: 'transaction', operation: 'deposit' }),
		panel('convert', { resource: 'transaction', operation: 'convert' }),
		panel('recipient-create', { resource: 'recipient', operation: 'create' }),
		panel('bill-purchase', { resource: 'bill', operation: 'purchase' }),
		panel('payment-link-create', { resource: 'paymentLink', operation: 'create' }),
		panel('payment-request-create', { resource: 'paymentRequest', operation: 'create' }),
		canvas('onboard-and-pay-out', 760),
		canvas('greet-verified-customer', 720),
		canvas('sweep-deposits', 640),
		canvas('check-payees', 860),
		canvas('pay-salaries', 1040, 2400),
		canvas('reconcile-customers', 760),
		canvas('payment-link-for-order', 860),
		canvas('approve-payout-in-chat', 1040),
		canvas('safety-net', 1040),
		canvas('agent-with-approval', 1240),
	];
}

async function take(page: Page, n8n: RealN8n, { file, workflow, node, clicks = [], size, clip }: Shot): Promise<void> {
	const { id } = await n8n.addWorkflow(workflow);
	await page.setViewportSize(size);
	await page.goto(`${n8n.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
	await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 120_000 });
	await sleep(3_000);
	if (node === undefined) {
		await page.keyboard.press('1');
	} else {
		await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
		await page.locator('[data-test-id="ndv"], [data-test-id="parameter-input"]').first().waitFor({ timeout: 60_000 });
	}
	for (const text of clicks) {
		await sleep(1_000);
		await page.locator(`text="${text}"`).first().click();
	}
	await page.mouse.move(0, 0);
	await sleep(4_000);
	await page.screenshot({ path: join(IMAGES, file), clip });
}

async function main(): Promise<void> {
	exitOnSignals();
	const installed = installation();
	const home = freshHome();
	const emulator = await startEmulator({ rateLimit: false });
	const n8n = new RealN8n(installed, home, { WEBHOOK_URL: 'https://n8n.example.com/' });
	const browser = await launch(installed);
	try {
		await n8n.start();
		await n8n.setUp();
		const { url, secretKey, webhookSecret } = emulator;
		const credential = await n8n.addCredential({ environment: 'custom', baseUrl: url, secretKey, webhookSecret });
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		await signIn(page, n8n.url);
		const wanted = process.argv.slice(2);
		const chosen = shots(emulator, credential).filter(({ file }) => wanted.length === 0 || wanted.includes(file));
		for (const shot of chosen) await take(page, n8n, shot);
	} finally {
		await browser.close();
		await n8n.stop();
		await emulator.stop();
	}
	remove(home);
}

void main();
