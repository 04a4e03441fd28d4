import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { baseUrlOf } from '../../../credentials/BushaApi.credentials';
import { clock, pause, stopIfCancelled } from './clock';
import { BushaError } from './failure';
import { type Pace, paceOf } from './pace';
import { rescue } from './rescue';
import { delayMs, type Effect, limitsOf, next, type Patience } from './retry';
import { type Answer, type Envelope, type FullResponse, judge, judgeError, noTurn } from './transport';

export type ApiFunctions = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** One call of the API. Parts of `query` and `body` that are `undefined` are not sent. */
export interface Call {
	method: IHttpRequestMethods;
	/** With `/v1`, its variable segments encoded by {@link path}. */
	path: string;
	effect: Effect;
	query?: Record<string, string | number | undefined>;
	body?: object;
	/**
	 * Finds what an earlier try of this call may have done. Asked after a try whose outcome is unknown;
	 * what it returns is taken for the answer, `undefined` means that it surely did not happen.
	 */
	look?: () => Promise<unknown>;
}

/** A value, and whether it stems from an earlier try rather than from this one. */
export interface Sent<T> {
	value: T;
	replayed: boolean;
}

/**
 * A path whose variable segments stay one segment each, whatever they contain. Empty ones and the dots that stand for
 * another folder cannot be encoded, so they are a {@link BushaError}.
 */
export function path(strings: TemplateStringsArray, ...segments: string[]): string {
	const encoded = segments.map((segment) => {
		if (!/^\.{0,2}$/.test(segment)) return encodeURIComponent(segment);
		throw new BushaError({ outcome: 'notSent', message: `"${segment}" is not an ID`, advice: 'Check the ID, or its expression.' });
	});
	return String.raw({ raw: strings }, ...encoded);
}

/** Busha, acting for one profile. The only caller of n8n's HTTP helper: header, pace, retries and redirects are decided here. */
export class Busha {
	private constructor(
		private readonly n8n: ApiFunctions,
		private readonly secrets: readonly string[],
		private readonly pace: Pace,
		private readonly patience: Patience,
		readonly profileId?: string,
	) {}

	/** Opens the credential of a node. Throws a {@link BushaError} when it cannot be used. */
	static async open(n8n: ApiFunctions, patience: Patience = 'long'): Promise<Busha> {
		const credentials = await n8n.getCredentials('bushaApi');
		const secrets = [credentials.secretKey, credentials.webhookSecret].map((secret) => String(secret ?? '').trim()).filter(Boolean);
		const baseUrl = baseUrlOf(credentials);
		if (!/^https?:\/\/[^/\s]+/.test(baseUrl)) {
			throw new BushaError({
				outcome: 'notSent',
				message: 'The base URL in the credential is not an address',
				advice: 'Enter an address that starts with https://, or choose another environment.',
			});
		}
		const share = Math.floor(Number(credentials.requestsPerMinute ?? 100));
		return new Busha(n8n, secrets, paceOf(`${baseUrl} ${secrets[0] ?? ''}`, share >= 1 ? share : 100), patience);
	}

	/** The same account, acting for a customer, or for the business when there is none. */
	as(profileId: string | undefined): Busha {
		return new Busha(this.n8n, this.secrets, this.pace, this.patience, profileId);
	}

	/** Stands for the run that the account was opened for, whichever profile it acts for: what a run remembers hangs on it. */
	get run(): object {
		return this.n8n;
	}

	/** Aborted once the user stops the execution. */
	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.n8n ? this.n8n.getExecutionCancelSignal() : undefined;
	}

	/** `data` of a GET request. */
	async get<T>(url: string, query?: Call['query']): Promise<T> {
		const { data } = await this.envelope({ method: 'GET', path: url, effect: 'read', query });
		if (typeof data === 'object' && data !== null) return data as T;
		throw new BushaError({
			outcome: 'rejected',
			message: 'Busha answered without the data that was asked for',
			advice: 'Check the environment and the base URL in the credential, and any proxy in between.',
		});
	}

	/** The whole answer of a call, repeated where that is safe. Throws a {@link BushaError}. */
	async envelope(call: Call): Promise<Envelope> {
		return (await this.call(call)).value;
	}

	/** Like {@link envelope}, for calls with {@link Call.look}: says whether the value was found instead of made. */
	async call(call: Call): Promise<Sent<Envelope>> {
		const resource = call.path.split('/')[2] ?? '';
		const limits = limitsOf[this.patience];
		const started = clock.now();
		const failures = { limited: 0, notSent: 0, rejected: 0, unknown: 0 };
		for (;;) {
			const answer = await this.once(call, resource);
			if ('value' in answer) return { value: answer.value, replayed: false };

			failures[answer.result]++;
			const error = new BushaError(failures.unknown > 0 && call.effect !== 'read' ? { ...answer.failure, outcome: 'unknown' } : answer.failure);
			const step = failures.unknown > 0 && next(call.effect, 'unknown') === 'look' ? 'look' : next(call.effect, answer.result);
			if (step === 'stop' || (step === 'look' && !call.look)) throw error;

			const tries = failures.notSent + failures.rejected + failures.unknown;
			const delay = delayMs(answer.result === 'limited' ? failures.limited : tries, Math.random(), answer.failure.retryAfterMs);
			const late = clock.now() + delay - started > limits.totalMs;
			const last = tries >= limits.tries || failures.limited >= limits.limitedTries;
			await pause(late || (last && step === 'repeat') ? 0 : delay, this.signal);
			if (step === 'look') {
				const found = await rescue<unknown, BushaError>(call.look?.() ?? Promise.resolve(), BushaError, () => {
					throw error;
				});
				if (found !== undefined) return { value: { data: found }, replayed: true };
			}
			if (late || last) throw error;
		}
	}

	private async once(call: Call, resource: string): Promise<Answer> {
		stopIfCancelled(this.signal);
		const slot = await this.pace.turn(resource, this.signal, limitsOf[this.patience].turnMs);
		if (!slot) return noTurn;
		const response = await this.send(call).catch((error: unknown) => ({ error }));
		if ('error' in response) {
			this.pace.answered(slot, undefined);
			return judgeError(response.error, call.effect);
		}
		this.pace.answered(slot, response.headers['x-rate-limit']);
		if (response.statusCode === 429) this.pace.refused(resource);
		return judge(response, call, this.secrets, clock.now());
	}

	private async send({ method, path: url, query, body }: Call): Promise<FullResponse> {
		const options: IHttpRequestOptions = {
			method,
			url,
			qs: query as IDataObject | undefined,
			body: body as IDataObject | undefined,
			headers: this.profileId === undefined ? {} : { 'X-BU-PROFILE-ID': this.profileId },
			json: true,
			timeout: Math.min(clock.requestTimeoutMs, limitsOf[this.patience].answerMs),
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		};
		return (await this.n8n.helpers.httpRequestWithAuthentication.call(this.n8n, 'bushaApi', options)) as FullResponse;
	}
}
