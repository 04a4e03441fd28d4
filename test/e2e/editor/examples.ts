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
	const wrong: string[] = [];
	let count = 0;
	for (const file of exampleNames()) {
		const workflow = example(file);
		await stage.editor.open(workflow);
		const wanted = workflow.nodes.filter((node) => !isNote(node)).length;
		const shown = await stage.editor.nodes.count();
		if (shown !== wanted) wrong.push(`${file} shows ${shown} nodes instead of ${wanted}`);
		const unknown = (await unknownNames(stage)).sort();
		const foreseen = lacking[file] ?? [];
		if (unknown.join() !== foreseen.join()) wrong.push(`${file} has these unknown nodes: ${unknown.join(', ')}`);
		count += shown;
	}
	expectThat('each example shows all of its nodes, as this n8n knows them', wrong.length === 0, wrong.join('; '));
	const missing = Object.entries(lacking).map(([file, nodes]) => `${nodes.join(', ')} of ${file}`);
	const told = missing.length > 0 ? `, without ${missing.join('; ')}, which ${notes.lacking ?? ''}` : '';
	return `${exampleNames().length} workflows, ${count} nodes${told}`;
}
