import type { Locator } from 'playwright-core';

import { expectThat } from '../report';
import type { Editor } from './editor';
import { type Stage, started } from './stage';

const WORDS = ['payout', 'naira', 'mobile money', 'KYC', 'airtime'];

/** Opens n8n's list of nodes behind the first node of a workflow. */
async function openCreator(editor: Editor): Promise<void> {
	await editor.open(started);
	await editor.part('canvas-handle-plus').click();
	await editor.part('node-creator').waitFor();
}

/** The Busha node among what was found. */
const found = ({ page }: Editor): Locator =>
	page
		.getByTestId('node-creator-item-name')
		.filter({ hasText: /^\s*Busha\s*$/ })
		.first();

/** Adds a Busha node with this action, which opens its panel. */
export async function add(editor: Editor, word: string, action: string): Promise<void> {
	await openCreator(editor);
	const creator = editor.part('node-creator');
	await creator.locator('input').first().fill(word);
	await found(editor).click();
	await creator.getByText(action, { exact: true }).click();
	await editor.part('node-parameters').waitFor();
}

export async function words({ editor }: Stage): Promise<string> {
	await openCreator(editor);
	const search = editor.part('node-creator').locator('input').first();
	for (const word of WORDS) {
		await search.fill('');
		await found(editor).waitFor({ state: 'hidden' });
		await search.fill(word);
		await found(editor).waitFor();
	}
	return WORDS.join(', ');
}

export async function action({ editor }: Stage): Promise<undefined> {
	await add(editor, 'payout', 'Make payout');
	await editor.shows('node-parameters', 'This sends money from the balance');
	await editor.closePanel();
	const added = await editor.nodes.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-type')));
	expectThat('the node is on the canvas', added.includes('n8n-nodes-busha.busha'), added.join());
	const unknown = await editor.unknownNodes.count();
	expectThat('n8n knows both nodes', added.length === 2 && unknown === 0, `${added.length}, ${unknown} unknown`);
}
