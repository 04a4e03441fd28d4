import { clock } from './clock';
import { Pace } from './pace';
import { type Offset, offsetOf, serverTime } from './serverTime';

/** Connections that failed longer ago than this say nothing about now. */
const FORGOTTEN_MS = 60_000;

/** What is known of one account, shared by every execution of this process that uses the same address and key. */
export class Account {
	readonly pace = new Pace();
	private offset: Offset | undefined;
	private away: { since: number; last: number } | undefined;

	/** Notes what an answer tells of the server's clock, in its `Date` header. The times are of this machine's clock. */
	dated(date: unknown, sentAt: number, answeredAt: number): void {
		this.offset = offsetOf(date, sentAt, answeredAt) ?? this.offset;
	}

	/** The server's time by the latest answer that showed it. */
	serverNow(): { earliest: number; latest: number } | undefined {
		return this.offset && serverTime(this.offset, clock.now());
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

/** The account behind an address and a secret key. */
export function accountOf(baseUrl: string, secretKey: string): Account {
	const id = `${baseUrl} ${secretKey}`;
	const account = accounts.get(id) ?? new Account();
	accounts.set(id, account);
	return account;
}
