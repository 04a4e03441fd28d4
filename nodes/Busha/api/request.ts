import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Account } from './account';
import type { Call } from './call';
import { clock, stopIfCancelled } from './clock';
import type { Effort } from './effort';
import { type Answer, type FullResponse, type Holds, judge, judgeError, noTurn } from './transport';

export type ApiFunctions = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** Who sends requests: a node, with what its credential holds. */
export interface Caller {
	n8n: ApiFunctions;
	secrets: readonly string[];
	account: Account;
	effort: Effort;
}

/** A call for one profile, which ends when the execution is stopped. */
export interface Request extends Call<unknown> {
	profileId?: string;
	signal?: AbortSignal;
}

/** One try of a call: waits for its turn, sends it, and judges what comes back. Says how long it waited, in milliseconds. */
export async function tryOnce(caller: Caller, request: Request, holds?: Holds): Promise<{ answer: Answer; waitedMs: number }> {
	const { account, effort, secrets } = caller;
	stopIfCancelled(request.signal);
	const asked = clock.now();
	const resource = request.path.split('/')[2] ?? '';
	const slot = await account.pace.turn(resource, request.signal, effort.turnMs);
	const sentAt = clock.now();
	const waitedMs = sentAt - asked;
	if (!slot) return { answer: noTurn, waitedMs };
	const response = await send(caller, request).catch((error: unknown) => ({ error }));
	if ('error' in response) {
		account.pace.answered(slot, undefined);
		const answer = judgeError(response.error, request.effect);
		account.reached(!('result' in answer && answer.result === 'notSent'));
		return { answer, waitedMs };
	}
	account.reached(true);
	account.dated(response.headers.date, sentAt, clock.now());
	account.pace.answered(slot, response.headers['x-rate-limit']);
	if (response.statusCode === 429) account.pace.refused(resource);
	return { answer: judge(response, request, { secrets, holds, now: clock.now() }), waitedMs };
}

/** The only use of n8n's HTTP helper: header, time and redirects are decided here. */
async function send({ n8n, effort }: Caller, { method, path: url, query, body, profileId }: Request): Promise<FullResponse> {
	const options: IHttpRequestOptions = {
		method,
		url,
		qs: query as IDataObject | undefined,
		body: body as IDataObject | undefined,
		headers: profileId === undefined ? {} : { 'X-BU-PROFILE-ID': profileId },
		json: true,
		timeout: Math.min(clock.requestTimeoutMs, effort.answerMs),
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	return (await n8n.helpers.httpRequestWithAuthentication.call(n8n, 'bushaApi', options)) as FullResponse;
}
