import type { Endpoint } from './endpoint';
import { publishedLimit } from './limits';
import { ours, portion, type Share, shrunk } from './share';
import { type Slot, Window } from './window';

/** How long Busha is believed to count wider than by operation, after the last refusal that bears it out. */
const WIDE_MS = 30 * 60_000;
/** After a refusal the operation waits for the end of its own oldest request, but no longer than this. */
const PAUSE_MS = 20_000;

/** A counted request. */
export interface Turn extends Slot {
	endpoint: Endpoint;
	share: number;
}

/** What Busha counts together: an operation, all of a resource, or all of the key. */
type Scope = 'resource' | 'key';

const KEY = 'key';
const keyOf = (scope: Scope, { resource }: Endpoint): string => (scope === 'key' ? KEY : `resource ${resource}`);

/**
 * What one secret key has sent in the last minute, and what is known of its limits. Busha counts each operation by
 * itself. A refusal below the limit shows that somebody else uses the account, or that Busha counts wider: the second
 * only if several operations, alike in their limits, had reached it together. All times are milliseconds.
 */
export class Quota {
	private readonly windows = new Map<string, Window>();
	private readonly used = new Map<string, Endpoint>();
	private readonly stated = new Map<string, number>();
	private readonly shares = new Map<string, Share>();
	private readonly pausedUntil = new Map<string, number>();
	private latest = -Infinity;
	private wide: { scope: Scope; limit: number; until: number } | undefined;

	/** Requests of an operation that Busha lets through in a minute. */
	limitOf(name: string): number {
		return this.stated.get(name) ?? publishedLimit(name);
	}

	/** When a caller with such a share, in percent, may send the next request of an operation. */
	freeAt(endpoint: Endpoint, share: number, now: number): number {
		this.noteTime(now);
		const { name } = endpoint;
		const limit = this.limitOf(name);
		const bounds: Array<[string, number]> = [
			[name, ours(limit, this.shares.get(name), now)],
			[`${name} ${share}`, portion(limit, share)],
		];
		if (this.wide && now < this.wide.until) {
			const key = keyOf(this.wide.scope, endpoint);
			bounds.push([key, this.wide.limit], [`${key} ${share}`, portion(this.wide.limit, share)]);
		}
		const moments = bounds.map(([key, most]) => this.window(key).freeAt(most, now));
		return Math.max(...moments, Math.min(this.pausedUntil.get(name) ?? now, now + PAUSE_MS));
	}

	count(endpoint: Endpoint, share: number, now: number): Turn {
		this.noteTime(now);
		const turn = { at: now, endpoint, share };
		this.used.set(endpoint.name, endpoint);
		for (const window of this.windowsOf(turn)) window.add(turn);
		return turn;
	}

	/** The answer to a request has come, which may state the limit of its operation. */
	answered(turn: Turn, stated: unknown, now: number): void {
		this.noteTime(now);
		turn.at = now;
		const limit = Number(stated);
		if (Number.isInteger(limit) && limit > 0) this.stated.set(turn.endpoint.name, limit);
	}

	/** Takes back a request that Busha did not count. */
	remove(turn: Turn): void {
		for (const window of this.windowsOf(turn)) window.remove(turn);
	}

	/** Busha answered 429. The request does not count; if it was below the limit, something is learned from it. */
	refused(turn: Turn, now: number): void {
		this.noteTime(now);
		const { endpoint } = turn;
		const { name } = endpoint;
		this.remove(turn);
		const limit = this.limitOf(name);
		const share = this.shares.get(name);
		const letThrough = this.window(name).count(now);
		if (letThrough >= ours(limit, share, now)) return;
		const scope = (['resource', 'key'] as const).find((wider) => this.isReached(wider, endpoint, now));
		if (scope) {
			this.wide = { scope, limit, until: now + WIDE_MS };
			return;
		}
		this.shares.set(name, shrunk(limit, share, letThrough, now));
		if (letThrough > 0) this.pausedUntil.set(name, Math.min(now + PAUSE_MS, this.window(name).freeAt(letThrough, now)));
	}

	/** Whether several operations of the scope, all with the same limit, have reached it together. */
	private isReached(scope: Scope, endpoint: Endpoint, now: number): boolean {
		const key = keyOf(scope, endpoint);
		const names = [...this.used.values()].filter((other) => keyOf(scope, other) === key).map(({ name }) => name);
		const active = names.filter((name) => this.window(name).count(now) > 0);
		const limit = this.limitOf(endpoint.name);
		const alike = active.every((name) => this.limitOf(name) === limit);
		return active.length > 1 && alike && this.window(key).count(now) >= limit;
	}

	/** Notices when the clock was set back. */
	private noteTime(now: number): void {
		if (now < this.latest) for (const window of this.windows.values()) window.setBack(now);
		this.latest = now;
	}

	private windowsOf({ endpoint, share }: Turn): Window[] {
		const keys = [endpoint.name, keyOf('resource', endpoint), KEY];
		return keys.flatMap((key) => [this.window(key), this.window(`${key} ${share}`)]);
	}

	private window(key: string): Window {
		const window = this.windows.get(key) ?? new Window();
		this.windows.set(key, window);
		return window;
	}
}
