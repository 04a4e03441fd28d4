/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { chmodSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import type { Installation } from '../e2e/install';
import { freePort, RealN8n, settings } from '../e2e/n8n';
import { Program } from './program';
import { Postgres, Redis } from './stores';

type Env = Record<string, string>;

async function isReady(url: string): Promise<boolean> {
	return await request(`${url}/healthz/readiness`).then(
		async ({ statusCode, body }) => (await body.dump(), statusCode === 200),
		() => false,
	);
}

/** A worker, which runs executions, or a webhook process, which takes requests from outside and puts them into the queue. */
export class Member extends Program {
	private port = 0;

	constructor(
		private readonly kind: 'worker' | 'webhook',
		number: number,
		private readonly installed: Installation,
		private readonly home: string,
		private readonly env: Env,
	) {
		super(`${kind}${number}`, home);
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async start(): Promise<void> {
		this.port = await freePort();
		const args = this.kind === 'worker' ? ['worker', '--concurrency=10'] : ['webhook'];
		const env = {
			...settings(this.home, this.port, await freePort()),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(this.port),
			N8N_EVENTBUS_LOGWRITER_LOGBASENAME: this.name,
			...this.env,
		};
		const { node, n8n } = this.installed;
		await this.run([node, n8n, ...args], env, async () => await isReady(this.url));
	}

	/** The executions that a worker has taken. */
	took(executionId: string): boolean {
		return this.log.includes(`Worker started execution ${executionId} `);
	}
}

/** n8n in queue mode: a main process, two workers, two webhook processes, Redis and PostgreSQL. */
export class Cluster {
	readonly main: RealN8n;
	readonly workers: readonly [Member, Member];
	readonly webhooks: readonly [Member, Member];

	private constructor(
		installed: Installation,
		home: string,
		readonly redis: Redis,
		readonly postgres: Postgres,
	) {
		const env: Env = {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: 'n8n',
			DB_POSTGRESDB_USER: 'postgres',
			DB_POSTGRESDB_PASSWORD: 'not-asked-for',
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		};
		this.main = new RealN8n(installed, home, env);
		const member = (kind: 'worker' | 'webhook', number: number) => new Member(kind, number, installed, home, env);
		this.workers = [member('worker', 1), member('worker', 2)];
		this.webhooks = [member('webhook', 1), member('webhook', 2)];
	}

	static async make(installed: Installation, home: string): Promise<Cluster> {
		// PostgreSQL has a user of its own, who has to find its folder.
		chmodSync(home, 0o755);
		return new Cluster(installed, home, new Redis(home, await freePort()), new Postgres(home, await freePort()));
	}

	async start(): Promise<void> {
		await Promise.all([this.redis.start(), this.postgres.start()]);
		// The main process makes the tables.
		await this.main.start();
		await this.main.setUp();
		await Promise.all([...this.workers, ...this.webhooks].map(async (member) => await member.start()));
	}

	/** Kills both workers at once, and starts them again. */
	async powerCut(): Promise<void> {
		await Promise.all(this.workers.map(async (worker) => await worker.crash()));
		await Promise.all(this.workers.map(async (worker) => await worker.start()));
	}

	/** Starts what has ended, as a supervisor does. Returns its names. */
	async startTheEnded(): Promise<string[]> {
		const started: string[] = [];
		if (!this.main.running) {
			await this.main.start();
			await this.main.signIn();
			started.push('main');
		}
		const ended = [...this.workers, ...this.webhooks].filter(({ running }) => !running);
		await Promise.all(ended.map(async (member) => await member.start()));
		return [...started, ...ended.map(({ name }) => name)];
	}

	async stop(): Promise<void> {
		await Promise.all([...this.webhooks, ...this.workers].map(async (member) => await member.stop()));
		await this.main.stop();
		await Promise.all([this.postgres.stop(), this.redis.stop()]);
	}

	/** Switches a workflow on, and waits until both webhook processes know the path of its webhook. */
	async activate(workflow: { id: string }, path: string): Promise<void> {
		await this.main.activate(workflow);
		for (const { url } of this.webhooks) {
			for (let tries = 0; tries < 100; tries++) {
				const { body } = await request(`${url}/webhook/${path}`);
				if ((await body.text()).includes('POST')) break;
				await sleep(100);
			}
		}
	}
}
