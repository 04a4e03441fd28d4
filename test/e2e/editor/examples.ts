import { example, exampleNames } from '../../support/examples';
import { expectThat } from '../report';
import { differencesOf } from './differences';
import type { Stage } from './stage';

const isNote = ({ type }: { type: string }): boolean => type.endsWith('.stickyNote');

async function unknownNames({ editor }: Stage): Promise<string[]> {
	return await editor.unknownNodes.evaluateAll((nodes) =>
		nodes.map((node) => node.getAttribute('data-node-name') ?? ''),
	);
}

/** Whether the check of the examples would notice. */
export async function madeUp(stage: Stage): Promise<string> {
	const types = [
		['A made-up package', 'n8n-nodes-made-up.madeUp', 1],
		['A made-up node', 'n8n-nodes-busha.madeUp', 1],
		['A made-up version', 'n8n-nodes-busha.busha', 9],
		['A real node', 'n8n-nodes-busha.busha', 1],
	] as const;
	const nodes = types.map(([name, type, typeVersion], index) => {
		return { id: String(index), name, type, typeVersion, position: [240 * index, 0], parameters: {} };
	});
	await stage.editor.open({ name: 'Made up', nodes, connections: {} });
	const unknown = await unknownNames(stage);
	const wanted = types.slice(0, 3).map(([name]) => name);
	expectThat('the made-up nodes are unknown', unknown.join() === wanted.join(), unknown.join());
	return unknown.join(', ');
}

export async function examples(stage: Stage): Promise<string> {
	const { lacking, notes } = differencesOf(stage.version);
	let count = 0;
	for (const file of exampleNames()) {
		const workflow = example(file);
		await stage.editor.open(workflow);
		const wanted = workflow.nodes.filter((node) => !isNote(node)).length;
		const shown = await stage.editor.nodes.count();
		expectThat(`${file} shows ${wanted} nodes`, shown === wanted, String(shown));
		const unknown = await unknownNames(stage);
		const foreseen = lacking[file] ?? [];
		expectThat(`${file} has no unknown node`, unknown.sort().join() === foreseen.join(), unknown.join());
		count += shown;
	}
	return [`${exampleNames().length} workflows, ${count} nodes`, notes.lacking ?? []].flat().join('. ');
}
