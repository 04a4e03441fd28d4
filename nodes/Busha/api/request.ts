import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Checked } from '../../../credentials/BushaApi.credentials';
import type { Account } from './account';
import type { Call } from './call';
import { clock, stopIfCancelled } from './clock';
import type { Effort } from './effort';
import { type Endpoint, endpointOf } from './endpoint';
import type { Claim } from './pace';
import {
	type Answer,
	type FullResponse,
	type Holds,
	judge,
	judgeError,
	noCredential,
	noTurn,
	tooLate,
} from './transport';

/** Waits that are longer are told in n8n's log. */
const WORTH_TELLING_MS = 10_000;

const UPLOAD_BYTES_PER_MS = 100;

export type ApiFunctions = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** Who sends requests: a node, with what its credential holds. */
export interface Caller {
	n8n: ApiFunctions;
	secrets: readonly string[];
	account: Account;
	/** Percent of each limit that the credential allows. */
	share: number;
	effort: Effort;
	/** Whether the credential adds a public key where Busha asks for one. */
	hasPublicKey: boolean;
	/** Milliseconds that its requests have waited for their turns. */
	pacedMs: number;
	/** How many items its run still has to do, where it is known. */
	itemsLeft?: number;
}

/** A call for one profile, which ends when the execution is stopped. */
export interface Request extends Call<unknown> {
	profileId?: string;
	signal?: AbortSignal;
}

/** How one try of a call ended, how long it waited for its turn and when it was sent, both in milliseconds. */
export interface Tried {
	answer: Answer;
	waitedMs: number;
	/** By this machine's clock. */
	sentAt: number;
}

/**
 * Whether this n8n is known to call {@link Checked.beforeSending}, which it does once it has read the credential. Only
 * then the lack of that call proves that nothing was sent.
 */
let callsBeforeSending = false;

/** One try of a call: waits for its turn, sends it, and judges what comes back. */
export async function tryOnce(caller: Caller, request: Request, holds?: Holds): Promise<Tried> {
	const { account, secrets } = caller;
	stopIfCancelled(request.signal);
	const asked = clock.now();
	const endpoint = endpointOf(request.method, request.path);
	const turn = await account.pace.turn(endpoint, claimOf(caller, request, endpoint));
	const sentAt = clock.now();
	const waitedMs = sentAt - asked;
	caller.pacedMs += waitedMs;
	const told = { waitedMs, sentAt };
	if (!turn) return { answer: noTurn, ...told };
	let late = false;
	let hasCredential = false;
	const checkTime = (): void => {
		late ||= clock.now() > (request.sendBy ?? Infinity);
		if (late) throw new Error(tooLate.failure.message);
	};
	const beforeSending = (): void => {
		callsBeforeSending = hasCredential = true;
		checkTime();
	};
	const response = await send(caller, request, checkTime, beforeSending).catch((error: unknown) => ({ error }));
	if (late) {
		account.pace.notSent(turn);
		return { answer: tooLate, ...told };
	}
	if ('error' in response) {
		const begun = hasCredential || !callsBeforeSending;
		const answer = begun ? judgeError(response.error, request.effect) : noCredential(response.error);
		const sent = answer.result === 'unknown';
		account.reached(sent);
		if (sent) account.pace.answered(turn);
		else account.pace.notSent(turn);
		return { answer, ...told };
	}
	account.reached(true);
	account.dated(response.headers.date, sentAt, clock.now());
	account.pace.answered(turn, response.statusCode, response.headers['x-rate-limit']);
	const sent = { effect: request.effect, endpoint, body: request.body };
	return { answer: judge(response, sent, { secrets, holds, now: clock.now() }), ...told };
}

function claimOf(caller: Caller, { signal }: Request, { name }: Endpoint): Claim {
	const { n8n, share, effort } = caller;
	const onWait = (ms: number, limit: number): void => {
		if (ms < WORTH_TELLING_MS) return;
		const left = caller.itemsLeft === undefined ? '' : `, items left: ${caller.itemsLeft}`;
		n8n.logger.info(
			`Busha allows ${limit} requests a minute for ${name}: waiting about ${Math.ceil(ms / 1000)} seconds${left}`,
		);
	};
	return { share, signal, withinMs: effort.turnMs, onWait };
}

/** Time to upload a body, documents above all, at 100 kB a second. */
function uploadMs(body: object | undefined): number {
	return body === undefined ? 0 : Math.floor(JSON.stringify(body).length / UPLOAD_BYTES_PER_MS);
}

/**
 * The only use of n8n's HTTP helper: header, time and redirects are decided here. The time is checked before, and again
 * when n8n has read the credential, which can take long.
 */
async function send(
	{ n8n, effort }: Caller,
	{ method, path: url, query, body, accept, profileId, onSend }: Request,
	checkTime: () => void,
	beforeSending: () => void,
): Promise<FullResponse> {
	checkTime();
	onSend?.();
	const options: Checked = {
		beforeSending,
		method,
		url,
		qs: query as IDataObject | undefined,
		body: body as IDataObject | undefined,
		headers: {
			...(profileId === undefined ? {} : { 'X-BU-PROFILE-ID': profileId }),
			// Errors are JSON, whatever is asked for.
			...(accept === undefined ? {} : { Accept: `${accept}, application/json` }),
		},
		json: true,
		timeout: Math.min(clock.requestTimeoutMs + uploadMs(body), effort.answerMs),
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	return (await n8n.helpers.httpRequestWithAuthentication.call(n8n, 'bushaApi', options)) as FullResponse;
}
