import type { EmulatorOptions, RateLimitOptions, RecordedRequest } from './types';

const WINDOW = 60_000;
const USUAL = 100;
const NO_LIMIT = 1_000_000;

/** What Busha publishes for single operations, as `METHOD /path`; all others have the usual limit. */
const PUBLISHED: ReadonlyArray<readonly [number, RegExp]> = [
	[5, /^POST \/v1\/(recipients\/resolve-bank-account|validate|addresses\/regenerate)$/],
	[5, /^GET \/v1\/(addresses|pay)\/[^/]+$/],
	[10, /^POST \/v1\/files$/],
	[10, /^GET \/v1\/virtual_bank_accounts\/[^/]+\/terms$/],
	[20, /^POST \/v1\/(quotes|transfers|recipients|balances|customers|quotes\/unauthenticated)$/],
	[20, /^(PUT|DELETE) \/v1\/customers\/[^/]+$/],
	[20, /^POST \/v1\/customers\/[^/]+\/(verify|token-share)$/],
	[20, /^GET \/v1\/banks$/],
	[30, /^GET \/v1\/virtual_bank_accounts\/[^/]+$/],
];

type Counted = Pick<RecordedRequest, 'method' | 'path' | 'resource' | 'operationId'>;

/** The rolling minute: counts what was let through; refused requests do not count. */
export class RateLimit {
	private readonly settings: RateLimitOptions;
	private readonly windows = new Map<string, { times: number[]; first: number }>();

	constructor(options: EmulatorOptions['rateLimit']) {
		this.settings = options === false ? { perMinute: NO_LIMIT } : { ...options };
	}

	/** The limit that holds for a request, which its answer states. */
	perMinute({ method, path }: Counted): number {
		const { perMinute, scope = 'operation' } = this.settings;
		if (perMinute !== undefined) return perMinute;
		const published = scope === 'operation' && PUBLISHED.find(([, requests]) => requests.test(`${method} ${path}`));
		return published ? published[0] : USUAL;
	}

	/** undefined when the request may pass, else the headers of the refusal. */
	refuse(request: Counted, now: number): Record<string, string> | undefined {
		const limit = this.perMinute(request);
		if (limit >= NO_LIMIT) return undefined;
		const key = this.keyOf(request);
		let window = this.windows.get(key);
		if (!window) this.windows.set(key, (window = { times: [], first: 0 }));
		const { times } = window;
		while (window.first < times.length && (times[window.first] as number) <= now - WINDOW) window.first++;
		if (times.length - window.first >= limit) {
			if (!this.settings.retryAfter) return {};
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

	private keyOf({ method, path, resource, operationId }: Counted): string {
		const { scope = 'operation' } = this.settings;
		if (scope === 'key') return '';
		return scope === 'resource' ? resource : (operationId ?? `${method} ${path}`);
	}
}
