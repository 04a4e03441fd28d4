/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { RateLimit } from '../../../emulator';
import type { EmulatorOptions } from '../../../emulator';

/** Rows that Stripe gives when nobody asks for more, which its node does not. */
const PAGE = 10;

interface Options {
	now?: () => number;
	rateLimit?: EmulatorOptions['rateLimit'];
}

/**
 * A local server that speaks the paths of Stripe that its node uses, with Busha's limits: charges count as transfers,
 * and customers as customers.
 */
export class StripeServer {
	requests = 0;
	refused = 0;
	delayMs = 0;
	/** Tells whether an answer is lost, after what was asked for was made: the how manieth it is, from 0. */
	loses: (made: number) => boolean = () => false;
	/** The description of each charge, and the email address of each customer, that was made. */
	readonly made: string[] = [];
	/** How many customers there are to be listed. */
	customers = 0;
	private readonly limit: RateLimit;
	private readonly now: () => number;
	private server: Server | undefined;

	constructor({ now = Date.now, rateLimit = false }: Options = {}) {
		this.now = now;
		this.limit = new RateLimit(rateLimit);
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
	}

	async listen(): Promise<this> {
		this.server = createServer((request, response) => void this.serve(request, response));
		await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		this.requests++;
		const { method = 'GET', url = '/' } = request;
		const { pathname, searchParams } = new URL(url, 'http://stripe');
		const counted = method === 'POST' && pathname === '/v1/charges' ? '/v1/transfers' : pathname;
		if (this.limit.refuse({ method, path: counted, resource: '' }, this.now())) {
			this.refused++;
			return this.answer(response, 429, { error: { type: 'rate_limit_error', message: 'Too many requests' } });
		}
		if (method === 'POST') {
			const { length } = this.made;
			const form = new URLSearchParams(Buffer.concat(chunks).toString());
			this.made.push(form.get('description') ?? form.get('email') ?? '');
			if (this.loses(length)) return void request.socket.resetAndDestroy();
			return this.answer(response, 200, { id: `made_${length}`, object: 'object', status: 'succeeded' });
		}
		if (method === 'GET' && pathname === '/v1/customers')
			return this.answer(response, 200, this.page(searchParams.get('starting_after')));
		this.answer(response, 200, { id: pathname.split('/').at(-1), object: 'object', created: this.requests });
	}

	/** Rows as long as an entry of Busha's history. */
	private page(after: string | null): object {
		const first = after === null ? 0 : Number(after.slice(4)) + 1;
		const last = Math.min(first + PAGE, this.customers);
		const data = Array.from({ length: last - first }, (_, index) => ({
			id: `cus_${first + index}`,
			object: 'customer',
			email: `ada.${first + index}@gmail.com`,
			name: 'Ada Sample',
			description: 'A row that is about as long as an entry of the history at Busha, so that both can be compared',
			address: {
				city: 'Lagos',
				country: 'NG',
				line1: '1 Sample Close',
				line2: '',
				postal_code: '100001',
				state: 'Lagos',
			},
			created: 1_790_000_000,
			currency: 'ngn',
			livemode: false,
		}));
		return { object: 'list', data, has_more: last < this.customers, url: '/v1/customers' };
	}

	private answer(response: ServerResponse, status: number, body: object): void {
		const send = () => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
		if (this.delayMs > 0) setTimeout(send, this.delayMs);
		else send();
	}
}
