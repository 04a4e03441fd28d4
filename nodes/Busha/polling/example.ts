import { type IDataObject, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import type { Watch } from './watch';

type Row = IDataObject;

/**
 * The newest object that would have started the workflow, for a test in the editor: of the first profile that has one.
 * Nothing is remembered of it.
 */
export async function example(
	n8n: IPollFunctions,
	profiles: ReadonlyArray<string | undefined>,
	watchOf: (profile: string | undefined) => Watch<Row>,
): Promise<Row> {
	for (const profile of profiles) {
		const found = await newestOf(watchOf(profile));
		if (found) return found;
	}
	throw new NodeOperationError(n8n.getNode(), 'There is nothing yet to show as an example', {
		description:
			'The newest objects that Busha lists do not match the parameters of this node. Make one in the sandbox, or choose other statuses.',
	});
}

async function newestOf({ readPage, isWanted, work, outOfTime }: Watch<Row>): Promise<Row | undefined> {
	let cursor: string | undefined;
	for (let pages = 0; pages < work.pages && !outOfTime(); pages++) {
		const { rows, next } = await readPage(cursor);
		const found = rows.find(({ row }) => isWanted(row));
		if (found || next === undefined) return found?.row;
		cursor = next;
	}
	return undefined;
}
