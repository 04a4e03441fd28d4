import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { Busha } from '../api/client';
import { clock } from '../api/clock';
import { BushaError, orError } from '../api/failure';
import { failureOf, nodeError } from '../run/errors';
import { isSameAccount, keyOf } from './account';
import { newestCustomers, pollAll, readAllState } from './allCustomers';
import { example } from './example';
import { firstPoll, type Owner, poll, type Polled, startingAt } from './poll';
import { settingsOf } from './settings';
import { readState, type State } from './state';
import type { Watch } from './watch';
import { type Terms, watchOf } from './watches';

type Row = IDataObject;

/** How long n8n lets a poll take where it does not say so. */
const BUDGET_MS = 300_000;
/** How long the last request of a poll may take, its repetitions included. */
const LAST_REQUEST_MS = 200_000;

/** Triggers whose poll is under way in this process. */
const polling = new Set<string>();

/**
 * One call of n8n: the changes since the last one as items, oldest first, or `null` when there are none. The state is
 * handed to n8n together with the items, and stays as it was when something fails, so that the next poll goes on there.
 */
export async function runPoll(n8n: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = `${String(n8n.getWorkflow().id)} ${n8n.getNode().id}`;
	// n8n starts a poll even while the one before it is still under way; both would find the same changes.
	if (polling.has(trigger)) {
		warning(n8n)('the poll before this one is still under way, so this one is left out. The next poll goes on.');
		return null;
	}
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

function warning(n8n: IPollFunctions): (message: string) => void {
	return (message) => n8n.logger.warn(`Busha Polling Trigger of workflow ${String(n8n.getWorkflow().id)}: ${message}`);
}

/** Whether so much of the poll's time is used up that a further request could end too late. */
function timer(n8n: IPollFunctions): () => boolean {
	const budget = typeof n8n.getPollBudgetMs === 'function' ? n8n.getPollBudgetMs() : BUDGET_MS;
	const until = clock.now() + Math.max(budget - LAST_REQUEST_MS, budget / 4);
	return () => clock.now() >= until;
}

async function changesOf(n8n: IPollFunctions): Promise<Row[]> {
	const { watch: name, whose = 'profile', customerId, statuses = [], options } = settingsOf(n8n);
	const terms: Terms = {
		isWanted: ({ status }) => statuses.length === 0 || statuses.includes(String(status)),
		items: options.maxItems ?? Infinity,
		outOfTime: timer(n8n),
		warn: warning(n8n),
	};
	const api = await Busha.open(n8n);
	const all = whose === 'allCustomers';
	if (n8n.getMode() === 'manual')
		return [await example(n8n, all ? await newestCustomers(api) : [customerId], (id) => watchOf(name, api, id, terms))];

	const owner = {
		of: JSON.stringify([name, all ? whose : (customerId ?? '')]),
		key: keyOf(await n8n.getCredentials('bushaApi')),
	};
	const staticData = n8n.getWorkflowStaticData('node');
	const { changes, state } = all
		? await pollAll(api, name, terms, owner, readAllState(staticData.state, owner.of), options.startFrom)
		: await pollFrom(
				watchOf(name, api, customerId, terms),
				owner,
				readState(staticData.state, owner.of),
				options.startFrom,
			);
	staticData.state = state as unknown as IDataObject;
	return changes;
}

/** The poll that follows a stored state: a first one where there is none, or where it belongs to another account. */
async function pollFrom(
	watch: Watch<Row>,
	owner: Owner,
	stored: State | undefined,
	startFrom: number | undefined,
): Promise<Polled<Row>> {
	if (!stored && startFrom !== undefined) return await poll(watch, startingAt(owner, startFrom));
	const isKnown = stored && (stored.key === owner.key || (await isSameAccount(watch, stored)));
	return isKnown ? await pollOn(watch, { ...stored, ...owner }) : { changes: [], state: await firstPoll(watch, owner) };
}

/** A poll that begins at the top again when Busha refuses a cursor of an earlier poll, in whichever way. */
async function pollOn(watch: Watch<Row>, before: State): Promise<Polled<Row>> {
	const polled = await orError(poll(watch, before));
	if (!(polled instanceof BushaError)) return polled;
	const keptCursor = before.resumePoints.length > 0 || before.comparison !== undefined;
	if (!keptCursor || polled.failure.httpCode === undefined) throw polled;
	return await poll(watch, { ...before, resumePoints: [], comparison: undefined });
}
