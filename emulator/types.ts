import type { Reply } from './exchange';
import type { Fault } from './faults';
import type { Forms } from './forms';

export interface RateLimitOptions {
	/** One number for all, instead of those that Busha publishes for each operation. 100 for the wider scopes. */
	perMinute?: number;
	/** What is counted together: each operation (default), all of a resource, or all requests of the key. */
	scope?: 'operation' | 'resource' | 'key';
	/** Whether a refusal says how long to wait. */
	retryAfter?: boolean;
}

export interface EmulatorOptions {
	/** On 127.0.0.1. Default: any free one. */
	port?: number;
	/** Emulator time at start: epoch milliseconds or a date text. Default: the real time. */
	startAt?: string | number;
	/** Emulator milliseconds per real millisecond. Default 1; 0 = frozen, only advance() moves it. */
	speed?: number;
	/** Default: what Busha publishes for each operation, no Retry-After. false = no limit. */
	rateLimit?: RateLimitOptions | false;
	/** approve (default): verification ends by itself after two seconds; hold: only by approve() or reject(). */
	verification?: 'approve' | 'hold';
	/** What differs from the plain form of the API, from the start and again after reset(). */
	forms?: Partial<Forms>;
	/** Default true: the business holds balances from the start. */
	seedBalances?: boolean;
}

/** One request as it arrived, and what became of it. */
export interface RecordedRequest {
	index: number;
	method: string;
	/** Without the query. */
	path: string;
	/** The query as it was sent, without its question mark. */
	search: string;
	query: Record<string, string | string[]>;
	/** Names in lower case. */
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON; undefined when there is none. */
	body: unknown;
	rawBody: string;
	operationId?: string;
	/** The first path segment after /v1. */
	resource: string;
	/** The X-BU-PROFILE-ID header as sent. */
	profileId?: string;
	/** Emulator time of arrival. */
	at: number;
	requestId: string;
	/** The status sent; stays undefined while unanswered, and when the connection was reset or hangs. */
	status?: number;
	/** Why the request does not match the OpenAPI file. */
	problems?: string[];
	fault?: Fault['kind'];
	/** The handler ran with a 2xx outcome, whatever then happened to the answer. */
	committed: boolean;
}

/** One request, and what the emulated Busha answers before a fault spoils it. */
export interface Exchanged {
	request: RecordedRequest;
	/** undefined when a fault took Busha's place. */
	reply?: Reply;
	/** The forms at that moment. */
	forms: Forms;
}
