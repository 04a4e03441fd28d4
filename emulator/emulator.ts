/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Clock } from './clock';
import { Exchange } from './exchange';
import { FaultScript, type Fault, type FaultMatch } from './faults';
import { PLAIN, type Forms } from './forms';
import { newHex, newId } from './ids';
import { Decimal } from './money';
import { RateLimit } from './rateLimit';
import { recordOf } from './requestRecord';
import { sampleCustomer, sampleRecipient, seedBalances } from './seeds';
import { startServer, type RunningServer } from './server';
import { stateOf, type State } from './state';
import type { EmulatorOptions, Exchanged, RecordedRequest } from './types';
import { Webhooks } from './webhooks';
import { dated, send } from './wire';
import { balanceTexts } from './world/balance';
import { storeCustomer, type Customer } from './world/customer';
import { approve, reject } from './world/customerHandlers';
import type { Quote } from './world/quote';
import { storeOlder } from './world/quoteLife';
import type { Recipient } from './world/recipient';
import { storeRecipient } from './world/recipientHandlers';
import { storeTransaction, type Transaction } from './world/transaction';
import { World } from './world/world';

/** Rows for paging tests. */
export interface HistoryOptions {
	/** Default: the business. */
	profileId?: string;
	/** Emulator time of the newest row; default now. */
	newestAt?: number;
	/** Milliseconds between two rows; 0 gives all rows the same time. Default 1000. */
	step?: number;
	/** What differs from a credit of 1 NGN; index 0 is the oldest row. */
	fields?: (index: number) => Partial<Transaction>;
}

/** A local Busha: its HTTP server, its state and its controls. Start one with startEmulator(). */
export class Emulator {
	/** Told of everything that any emulator of this process answers. */
	static observer: ((exchanged: Exchanged) => void) | undefined;
	readonly secretKey = Buffer.from(`${newHex(12)}:${newHex(32)}`).toString('base64');
	readonly publicKey = newId('pub_', 24);
	readonly webhookSecret = newHex(32);
	readonly businessId = newId('BUS_', 18);
	/** Every request, in the order of arrival. */
	readonly requests: RecordedRequest[] = [];
	/** Own answers and webhooks that did not match the OpenAPI file. */
	readonly violations: string[] = [];
	readonly clock: Clock;
	readonly webhooks: Webhooks;
	private readonly limit: RateLimit;
	private readonly script = new FaultScript();
	private readonly exchange: Exchange;
	private world: World;
	private server: RunningServer | undefined;
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly options: EmulatorOptions) {
		this.clock = new Clock(startTime(options.startAt), options.speed ?? 1);
		this.limit = new RateLimit(options.rateLimit);
		this.exchange = new Exchange(this, this.limit, this.script, this.violations);
		this.webhooks = new Webhooks({
			businessId: this.businessId,
			secret: this.webhookSecret,
			now: () => this.clock.now(),
			report: (problems) => this.violations.push(...problems),
			onRegister: () => this.wakeWhenDue(),
		});
		this.clock.onSchedule = () => this.wakeWhenDue();
		this.world = this.newWorld();
	}

	/** http://127.0.0.1:PORT, without /v1. */
	get url(): string {
		if (!this.server) throw new Error('the emulator is not running');
		return this.server.url;
	}

	/** What the emulated Busha holds now. */
	get state(): State {
		this.clock.settle();
		return stateOf(this.world);
	}

	/** How this Busha behaves where its documentation leaves it open. What is not set is plain. */
	get forms(): Forms {
		return this.world.forms;
	}

	set forms(forms: Partial<Forms>) {
		this.world.forms = { ...PLAIN, ...forms };
	}

	async listen(): Promise<this> {
		this.server = await startServer(this.options.port ?? 0, (...exchange) => this.serve(...exchange));
		return this;
	}

	/** Queues a fault for the next `times` matching requests. */
	fault(match: FaultMatch, fault: Fault, times = 1): void {
		this.script.add(match, fault, times);
	}

	/** A fault script in code: asked for every request, before the queue; undefined switches it off. */
	onRequest(decide: ((request: RecordedRequest, index: number) => Fault | undefined) | undefined): void {
		this.script.onRequest(decide);
	}

	/** Adds a customer; by default active, verified, an individual, in Nigeria. */
	addCustomer(fields: Partial<Customer> = {}): Customer {
		return storeCustomer(this.world, {
			...sampleCustomer(fields.type ?? 'individual', this.world.customers.byId.size + 1),
			...fields,
		});
	}

	/** Credits a balance, which opens it when needed. Writes no transaction. */
	fund(currency: string, amount: string, profileId = this.businessId): void {
		this.clock.settle();
		this.world.balances.credit(profileId, currency, new Decimal(amount));
	}

	/** A balance in decimal texts; zero when there is none. */
	balance(currency: string, profileId = this.businessId): { available: string; pending: string; total: string } {
		this.clock.settle();
		return balanceTexts(this.world.balances.find(profileId, currency));
	}

	/** Adds a recipient without checks; by default a Nigerian bank account. */
	addRecipient(fields: Partial<Recipient> = {}, profileId = this.businessId): Recipient {
		const base = fields.type && fields.type !== sampleRecipient.type ? {} : sampleRecipient;
		return storeRecipient(this.world, profileId, { type: 'ngn_bank', ...base, ...fields });
	}

	/** Adds ledger history, oldest row first; changes no balance. */
	addTransactions(count: number, options: HistoryOptions = {}): void {
		const { profileId = this.businessId, newestAt = this.clock.now(), step = 1000, fields } = options;
		for (let index = 0; index < count; index++) {
			storeTransaction(this.world, profileId, newestAt - (count - 1 - index) * step, fields?.(index) ?? {});
		}
	}

	/** Adds quotes like one that was made, which nobody has executed: each `step` milliseconds older, the youngest first. */
	addOlderQuotes(like: Quote, count: number, step: number): void {
		for (let index = 1; index <= count; index++)
			storeOlder(this.world, like, like.row.at - index * step, `older-quote-${index}`);
	}

	/** Ends a customer's verification well. */
	approve(customerId: string): void {
		approve(this.world, this.customer(customerId));
	}

	/** Ends a customer's verification badly. */
	reject(customerId: string, reason: string): void {
		reject(this.world, this.customer(customerId), reason);
	}

	/** Forgets state, requests, faults, violations, webhooks and the rate limit's window; keeps port, keys and time, and has the forms of the start again. */
	reset(): void {
		this.clock.clear();
		this.requests.length = 0;
		this.violations.length = 0;
		this.script.clear();
		this.limit.clear();
		this.webhooks.clear();
		this.world = this.newWorld();
	}

	/** Closes the server, with all connections and deliveries. */
	async stop(): Promise<void> {
		clearTimeout(this.timer);
		this.clock.onSchedule = undefined;
		await Promise.all([this.server?.stop(), this.webhooks.stop()]);
	}

	private newWorld(): World {
		const { verification = 'approve', forms } = this.options;
		const world = new World(this.clock, this.businessId, verification, { ...PLAIN, ...forms }, (event, data) =>
			this.webhooks.emit(event, data),
		);
		if (this.options.seedBalances ?? true) seedBalances(world);
		return world;
	}

	private customer(id: string): Customer {
		this.clock.settle();
		const customer = this.world.customers.byId.get(id);
		if (!customer) throw new Error(`there is no customer ${id}`);
		return customer;
	}

	private serve(message: IncomingMessage, rawBody: string, response: ServerResponse): void {
		this.clock.settle();
		const request = recordOf(message, rawBody, this.requests.length, this.clock.now());
		this.requests.push(request);
		const { reply, plan } = this.exchange.run(this.world, request);
		Emulator.observer?.({ request, reply, forms: this.forms });
		const answer = () => {
			dated(response, this.forms, this.clock.now());
			send(response, request, reply, plan.spoiler);
		};
		if (plan.delay > 0) setTimeout(answer, plan.delay).unref();
		else answer();
	}

	/** Without webhooks everything due is settled on the next look; webhooks must go out by themselves. */
	private wakeWhenDue(): void {
		clearTimeout(this.timer);
		const wait = this.webhooks.active ? this.clock.untilNext() : undefined;
		if (wait === undefined) return;
		this.timer = setTimeout(
			() => {
				this.clock.settle();
				this.wakeWhenDue();
			},
			Math.min(Math.ceil(wait), 60_000),
		);
		this.timer.unref();
	}
}

function startTime(startAt: string | number | undefined): number {
	const time = startAt === undefined ? Date.now() : new Date(startAt).getTime();
	if (Number.isNaN(time)) throw new Error(`startAt is not a date: ${startAt}`);
	return time;
}
