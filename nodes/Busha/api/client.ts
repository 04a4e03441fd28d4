import { baseUrlOf, publicKeyOf, shareOf, webhookSecretsOf } from '../../../credentials/BushaApi.credentials';
import { accountOf } from './account';
import type { Call, Settled } from './call';
import { clock, pause } from './clock';
import { EFFORTS, type Patience } from './effort';
import { BushaError, orError } from './failure';
import { type ApiFunctions, type Caller, tryOnce } from './request';
import { decide, isNothing, outcomeOf, type Result } from './retry';
import { type Envelope, type Holds, holdsData, holdsObject, holdsText } from './transport';

export { type Call, path, type Settled } from './call';
export type { ApiFunctions } from './request';

/** Busha, acting for one profile: the one way to send something to it, and to get data that was checked. */
export class Busha {
	private constructor(
		private readonly caller: Caller,
		readonly profileId?: string,
	) {}

	/** Opens the credential of a node. Throws a {@link BushaError} when it cannot be used. */
	static async open(n8n: ApiFunctions, patience: Patience = 'long'): Promise<Busha> {
		const credentials = await n8n.getCredentials('bushaApi');
		const secrets = [String(credentials.secretKey ?? '').trim(), ...webhookSecretsOf(credentials)].filter(Boolean);
		const baseUrl = baseUrlOf(credentials);
		const account = accountOf(baseUrl, secrets[0] ?? '');
		const hasPublicKey = publicKeyOf(credentials) !== '';
		const share = shareOf(credentials);
		return new Busha({ n8n, secrets, account, share, effort: EFFORTS[patience], pacedMs: 0, hasPublicKey });
	}

	/** The same account, acting for a customer, or for the business when there is none. */
	as(profileId: string | undefined): Busha {
		return new Busha(this.caller, profileId);
	}

	/** Stands for the run that the account was opened for, whichever profile it acts for: what a run remembers hangs on it. */
	get run(): object {
		return this.caller;
	}

	/** Aborted once the user stops the execution. */
	get signal(): AbortSignal | undefined {
		const { n8n } = this.caller;
		return 'getExecutionCancelSignal' in n8n ? n8n.getExecutionCancelSignal() : undefined;
	}

	/** Throws a {@link BushaError} when the credential has no public key, which payment requests are made with. */
	needPublicKey(): void {
		if (this.caller.hasPublicKey) return;
		throw new BushaError({
			outcome: 'notSent',
			message: 'The credential has no public key, which payment requests need',
			advice:
				'Copy it from the Busha dashboard, under Settings, Developer Tools, into the field Public Key of the credential.',
		});
	}

	/** Tells accounts apart, without telling their key. */
	get account(): string {
		return this.caller.account.id;
	}

	/** Milliseconds that requests have waited so far for their turn below Busha's limits, since the credential was opened. */
	get waited(): number {
		return this.caller.pacedMs;
	}

	/** Notes how many items the run still has to do, which the log tells when it waits. */
	noteItemsLeft(items: number): void {
		this.caller.itemsLeft = items;
	}

	/**
	 * The time of Busha's clock in milliseconds, at the earliest and at the latest, as its latest answer to anyone in this
	 * process showed it. Undefined when none has.
	 */
	serverNow(): { earliest: number; latest: number } | undefined {
		return this.caller.account.serverNow();
	}

	/** Notes when Busha says that it made something which was just answered. */
	heardTime(createdAt: unknown): void {
		this.caller.account.heard(createdAt, clock.now());
	}

	/** `data` of a GET request: an object or a list, else a {@link BushaError}. */
	async get<T>(url: string, query?: Call['query']): Promise<T> {
		const { value } = await this.settle({ method: 'GET', path: url, effect: 'read', query }, holdsData);
		return value.data as T;
	}

	/** The text of a file of this type. */
	async text(url: string, accept: string, query?: Call['query']): Promise<string> {
		const { value } = await this.settle({ method: 'GET', path: url, effect: 'read', query, accept }, holdsText);
		return value.data as string;
	}

	/** Like {@link get}, and `undefined` when Busha has no such object. */
	async find<T>(url: string, query?: Call['query']): Promise<T | undefined> {
		return (await this.look<T>(url, query))?.found;
	}

	/** Like {@link find}, and when the request was sent that found it, in milliseconds of this machine's clock. */
	async look<T>(url: string, query?: Call['query']): Promise<{ found: T; askedAt: number } | undefined> {
		const seen = await orError(this.settle({ method: 'GET', path: url, effect: 'read', query }, holdsData));
		if (!(seen instanceof BushaError)) return { found: seen.value.data as T, askedAt: seen.sentAt };
		if (isNothing(seen.failure)) return undefined;
		throw seen;
	}

	/**
	 * Makes or changes something: the object that the answer holds, or that {@link Call.recover} found. An answer without
	 * an object is a {@link BushaError}, for writes and money after a look what became of it.
	 */
	async send<T extends object>(call: Call<T>): Promise<Settled<T>> {
		const { value, replayed } = await this.settle(call, holdsObject);
		return { value: value.data as T, replayed };
	}

	/** For calls whose answers hold nothing, such as a deletion: Busha's message, if there is one. */
	async command(call: Call<unknown>): Promise<string | undefined> {
		const { value } = await this.settle(call);
		return value.message;
	}

	/** The whole answer, for lists, which have a cursor beside their data. */
	async envelope(call: Call): Promise<Envelope> {
		return (await this.settle(call)).value;
	}

	/** Tries until the call succeeds or {@link decide} gives it up. */
	private async settle(call: Call<unknown>, holds?: Holds): Promise<Settled<Envelope> & { sentAt: number }> {
		const { account, effort } = this.caller;
		const results: Result[] = [];
		const begun = clock.now();
		let waited = 0;
		for (;;) {
			const { answer, waitedMs, sentAt } = await tryOnce(
				this.caller,
				{ ...call, profileId: this.profileId, signal: this.signal },
				holds,
			);
			if ('value' in answer) return { value: answer.value, replayed: false, sentAt };
			results.push(answer.result);
			waited += waitedMs;
			const error = new BushaError({ ...answer.failure, outcome: outcomeOf(call.effect, results) });
			const tries = {
				effect: call.effect,
				results,
				elapsedMs: clock.now() - begun - waited,
				awayMs: account.awayMs(),
				retryAfterMs: answer.failure.retryAfterMs,
				recoverable: call.recover !== undefined,
			};
			const { waitMs, look, again } = decide(tries, effort, Math.random());
			if (look || again) await pause(waitMs, this.signal);
			const found = look ? await this.lookFor(call, error) : undefined;
			if (found !== undefined) return { value: { data: found }, replayed: true, sentAt };
			if (!again) throw error;
		}
	}

	/** What the tries of a call made, if anything. A look that fails leaves it as `unknown` as it was. */
	private async lookFor({ recover }: Call<unknown>, unknown: BushaError): Promise<unknown> {
		const found = recover && (await orError(recover()));
		if (found instanceof BushaError) throw unknown;
		return found;
	}
}
