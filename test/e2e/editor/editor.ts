/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

import type { RealN8n } from '../n8n';
import { expectThat } from '../report';

const STICKY_NOTE = '.stickyNote';

/** n8n's editor in a browser, used as people use it. What its page calls its parts is known here only. */
export class Editor {
	constructor(
		readonly page: Page,
		readonly n8n: RealN8n,
	) {
		page.setDefaultTimeout(60_000);
	}

	/** A part of the page, by the name that n8n's own tests know it by. */
	part(id: string): Locator {
		return this.page.getByTestId(id).first();
	}

	/** The node with this name on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** The nodes on the canvas, without notes. */
	get nodes(): Locator {
		return this.page.locator(`[data-test-id="canvas-node"]:not([data-node-type$="${STICKY_NOTE}"])`);
	}

	/** The nodes whose type, or whose version of it, n8n does not know. It draws them without anything to connect them by. */
	get unknownNodes(): Locator {
		const handle = this.page.locator('[data-test-id^="canvas-node-"][data-test-id$="-handle"]');
		return this.nodes.filter({ hasNot: handle });
	}

	/** Makes a workflow and opens it. */
	async open(workflow: object): Promise<void> {
		const { id } = await this.n8n.addWorkflow(workflow);
		await this.page.goto(`${this.n8n.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await this.part('canvas-node').waitFor();
		// The canvas moves to where its nodes are.
		await sleep(2_000);
	}

	async openPanel(node: string): Promise<void> {
		await this.node(node).dblclick();
		await this.part('parameter-input').waitFor();
	}

	async closePanel(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.part('node-parameters').waitFor({ state: 'hidden' });
	}

	async closeDialog(id: string): Promise<void> {
		await this.part(id).getByRole('button', { name: /close/i }).first().click();
		await this.part(id).waitFor({ state: 'hidden' });
	}

	parameter(name: string): Locator {
		return this.part(`parameter-input-${name}`);
	}

	/** Chooses an entry of a searchable list. */
	async choose(parameter: string, entry: string): Promise<void> {
		await this.part(`resource-locator-${parameter}`).getByTestId('rlc-input').first().click();
		const item = this.page.getByTestId('rlc-item').filter({ hasText: entry, visible: true }).first();
		await item.click();
		await item.waitFor({ state: 'hidden' });
	}

	/** Chooses one of the choices of a parameter. */
	async select(parameter: string, choice: string): Promise<void> {
		await this.parameter(parameter).click();
		const option = this.page.getByRole('option').filter({ has: this.page.getByText(choice, { exact: true }) });
		await option.filter({ visible: true }).first().click();
	}

	async type(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	async execute(): Promise<void> {
		await this.part('node-execute-button').click();
	}

	/** Fails unless a part of the page shows a text within a minute. */
	async shows(part: string, wanted: string): Promise<void> {
		let text = '';
		for (let tries = 0; tries < 240 && !text.includes(wanted); tries++) {
			await sleep(250);
			text = (await this.page.getByTestId(part).allInnerTexts()).join('\n');
		}
		expectThat(`the editor shows "${wanted}"`, text.includes(wanted), text.slice(0, 500));
	}

	/** The first row of the output, as the table shows it. */
	async outputRow(): Promise<Record<string, string>> {
		const output = this.part('output-panel');
		await output.getByTestId('radio-button-table').click();
		const table = output.locator('table').first();
		await table.waitFor();
		const names = await table.locator('thead th').allInnerTexts();
		const values = await table.locator('tbody tr').first().locator('td').allInnerTexts();
		return Object.fromEntries(names.map((name, column) => [name.trim(), (values[column] ?? '').trim()]));
	}
}
