import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { contract } from './contract/contract';

/** One POST to one receiver, and how it was taken. */
export interface Delivery {
	index: number;
	url: string;
	event: string;
	/** The exact bytes sent, as text. */
	body: string;
	signature: string;
	/** Emulator time of sending. */
	at: number;
	/** The receiver's status; undefined when it did not answer. */
	status?: number;
	error?: string;
}

interface Receiver {
	url: string;
	events?: string[];
	secret: string;
	/** Deliveries to one receiver go out one after the other. */
	queue: Promise<void>;
}

/** How long a receiver may take, in real milliseconds. */
const TIMEOUT = 10_000;

const FAMILIES: Record<string, string> = {
	customer: 'onCustomerEvent',
	transfer: 'onTransferEvent',
	payment_request: 'onPaymentRequestEvent',
	ramp: 'onRampEvent',
	deposit: 'onDepositEvent',
};

/** base64 of the HMAC-SHA256 of the raw body, as in x-bu-signature. */
export function sign(rawBody: string, secret: string): string {
	return createHmac('sha256', secret).update(rawBody).digest('base64');
}

/** Sends webhooks: signed, in order per receiver, never in the way of the emulator. */
export class Webhooks {
	readonly deliveries: Delivery[] = [];
	private receivers: Receiver[] = [];
	private readonly agent = new Agent({ keepAliveTimeout: 1000, headersTimeout: TIMEOUT, bodyTimeout: TIMEOUT });

	constructor(
		private readonly settings: {
			businessId: string;
			secret: string;
			now: () => number;
			report: (problems: string[]) => void;
			onRegister: () => void;
		},
	) {}

	get active(): boolean {
		return this.receivers.length > 0;
	}

	/** Sends events to `url` from now on: all of them, or those named. */
	register(url: string, options: { events?: string[]; secret?: string } = {}): void {
		const { events, secret = this.settings.secret } = options;
		this.receivers.push({ url, events: events?.includes('*') ? undefined : events, secret, queue: Promise.resolve() });
		this.settings.onRegister();
	}

	/** Sends an event to the receivers that want it; never throws. */
	emit(event: string, data: object): void {
		if (!this.active) return;
		const family = FAMILIES[event.split('.')[0] ?? ''] ?? event;
		this.settings.report(contract().webhookProblems(family, { business_id: this.settings.businessId, event, data }));
		for (const receiver of this.receivers) {
			if (receiver.events && !receiver.events.includes(event)) continue;
			const body = this.bodyOf(event, data);
			void this.send(receiver, event, body, sign(body, receiver.secret));
		}
	}

	/** Sends any event to all receivers, whatever they asked for; resolves with the delivery to the first. */
	async deliver(event: string, data: object): Promise<Delivery> {
		const body = this.bodyOf(event, data);
		const sent = this.receivers.map(
			async (receiver) => await this.send(receiver, event, body, sign(body, receiver.secret)),
		);
		const [first] = await Promise.all(sent);
		if (!first) throw new Error('no webhook is registered');
		return first;
	}

	/** Sends the same bytes and signature again, as Busha's dashboard does. */
	async redeliver(index: number): Promise<Delivery> {
		const delivery = this.deliveries[index];
		if (!delivery) throw new Error(`there is no delivery ${index}`);
		const receiver = this.receivers.find(({ url }) => url === delivery.url);
		if (!receiver) throw new Error(`no webhook is registered for ${delivery.url}`);
		return await this.send(receiver, delivery.event, delivery.body, delivery.signature);
	}

	/** Resolves when nothing is on its way any more. */
	async idle(): Promise<void> {
		let queues: Array<Promise<void>>;
		do {
			queues = this.receivers.map(({ queue }) => queue);
			await Promise.all(queues);
		} while (this.receivers.some(({ queue }) => !queues.includes(queue)));
	}

	/** Forgets receivers and deliveries. */
	clear(): void {
		this.receivers = [];
		this.deliveries.length = 0;
	}

	async stop(): Promise<void> {
		this.receivers = [];
		await this.agent.destroy();
	}

	private bodyOf(event: string, data: object): string {
		return JSON.stringify({ business_id: this.settings.businessId, event, data });
	}

	private async send(receiver: Receiver, event: string, body: string, signature: string): Promise<Delivery> {
		const delivery: Delivery = {
			index: this.deliveries.length,
			url: receiver.url,
			event,
			body,
			signature,
			at: this.settings.now(),
		};
		this.deliveries.push(delivery);
		receiver.queue = receiver.queue.then(async () => await this.post(delivery));
		await receiver.queue;
		return delivery;
	}

	private async post(delivery: Delivery): Promise<void> {
		try {
			const headers = {
				'content-type': 'application/json',
				'x-bu-signature': delivery.signature,
				'user-agent': 'Busha-Webhook-Emulator',
			};
			const answer = await request(delivery.url, {
				method: 'POST',
				headers,
				body: delivery.body,
				dispatcher: this.agent,
			});
			delivery.status = answer.statusCode;
			await answer.body.dump();
		} catch (error) {
			delivery.error = error instanceof Error ? error.message : String(error);
		}
	}
}
