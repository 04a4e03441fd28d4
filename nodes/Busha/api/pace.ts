import { clock, pause } from './clock';
import type { Endpoint } from './endpoint';
import { Quota, type Turn } from './quota';

/** Who wants to send. */
export interface Claim {
	/** Percent of each limit that the caller may use. The shares of other callers do not change it. */
	share: number;
	/** Whoever waits at most so long passes the queue, and gets nothing when no request may be sent so soon. */
	withinMs: number;
	signal?: AbortSignal;
	/** Told before a wait, with its milliseconds and the requests a minute that Busha allows. */
	onWait?: (ms: number, limit: number) => void;
}

/** Who waits looks again after so long, as an answer to somebody else may have stated a higher limit meanwhile. */
const LOOK_AGAIN_MS = 5_000;

/** Makes the callers of one account wait until their requests fit in below Busha's limits, in the order in which they came. */
export class Pace {
	private readonly quota = new Quota();
	private readonly queues = new Map<string, Promise<unknown>>();

	/** Resolves when a request may be sent, and counts it. */
	async turn(endpoint: Endpoint, claim: Claim): Promise<Turn | undefined> {
		if (claim.withinMs < Infinity) return await this.take(endpoint, claim);
		const before = this.queues.get(endpoint.name) ?? Promise.resolve();
		const mine = before.then(async () => await this.take(endpoint, claim));
		this.queues.set(
			endpoint.name,
			mine.catch(() => undefined),
		);
		return await mine;
	}

	/** Notes that the answer to a counted request has come, with its status and the limit that it states, if it came at all. */
	answered(turn: Turn, status?: number, stated?: unknown): void {
		const now = clock.now();
		this.quota.answered(turn, stated, now);
		if (status === 429) this.quota.refused(turn, now);
	}

	/** Takes back a counted request that did not reach Busha. */
	notSent(turn: Turn): void {
		this.quota.remove(turn);
	}

	private async take(endpoint: Endpoint, { share, withinMs, signal, onWait }: Claim): Promise<Turn | undefined> {
		const until = clock.now() + withinMs;
		for (let isNew = true; ; isNew = false) {
			const now = clock.now();
			const free = this.quota.freeAt(endpoint, share, now);
			if (free <= now) return this.quota.count(endpoint, share, now);
			if (free > until) return undefined;
			if (isNew) onWait?.(free - now, this.quota.limitOf(endpoint.name));
			await pause(Math.min(free - now, LOOK_AGAIN_MS), signal);
		}
	}
}
