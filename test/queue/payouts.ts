import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';
import { request } from 'undici';

import { type Emulator, type EmulatorOptions, sign, startEmulator } from '../../emulator';
import type { Parameters } from '../support/busha';
import type { Cluster } from './cluster';
import { type Execution, executionsOf, settled, type Told, toldBy } from './executions';
import { type Verdict, verdictOf } from './verdict';
import { byWebhook, type Entry, type Payment, payoutWorkflow } from './workflow';

export interface Setting {
	busha?: EmulatorOptions;
	/** Percent of Busha's limits that each process may use. */
	share?: number;
	entry?: Entry;
	/** Further parameters of the node. */
	parameters?: Parameters;
	/** What the node does with an item that fails; by default it goes to the error output. */
	onError?: INode['onError'];
	/** Seconds after which n8n ends an execution. */
	timeout?: number;
}

/** A workflow that pays what a webhook brings, and the Busha that it pays with. */
export class Payouts {
	private readonly of: Array<{ customerId: string; recipientId: string }> = [];
	private readonly asked = new Set<string>();

	private constructor(
		private readonly cluster: Cluster,
		readonly emulator: Emulator,
		readonly workflow: { id: string },
		private readonly entry: Entry,
		private readonly path: string,
	) {}

	static async open(cluster: Cluster, setting: Setting = {}): Promise<Payouts> {
		const emulator = await startEmulator({ rateLimit: false, ...setting.busha });
		const { url: baseUrl, secretKey, webhookSecret } = emulator;
		const credential = await cluster.main.addCredential({
			environment: 'custom',
			baseUrl,
			secretKey,
			webhookSecret,
			rateLimitShare: setting.share ?? 100,
		});
		const { entry = byWebhook, parameters, onError, timeout } = setting;
		const webhookId = randomUUID();
		const workflow = await cluster.main.addWorkflow({
			...payoutWorkflow(entry, webhookId, credential, parameters, onError),
			settings: { executionOrder: 'v1', ...(timeout === undefined ? {} : { executionTimeout: timeout }) },
		});
		const path = entry.path(webhookId);
		await cluster.activate(workflow, path);
		return new Payouts(cluster, emulator, workflow, entry, path);
	}

	/** A customer with money and a bank account; the first one is made when it is asked for. */
	customer(index: number): { customerId: string; recipientId: string } {
		for (let next = this.of.length; next <= index; next++) {
			const { id } = this.emulator.addCustomer();
			this.emulator.fund('NGN', '10000000', id);
			this.of.push({ customerId: id, recipientId: this.emulator.addRecipient({}, id).id });
		}
		return this.of[index] as { customerId: string; recipientId: string };
	}

	/** Payments of 1,000 NGN with the references `NAME-0001` and so on, of one customer or each of another. */
	payments(name: string, count: number, each: 'one customer' | 'own customers' = 'one customer'): Payment[] {
		return Array.from({ length: count }, (_, index) => ({
			payment: `${name}-${String(index + 1).padStart(4, '0')}`,
			amount: '1000',
			...this.customer(each === 'one customer' ? 0 : index),
		}));
	}

	/** Starts an execution through one of the webhook processes. */
	async start(payments: readonly Payment[], through = 0): Promise<void> {
		for (const { payment } of payments) this.asked.add(payment);
		const { businessId, webhookSecret } = this.emulator;
		const sent = JSON.stringify(this.entry.body(payments, businessId));
		const { statusCode, body } = await request(`${this.cluster.webhooks[through]?.url ?? ''}/webhook/${this.path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-bu-signature': sign(sent, webhookSecret) },
			body: sent,
		});
		const answer = await body.text();
		if (statusCode !== 200) throw new Error(`The webhook answered ${statusCode}: ${answer}`);
	}

	async executions(): Promise<Execution[]> {
		return await executionsOf(this.cluster, this.workflow);
	}

	/** Waits until so many executions have ended. */
	async settled(count: number, seconds = 120): Promise<Execution[]> {
		return await settled(this.cluster, this.workflow, count, seconds);
	}

	/** Starts an execution, and waits until it and all others have ended. Returns how it ended. */
	async again(payments: readonly Payment[], seconds?: number): Promise<string> {
		const { length } = await this.executions();
		await this.start(payments);
		const all = await this.settled(length + 1, seconds);
		return all.at(-1)?.status ?? '';
	}

	/** What executions said of their payments. */
	async told(executions: readonly Execution[]): Promise<Array<Execution & { told: Told[] }>> {
		const all = [];
		for (const execution of executions) all.push({ ...execution, told: await toldBy(this.cluster, execution) });
		return all;
	}

	/** Holds what all executions said against Busha's books. */
	async verdict(): Promise<Verdict> {
		const { transfers, quotes } = this.emulator.state;
		const books = [...transfers.values()].map(({ id, quote_id, row }) => {
			return { id, reference: quotes.get(quote_id)?.reference ?? '', at: row.at };
		});
		return verdictOf([...this.asked], books, await this.told(await this.executions()));
	}

	async close(): Promise<void> {
		await this.cluster.main.deactivate(this.workflow);
		await this.emulator.stop();
	}
}
