import { clock, pause } from './clock';

const WINDOW_MS = 60_000;
/** Clocks tick in whole milliseconds, here and there. */
const MARGIN_MS = 5;

/** One request that was counted. Its time moves to the moment of the answer, since Busha counts it somewhere in between. */
export interface Slot {
	at: number;
}

/**
 * Counts the requests of a rolling minute for one secret key, in this process, and makes callers wait their turn.
 * Busha's limit is said to hold per API resource, so it is counted so, until Busha answers 429 although the resource
 * was below its limit: from then on all resources of the key are counted together.
 */
export class Pace {
	private readonly slots = new Map<string, Slot[]>();
	private readonly queues = new Map<string, Promise<unknown>>();
	private stated = Infinity;
	private together = false;

	constructor(public configured: number) {}

	/**
	 * Resolves when a request to the resource may be sent, and counts it. Callers are served in order, except those who
	 * wait at most `withinMs`: they pass the queue, and get nothing when no request may be sent so soon.
	 */
	async turn(resource: string, signal?: AbortSignal, withinMs = Infinity): Promise<Slot | undefined> {
		if (withinMs < Infinity) return await this.take(resource, signal, clock.now() + withinMs);
		const before = this.queues.get(resource) ?? Promise.resolve();
		const mine = before.then(async () => await this.take(resource, signal));
		this.queues.set(
			resource,
			mine.catch(() => undefined),
		);
		return await mine;
	}

	/** Notes that the answer to a counted request has come, and the limit that it states in `x-rate-limit`. */
	answered(slot: Slot, header: unknown): void {
		slot.at = clock.now();
		const stated = Number(header);
		if (Number.isInteger(stated) && stated > 0) this.stated = stated;
	}

	/** Busha answered 429. Below its own limit that means that resources are counted together: do so from now on. */
	refused(resource: string): void {
		if (this.together || this.recent(resource).length > this.perMinute) return;
		const all = [...this.slots.values()].flat().sort((a, b) => a.at - b.at);
		this.together = true;
		this.slots.clear();
		this.slots.set('', all);
	}

	private get perMinute(): number {
		return Math.max(1, Math.min(this.configured, this.stated));
	}

	private recent(resource: string): Slot[] {
		const key = this.together ? '' : resource;
		const since = clock.now() - WINDOW_MS - MARGIN_MS;
		const slots = this.slots.get(key) ?? [];
		const first = slots.findIndex((slot) => slot.at > since);
		slots.splice(0, first === -1 ? slots.length : first);
		this.slots.set(key, slots);
		return slots;
	}

	private async take(resource: string, signal?: AbortSignal, until = Infinity): Promise<Slot | undefined> {
		for (let slots = this.recent(resource); slots.length >= this.perMinute; slots = this.recent(resource)) {
			const free = (slots[slots.length - this.perMinute]?.at ?? clock.now()) + WINDOW_MS + MARGIN_MS;
			if (free > until) return undefined;
			await pause(Math.max(1, free - clock.now()), signal);
		}
		const slot = { at: clock.now() };
		this.recent(resource).push(slot);
		return slot;
	}
}
