import { randomUUID } from 'node:crypto';

import { request } from 'undici';

import { type Emulator, type EmulatorOptions, sign, startEmulator } from '../../emulator';
import type { Parameters } from '../support/busha';
import type { Cluster } from './cluster';
import { type Execution, executionsOf, settled, type Told, toldBy } from './executions';
import { byWebhook, type Entry, type Payment, payoutWorkflow } from './workflow';

/** What became of the payments of a test; all but the first three numbers have to be 0. */
export interface Verdict {
	executions: number;
	payments: number;
	transfers: number;
	/** Payments that were made more than once. */
	twice: number;
	/** Payments that were not made. */
	missing: number;
	/** Payments of which no execution said what became of them. */
	untold: number;
	/** Payments of which the last execution that knew of them said something else than the books. */
	wrong: number;
}

export interface Setting {
	busha?: EmulatorOptions;
	/** Percent of Busha's limits that each process may use. */
	share?: number;
	entry?: Entry;
	/** Further parameters of the node. */
	parameters?: Parameters;
	/** Seconds after which n8n ends an execution. */
	timeout?: number;
}

/** A workflow that pays what a webhook brings, and the Busha that it pays with. */
export class Payouts {
	private readonly of: Array<{ customerId: string; recipientId: string }> = [];
	private readonly asked = new Map<string, Payment>();

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
		const { entry = byWebhook, parameters, timeout } = setting;
		const webhookId = randomUUID();
		const workflow = await cluster.main.addWorkflow({
			...payoutWorkflow(entry, webhookId, credential, parameters),
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
		for (const payment of payments) this.asked.set(payment.payment, payment);
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

	/** Starts one execution with all payments so far, as a person does who does not know which of them were made. */
	async everythingAgain(seconds?: number): Promise<string> {
		return await this.again([...this.asked.values()], seconds);
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
		const made = new Map<string, string[]>();
		for (const { id, quote_id } of transfers.values()) {
			const reference = quotes.get(quote_id)?.reference ?? '';
			made.set(reference, [...(made.get(reference) ?? []), id]);
		}
		const executions = await this.executions();
		const last = new Map<string, Told>();
		for (const { told } of await this.told(executions)) for (const one of told) last.set(one.reference, one);
		const asked = [...this.asked.keys()];
		const count = (holds: (reference: string, ids: string[], told?: Told) => boolean): number =>
			asked.filter((reference) => holds(reference, made.get(reference) ?? [], last.get(reference))).length;
		return {
			executions: executions.length,
			payments: asked.length,
			transfers: transfers.size,
			twice: count((_reference, ids) => ids.length > 1),
			missing: count((_reference, ids) => ids.length === 0),
			untold: count((_reference, _ids, told) => told === undefined),
			wrong: count((_reference, ids, told) => told !== undefined && told.transferId !== ids[0]),
		};
	}

	async close(): Promise<void> {
		await this.cluster.main.deactivate(this.workflow);
		await this.emulator.stop();
	}
}
