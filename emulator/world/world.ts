import type { Clock } from '../clock';
import { badRequest, notFound } from '../errors';
import type { Forms, ProfileResource } from '../forms';
import type { Pagination } from '../paging';
import { timestamp } from '../timestamps';
import { Balances } from './balance';
import type { BillOrder } from './billOrder';
import { Collection } from './collection';
import type { Customer } from './customer';
import type { PaymentLink } from './paymentLink';
import type { PaymentRequest } from './paymentRequest';
import type { Quote } from './quote';
import type { Recipient } from './recipient';
import type { Transaction } from './transaction';
import type { Transfer } from './transfer';

/** All that the emulated Busha knows. */
export class World {
	readonly customers = new Collection<Customer>();
	readonly quotes = new Collection<Quote>();
	readonly transfers = new Collection<Transfer>();
	readonly recipients = new Collection<Recipient>();
	readonly transactions = new Collection<Transaction>();
	readonly paymentLinks = new Collection<PaymentLink>();
	readonly paymentRequests = new Collection<PaymentRequest>();
	readonly billOrders = new Collection<BillOrder>();
	readonly balances = new Balances();
	/** Lower-case e-mail -> customer id. */
	readonly customerByEmail = new Map<string, string>();
	/** Currency/network/profile -> how often the deposit address was regenerated. */
	readonly addressGenerations = new Map<string, number>();
	readonly lookups = new LookupBlindness();

	constructor(
		readonly clock: Clock,
		readonly businessId: string,
		readonly verification: 'approve' | 'hold',
		/** How this Busha behaves where the documentation leaves it open. */
		public forms: Forms,
		/** Called on every state change that Busha announces by webhook. */
		readonly emit: (event: string, data: object) => void,
	) {}

	/** The present emulator time as Busha writes it. */
	stamp(): string {
		return timestamp(this.clock.now());
	}

	/** The profile that a header names: the business when absent, or when the resource ignores it; unknown ones are refused. */
	profile(header: string | undefined, resource: string): string {
		if (this.forms.ignoresProfile.includes(resource as ProfileResource)) return this.businessId;
		if (header === undefined || header === '' || header === this.businessId) return this.businessId;
		if (!this.customers.byId.has(header)) throw notFound('Profile not found');
		return header;
	}

	/** Refuses profiles that may not move money. */
	mustBeActive(profileId: string): void {
		const customer = this.customers.byId.get(profileId);
		if (customer && customer.status !== 'active') throw badRequest('Customer is not active');
	}
}

/** While it lasts, transfers cannot be found by their quote: what an eventually consistent list looks like. */
export class LookupBlindness {
	private requests = 0;
	private until = -Infinity;
	private quotes = false;

	start(now: number, { requests, forMs, quotes }: { requests?: number; forMs?: number; quotes?: boolean }): void {
		this.requests = requests ?? (forMs === undefined ? 1 : 0);
		this.until = forMs === undefined ? -Infinity : now + forMs;
		this.quotes = quotes ?? false;
	}

	/** Whether this look-up finds nothing; counts it. */
	blinds(what: 'transfer' | 'quotes', now: number): boolean {
		if (what === 'quotes' && !this.quotes) return false;
		if (now < this.until) return true;
		if (this.requests <= 0) return false;
		this.requests--;
		return true;
	}
}

/** One call of an operation, checked against the contract. */
export interface Call {
	world: World;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body: unknown;
	profileId: string;
}

export interface Answer {
	status: number;
	/** JSON, unless it is a CSV file or nothing at all. */
	body?: object;
	csv?: string;
}

export type Handler = (call: Call) => Answer;

const envelope = (message: string, data?: unknown, pagination?: Pagination) => ({
	status: 'success',
	message,
	...(data === undefined ? {} : { data }),
	...(pagination ? { pagination } : {}),
});

export const ok = (message: string, data?: unknown, pagination?: Pagination): Answer => ({
	status: 200,
	body: envelope(message, data, pagination),
});
export const created = (message: string, data: unknown): Answer => ({ status: 201, body: envelope(message, data) });

/** Done, and nothing to say about it. */
export const noContent: Answer = { status: 204 };

/** A path parameter that the contract has already required. */
export const param = (call: Call, name: string): string => call.params[name] as string;
