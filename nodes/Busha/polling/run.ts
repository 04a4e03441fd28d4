import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { Busha } from '../api/client';
import { BushaError } from '../api/failure';
import { rescue } from '../api/rescue';
import { failureOf, nodeError } from '../run/errors';
import { firstPoll, poll, type Polled, type Watch } from './poll';
import { settingsOf } from './settings';
import { readState, type State } from './state';
import { watchOf } from './watches';

type Row = IDataObject;

/** What Busha answers to a cursor that it does not take any more. */
const REFUSED = [400, 404, 422];

/** Triggers whose poll is under way in this process. */
const polling = new Set<string>();

/**
 * One call of n8n: the changes since the last one as items, oldest first, or `null` when there are none. The state is
 * handed to n8n together with the items, and stays as it was when something fails, so that the next poll goes on there.
 */
export async function runPoll(n8n: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = `${String(n8n.getWorkflow().id)} ${n8n.getNode().id}`;
	// n8n starts a poll even while the one before it is still under way; both would find the same changes.
	if (polling.has(trigger)) return null;
	polling.add(trigger);
	try {
		const changes = await changesOf(n8n);
		return changes.length > 0 ? [n8n.helpers.returnJsonArray(changes)] : null;
	} catch (problem) {
		throw problem instanceof NodeOperationError ? problem : nodeError(n8n.getNode(), failureOf(problem, 'rejected'));
	} finally {
		polling.delete(trigger);
	}
}

async function changesOf(n8n: IPollFunctions): Promise<Row[]> {
	const { watch: name, customerId, statuses = [] } = settingsOf(n8n);
	const isWanted = (row: Row): boolean => statuses.length === 0 || statuses.includes(String(row.status));
	const watch = watchOf(name, await Busha.open(n8n), customerId);
	if (n8n.getMode() === 'manual') return [await example(n8n, watch, isWanted)];

	const credential = n8n.getNode().credentials?.bushaApi?.id ?? '';
	const of = JSON.stringify([name, customerId ?? '', credential]);
	const staticData = n8n.getWorkflowStaticData('node');
	const before = readState(staticData.state, of);
	const { changes, state } = before ? await pollOn(watch, before) : { changes: [], state: await firstPoll(watch, of) };
	staticData.state = state as unknown as IDataObject;
	return changes.filter(isWanted);
}

/** A poll that begins at the top again when Busha does not take a cursor of an earlier poll any more. */
async function pollOn(watch: Watch<Row>, before: State): Promise<Polled<Row>> {
	return await rescue<Polled<Row>, BushaError>(poll(watch, before), BushaError, async (error) => {
		const keptCursor = before.ways.length > 0 || before.sweep !== undefined;
		if (!keptCursor || !REFUSED.includes(error.failure.httpCode ?? 0)) throw error;
		return await poll(watch, { ...before, ways: [], sweep: undefined });
	});
}

/** The newest object that would have started the workflow, for a test in the editor. Nothing is remembered of it. */
async function example(n8n: IPollFunctions, { readPage }: Watch<Row>, isWanted: (row: Row) => boolean): Promise<Row> {
	const found = (await readPage()).rows.find(({ row }) => isWanted(row));
	if (found) return found.row;
	throw new NodeOperationError(n8n.getNode(), 'There is nothing yet to show as an example', {
		description: 'Busha lists nothing that matches the parameters of this node. Make one in the sandbox, or choose other statuses.',
	});
}
