import type { RecordedRequest } from './types';

/**
 * What goes wrong with one request. Where there is a `commit`: false = instead of the handler, nothing happened;
 * true = the handler has run and its effect stands, only the answer is spoilt.
 */
export type Fault =
	/** Any status; the body defaults to Busha's error body for it. A text body is sent as it is. */
	| {
			kind: 'answer';
			status: number;
			commit: boolean;
			retryAfter?: number | string;
			body?: unknown;
			headers?: Record<string, string>;
	  }
	/** The connection is reset (TCP RST) without an answer. */
	| { kind: 'reset'; commit: boolean }
	/** No answer until the client gives up or the emulator stops. */
	| { kind: 'hang'; commit: boolean }
	/** The handler runs; half of the announced body is sent, then the connection is destroyed. */
	| { kind: 'cut' }
	/** An HTML page with status 200 (or `status`). */
	| { kind: 'html'; commit: boolean; status?: number }
	/** A redirect to `location`, status 302 unless given. */
	| { kind: 'redirect'; commit: boolean; location: string; status?: 301 | 302 | 303 | 307 | 308 }
	/** The quote named in the body, or the profile's newest pending one, expires just before the handler runs. */
	| { kind: 'expireQuote' }
	/** From now on transfer look-ups by quote_id (and the list of quotes) are empty: `requests` times or for `forMs` of emulator time. */
	| { kind: 'loseLookup'; requests?: number; forMs?: number; quotes?: boolean }
	/** The handler runs at once, the answer goes out after `ms` of real time. */
	| { kind: 'delay'; ms: number }
	/** Several at once: the modifiers (expireQuote, loseLookup, delay) all apply, the last other one spoils the answer. */
	| { kind: 'all'; faults: Fault[] };

/** Which requests a fault is for: all given conditions must hold. */
export interface FaultMatch {
	method?: string;
	/** Path without query: exact text or pattern. */
	path?: string | RegExp;
	operationId?: string;
	resource?: string;
	profileId?: string;
	where?: (request: RecordedRequest) => boolean;
}

export type Spoiler = Exclude<Fault, { kind: 'expireQuote' | 'loseLookup' | 'delay' | 'all' }>;

/** A fault taken apart: modifiers, and at most one thing that spoils the answer. */
export interface FaultPlan {
	kind?: Fault['kind'];
	expireQuote: boolean;
	delay: number;
	loseLookup?: Extract<Fault, { kind: 'loseLookup' }>;
	spoiler?: Spoiler;
}

export function planOf(fault: Fault | undefined): FaultPlan {
	const plan: FaultPlan = { expireQuote: false, delay: 0 };
	const add = (one: Fault) => {
		if (one.kind === 'all') return one.faults.forEach(add);
		if (one.kind === 'expireQuote') plan.expireQuote = true;
		else if (one.kind === 'delay') plan.delay += one.ms;
		else if (one.kind === 'loseLookup') plan.loseLookup = one;
		else plan.spoiler = one;
	};
	if (fault) add(fault);
	plan.kind = plan.spoiler?.kind ?? fault?.kind;
	return plan;
}

export const commits = (spoiler: Spoiler): boolean => spoiler.kind === 'cut' || spoiler.commit;

/** The queue of faults and the programmatic script. */
export class FaultScript {
	private queue: Array<{ match: FaultMatch; fault: Fault; left: number }> = [];
	private decide: ((request: RecordedRequest, index: number) => Fault | undefined) | undefined;

	add(match: FaultMatch, fault: Fault, times: number): void {
		this.queue.push({ match, fault, left: times });
	}

	onRequest(decide: ((request: RecordedRequest, index: number) => Fault | undefined) | undefined): void {
		this.decide = decide;
	}

	/** The fault of this request: the script is asked first, then the queue, where the first match is used up. */
	next(request: RecordedRequest): Fault | undefined {
		const scripted = this.decide?.(request, request.index);
		if (scripted) return scripted;
		const entry = this.queue.find(({ match }) => matches(match, request));
		if (!entry) return undefined;
		if (--entry.left <= 0) this.queue = this.queue.filter((other) => other !== entry);
		return entry.fault;
	}

	clear(): void {
		this.queue = [];
		this.decide = undefined;
	}
}

function matches(
	{ method, path, operationId, resource, profileId, where }: FaultMatch,
	request: RecordedRequest,
): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (typeof path === 'string' && path !== request.path) return false;
	if (path instanceof RegExp && !new RegExp(path.source, path.flags.replace('g', '')).test(request.path)) return false;
	if (operationId !== undefined && operationId !== request.operationId) return false;
	if (resource !== undefined && resource !== request.resource) return false;
	if (profileId !== undefined && profileId !== request.profileId) return false;
	return where ? where(request) : true;
}
