import { hash } from 'node:crypto';

import { clock } from './clock';
import { BushaError } from './failure';
import { Pace } from './pace';
import { type Offset, offsetOf, serverTime } from './serverTime';

/** Connections that failed longer ago than this say nothing about now. */
const FORGOTTEN_MS = 60_000;

/** Answers that count for the server's clock. */
const REMEMBERED = 20;

/** What is known of one account, shared by every execution of this process that uses the same address and key. */
export class Account {
	readonly pace = new Pace();
	private readonly offsets: Offset[] = [];
	private away: { since: number; last: number } | undefined;

	/** `id` tells accounts apart, without telling their key. */
	constructor(readonly id: string) {}

	/** Notes what an answer tells of the server's clock, in its `Date` header. The times are of this machine's clock. */
	dated(date: unknown, sentAt: number, answeredAt: number): void {
		this.note(offsetOf(date, sentAt, answeredAt));
	}

	/** Notes what an object tells whose creation was just answered: the server's clock shows at least that time by now. */
	heard(createdAt: unknown, answeredAt: number): void {
		this.note(offsetOf(createdAt, answeredAt, answeredAt, 1));
	}

	/**
	 * The server's time as its latest answers showed it. All of them count, since a proxy may write a date of its own:
	 * whoever asks whether a time has come gets the earliest, whoever asks whether it is still to come the latest.
	 */
	serverNow(): { earliest: number; latest: number } | undefined {
		if (this.offsets.length === 0) return undefined;
		const min = Math.min(...this.offsets.map((offset) => offset.min));
		const max = Math.max(...this.offsets.map((offset) => offset.max));
		return serverTime({ min, max }, clock.now());
	}

	private note(offset: Offset | undefined): void {
		if (!offset) return;
		this.offsets.push(offset);
		if (this.offsets.length > REMEMBERED) this.offsets.shift();
	}

	/** Notes whether a request reached Busha. */
	reached(whether: boolean): void {
		const now = clock.now();
		const since = this.away && now - this.away.last <= FORGOTTEN_MS ? this.away.since : now;
		this.away = whether ? undefined : { since, last: now };
	}

	/** Milliseconds since connections began to fail; 0 while they do not. */
	awayMs(): number {
		return this.away ? clock.now() - this.away.since : 0;
	}
}

const accounts = new Map<string, Account>();

/** The account behind an address and a secret key. Throws a {@link BushaError} when the address is none. */
export function accountOf(baseUrl: string, secretKey: string): Account {
	if (!/^https?:\/\/[^/\s]+/.test(baseUrl)) {
		throw new BushaError({
			outcome: 'notSent',
			message: 'The base URL in the credential is not an address',
			advice: 'Enter an address that starts with https://, or choose another environment.',
		});
	}
	const id = hash('sha256', `${baseUrl} ${secretKey}`, 'base64url');
	const account = accounts.get(id) ?? new Account(id);
	accounts.set(id, account);
	return account;
}
