import type { EmulatorOptions } from './types';

const WINDOW = 60_000;

/** The rolling minute: counts what was let through; refused requests do not count. */
export class RateLimit {
	readonly perMinute: number;
	private readonly off: boolean;
	private readonly scope: 'resource' | 'account';
	private readonly sendRetryAfter: boolean;
	private readonly windows = new Map<string, { times: number[]; first: number }>();

	constructor(options: EmulatorOptions['rateLimit']) {
		this.off = options === false;
		const settings = options || {};
		this.perMinute = settings.perMinute ?? 100;
		this.scope = settings.scope ?? 'resource';
		this.sendRetryAfter = settings.retryAfter ?? false;
	}

	/** undefined when the request may pass, else the headers of the refusal. */
	refuse(resource: string, now: number): Record<string, string> | undefined {
		if (this.off) return undefined;
		const key = this.scope === 'account' ? '' : resource;
		let window = this.windows.get(key);
		if (!window) this.windows.set(key, (window = { times: [], first: 0 }));
		const { times } = window;
		while (window.first < times.length && (times[window.first] as number) <= now - WINDOW) window.first++;
		if (times.length - window.first >= this.perMinute) {
			if (!this.sendRetryAfter) return {};
			const wait = (times[window.first] as number) + WINDOW - now;
			return { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) };
		}
		// Forgetting in blocks keeps a request O(1).
		if (window.first > 1000) {
			times.splice(0, window.first);
			window.first = 0;
		}
		times.push(now);
		return undefined;
	}

	clear(): void {
		this.windows.clear();
	}
}
