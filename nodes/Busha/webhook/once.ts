import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../api/clock';
import { isSeen, merged, readSeen, type Seen } from './seen';

/** What becomes of a request: the item that starts an execution, or the status of an answer that starts nothing. */
export type Outcome = { item: IDataObject } | { status: 200 | 400 | 401 | 503 };

/** What this process knows about the deliveries to one trigger. */
interface Memory {
	/** Deliveries whose execution was started. n8n's static data may have lost some of them to a parallel delivery. */
	started: Seen;
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
export async function once(n8n: IWebhookFunctions, key: string, handle: () => Promise<Outcome>): Promise<Outcome> {
	const memory = memoryOf(`${String(n8n.getWorkflow().id)} ${n8n.getNode().id}`);
	const staticData = n8n.getWorkflowStaticData('node');
	const open = memory.open.get(key);
	if (open) return await open;

	const kept = readSeen(staticData.seen);
	const all = merged(kept, memory.started);
	if (Object.keys(all).some((one) => !Object.hasOwn(kept, one))) staticData.seen = all;
	if (isSeen(all, key, clock.now())) return { status: 200 };

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
		staticData.seen = merged(merged(all, memory.started), seen);
	};
	store();
	// n8n 2.41 forgets that the data was changed as soon as it prepares the execution, so it is changed again after that.
	void clock.sleep(0).then(store);
	whenAnswered(n8n, (started) => {
		if (started) memory.started = merged(memory.started, seen);
		close({ status: started ? 200 : 503 });
	});
	return outcome;
}

/** Calls back when the sender has its answer, or has gone, with whether the answer says that the execution was started. */
function whenAnswered(n8n: IWebhookFunctions, then: (started: boolean) => void): void {
	const response = n8n.getResponseObject();
	if (response.closed || !('once' in response)) return then(false);
	response.once('close', () => then(response.writableFinished && response.statusCode < 300));
}
