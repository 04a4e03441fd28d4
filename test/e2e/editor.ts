/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** The editor of a real n8n, used with the mouse in Chromium: what people do first with the nodes. */
import { setTimeout as sleep } from 'node:timers/promises';

import { type Emulator, startEmulator } from '../../emulator';
import { locator, payoutTo } from '../support/busha';
import { example, exampleNames } from '../support/examples';
import { launch, type Page, signIn } from './browser';
import { freshHome, installation, remove } from './install';
import { exitOnSignals, RealN8n } from './n8n';
import { expectThat } from './report';

const LONG = { timeout: 60_000 };

interface Stage {
	page: Page;
	n8n: RealN8n;
	emulator: Emulator;
	credential: { id: string; name: string };
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const byId = (id: string): string => `[data-test-id="${id}"]`;

/** Opens a workflow with one Busha node behind a manual trigger, and the panel of that node. */
async function openPanel({ page, n8n, credential }: Stage, parameters: object): Promise<void> {
	const node = { typeVersion: 1, position: [240, 0], credentials: { bushaApi: credential }, parameters };
	const start = {
		id: 'a',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const { id } = await n8n.addWorkflow({
		name: 'Tried with the mouse',
		nodes: [start, { id: 'b', name: 'Busha', type: 'n8n-nodes-busha.busha', ...node }],
		connections: { Start: { main: [[{ node: 'Busha', type: 'main', index: 0 }]] } },
	});
	await page.goto(`${n8n.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
	await page.locator(byId('canvas-node')).first().waitFor(LONG);
	await sleep(2_000);
	await page.locator(`${byId('canvas-node')}[data-node-name="Busha"]`).dblclick();
	await page.locator(byId('parameter-input')).first().waitFor(LONG);
}

/** Chooses an entry of a list in the panel. */
async function choose({ page }: Stage, parameter: string, entry: string): Promise<void> {
	await page
		.locator(`${byId(`resource-locator-${parameter}`)} ${byId('rlc-input')}`)
		.first()
		.click();
	await page
		.locator(`${byId('rlc-item')}:has-text("${entry}")`)
		.first()
		.click();
	await sleep(500);
}

/** What a part of the page shows, once it shows a text; after a minute, whatever it shows then. */
async function textOf({ page }: Stage, selector: string, wanted: string): Promise<string> {
	let text = '';
	for (let tries = 0; tries < 120 && !text.includes(wanted); tries++) {
		await sleep(500);
		text = await page.locator(selector).first().innerText();
	}
	return text;
}

/** Fails unless a part of the page shows a text within a minute. */
async function mustShow(stage: Stage, selector: string, wanted: string): Promise<void> {
	const text = await textOf(stage, selector, wanted);
	expectThat(`the editor shows "${wanted}"`, text.includes(wanted), text.slice(0, 500));
}

/** Executes the node of the panel, and waits until the output shows a text. */
async function execute(stage: Stage, wanted: string): Promise<void> {
	await stage.page.locator(byId('node-execute-button')).first().click();
	await mustShow(stage, byId('output-panel'), wanted);
}

async function creator(stage: Stage): Promise<void> {
	const { page, n8n } = stage;
	await page.goto(`${n8n.url}/workflow/new`, { waitUntil: 'domcontentloaded' });
	await page.locator(byId('canvas-add-button')).first().waitFor(LONG);
	await sleep(2_000);
	await page.locator(byId('canvas-add-button')).first().click();
	const search = page.locator(`${byId('node-creator')} input`).first();
	await search.waitFor(LONG);
	for (const word of ['payout', 'naira', 'mobile money', 'KYC', 'airtime']) {
		await search.fill(word);
		await mustShow(stage, byId('node-creator'), 'Busha');
		await search.fill('');
	}
}

async function payout(stage: Stage): Promise<void> {
	const { emulator } = stage;
	const customer = emulator.addCustomer();
	emulator.fund('NGN', '100000', customer.id);
	emulator.addRecipient({ account_name: 'MOUSE SAMPLE' }, customer.id);
	await openPanel(stage, {
		...payoutTo('', { amount: '1500.5', reference: 'mouse-2026-11-01' }),
		recipientId: undefined,
	});
	await choose(stage, 'customerId', customer.email ?? '');
	await choose(stage, 'recipientId', 'MOUSE SAMPLE');
	await execute(stage, 'TRF_');
	const [made] = [...emulator.state.transfers.values()];
	expectThat('the payout is made for the customer', made?.profile_id === customer.id, String(made?.profile_id));
	await mustShow(stage, byId('output-panel'), String(made?.id));
}

async function refusal(stage: Stage): Promise<void> {
	const poor = stage.emulator.addCustomer();
	const recipient = stage.emulator.addRecipient({}, poor.id);
	await openPanel(stage, payoutTo(recipient.id, { customerId: locator(poor.id), amount: '1000' }));
	await execute(stage, 'nsufficient');
}

const DIALOG = byId('editCredential-modal');

/** Enters a key in the credential's dialog, and waits until the dialog says what it should. */
async function enterKey(stage: Stage, key: string, wanted: string): Promise<void> {
	await stage.page
		.locator(`${byId('parameter-input-secretKey')} input`)
		.first()
		.fill(key);
	await stage.page.locator(byId('credential-save-button')).first().click();
	await mustShow(stage, DIALOG, wanted);
}

async function credentialTest(stage: Stage): Promise<void> {
	const { page, emulator } = stage;
	await openPanel(stage, { resource: 'balance', operation: 'getAll' });
	await page.locator(byId('credential-edit-button')).first().click();
	await page.locator(DIALOG).first().waitFor(LONG);
	await enterKey(stage, 'not-the-key', 'connect with these settings');
	await page.locator('text="More details"').first().click();
	await mustShow(stage, DIALOG, 'Busha does not know this secret key.');
	await enterKey(stage, emulator.secretKey, 'Connection tested successfully');
}

async function examples({ page, n8n }: Stage): Promise<void> {
	for (const file of exampleNames()) {
		const workflow = example(file);
		const { id } = await n8n.addWorkflow(workflow);
		await page.goto(`${n8n.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await page.locator(byId('canvas-node')).first().waitFor(LONG);
		await sleep(1_500);
		const shown = await page.locator(byId('canvas-node')).count();
		expectThat(`${file} opens`, shown >= workflow.nodes.length - notes(workflow.nodes), `${shown} nodes are shown`);
		expectThat(`${file} has no unknown node`, (await page.locator('text=Install node').count()) === 0, file);
	}
}

const notes = (nodes: ReadonlyArray<{ type: string }>): number =>
	nodes.filter(({ type }) => type.endsWith('.stickyNote')).length;

const CASES: ReadonlyArray<[string, (stage: Stage) => Promise<void>]> = [
	['the node is found by the words that people use', creator],
	['a payout is filled in with the mouse, executed, and shown', payout],
	['an error is shown with what happened', refusal],
	['the credential is tested with a wrong key and with the right one', credentialTest],
	['each example opens', examples],
];

async function main(): Promise<void> {
	exitOnSignals();
	const installed = installation();
	const home = freshHome();
	const emulator = await startEmulator({ rateLimit: false });
	const n8n = new RealN8n(installed, home);
	const browser = await launch(installed);
	try {
		await n8n.start();
		await n8n.setUp();
		const { url: baseUrl, secretKey } = emulator;
		const credential = await n8n.addCredential({ environment: 'custom', baseUrl, secretKey });
		const page = await browser.newPage({ viewport: { width: 1440, height: 1200 } });
		await signIn(page, n8n.url);
		for (const [name, play] of CASES) {
			await play({ page, n8n, emulator, credential });
			print(`In the editor: ${name}.`);
		}
	} finally {
		await browser.close();
		await n8n.stop();
		await emulator.stop();
	}
	remove(home);
}

void main();
