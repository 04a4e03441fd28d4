import { sleep } from 'n8n-workflow';

const SLICE_MS = 250;

/** Node.js has it everywhere; the types of the browser are not used here. */
declare const performance: { now: () => number };

let last = { now: 0, steady: 0 };

/**
 * Milliseconds by this machine's clock, which never go back: a clock that is set back would make every wait too long,
 * and what was seen long ago look new. One that is set forward, or a machine that slept, counts at once.
 */
function now(): number {
	const steady = performance.now();
	last = { now: Math.max(last.now + steady - last.steady, Date.now()), steady };
	return last.now;
}

/** Time as this package sees it. Tests exchange its parts to let minutes pass in milliseconds. */
export const clock = {
	now,
	sleep: async (ms: number): Promise<void> => await sleep(ms),
	/** How long one request may take, the time of its upload left out. */
	requestTimeoutMs: 30_000,
};

/** The user stopped the execution while the node was waiting. */
export class Cancelled extends Error {}

/** Throws {@link Cancelled} once the execution was stopped. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new Cancelled('The execution was stopped');
}

/**
 * Waits in short slices, so that stopping the execution ends the wait at once on every version of n8n. The slices are
 * counted, as this machine's clock may be set while it waits.
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	for (let left = ms; left > 0; left -= SLICE_MS) {
		stopIfCancelled(signal);
		await clock.sleep(Math.min(left, SLICE_MS));
	}
	stopIfCancelled(signal);
}
