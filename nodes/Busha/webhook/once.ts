import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../api/clock';
import { isSeen, readSeen, remember, type Seen } from './seen';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What becomes of a request: the item that starts an execution, or the status of an answer that starts nothing. */
export type Outcome = { item: IDataObject } | { status: 200 | 400 | 401 | 503 };

/** What this process knows about the deliveries to one trigger. */
interface Memory {
	/** Deliveries whose execution was started. n8n's static data may have lost some of them to a parallel delivery. */
	readonly started: Seen;
	/** Deliveries that are being handled, by key. */
	readonly open: Map<string, Promise<Outcome>>;
}

const memories = new Map<string, Memory>();

function memoryOf(trigger: string): Memory {
	const memory = memories.get(trigger) ?? { started: {}, open: new Map() };
	memories.set(trigger, memory);
	return memory;
}

/**
 * Handles a delivery unless its execution was started before; then, and for one that comes while the same is being
 * handled, it only says how the first one ended.
 *
 * A delivery counts as seen only once its execution has been started: n8n stores the static data after it has started
 * the execution, and answers the sender with an error status when it could not start it.
 */
export async function once(
	n8n: IWebhookFunctions,
	trigger: string,
	key: string,
	handle: () => Promise<Outcome>,
): Promise<Outcome> {
	const memory = memoryOf(trigger);
	const staticData = n8n.getWorkflowStaticData('node');
	const open = memory.open.get(key);
	if (open) return await open;

	const kept = readSeen(staticData.seen);
	if (remember(kept, memory.started)) staticData.seen = kept;
	if (isSeen(kept, key, clock.now())) return { status: 200 };

	let end: (outcome: Outcome) => void = () => {};
	memory.open.set(key, new Promise((resolve) => (end = resolve)));
	const close = (outcome: Outcome): void => {
		memory.open.delete(key);
		end(outcome);
	};
	const outcome = await handle().catch((problem: unknown) => {
		close({ status: 503 });
		throw problem;
	});
	if ('status' in outcome) {
		close(outcome);
		return outcome;
	}
	const seen = { [key]: clock.now() };
	const store = (): void => {
		remember(kept, memory.started);
		remember(kept, seen);
		staticData.seen = kept;
	};
	store();
	// n8n 2.41 forgets that the data was changed as soon as it prepares the execution, so it is changed again after that.
	void clock.sleep(0).then(store);
	whenAnswered(n8n.getResponseObject(), (started) => {
		if (started) remember(memory.started, seen);
		close({ status: started ? 200 : 503 });
	});
	return outcome;
}

/**
 * Calls back when n8n has ended its answer, with whether the answer says that the execution was started. Whether the
 * sender still listens does not matter: an execution may have to wait for its turn, and it starts all the same when the
 * sender has given up meanwhile, without an event on the connection that would tell.
 */
function whenAnswered(response: Response, then: (started: boolean) => void): void {
	const end = response.end.bind(response) as (...args: unknown[]) => Response;
	response.end = ((...args: unknown[]) => {
		response.end = end as Response['end'];
		then(response.statusCode < 300);
		return end(...args);
	}) as Response['end'];
}
