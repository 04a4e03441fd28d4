/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';

import type { Installation } from './install';

export const OWNER = { email: 'owner@example.com', firstName: 'Ada', lastName: 'Owner', password: 'Passw0rd!x' };

/** Ends a program that is stopped, so that the processes which it has started end too. */
export function exitOnSignals(): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	return port;
}

/** A quiet n8n that talks to nobody, with a database of its own. */
export function settings(home: string, port: number, brokerPort: number): Record<string, string> {
	const off = [
		'DIAGNOSTICS_ENABLED',
		'VERSION_NOTIFICATIONS_ENABLED',
		'TEMPLATES_ENABLED',
		'PERSONALIZATION_ENABLED',
		'HIRING_BANNER_ENABLED',
		'SECURE_COOKIE',
		'LICENSE_AUTO_RENEW_ENABLED',
		'VERIFIED_PACKAGES_ENABLED',
	];
	const host = '127.0.0.1';
	return {
		...Object.fromEntries(off.map((name) => [`N8N_${name}`, 'false'])),
		PATH: process.env.PATH ?? '',
		HOME: home,
		N8N_USER_FOLDER: home,
		DB_TYPE: 'sqlite',
		N8N_ENCRYPTION_KEY: 'only-for-tests',
		N8N_LOG_LEVEL: 'info',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LISTEN_ADDRESS: host,
		N8N_HOST: host,
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	};
}

/** A real n8n in a process of its own, driven through the calls that its editor makes. */
export class RealN8n {
	private child: ChildProcess | undefined;
	private cookie = '';

	constructor(
		private readonly installed: Installation,
		readonly home: string,
		/** Further environment variables of n8n. */
		private readonly env: Record<string, string> = {},
		/** Its port; 0 takes any free one. */
		private port = 0,
	) {
		process.once('exit', () => this.child?.kill('SIGKILL'));
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get running(): boolean {
		return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
	}

	/** Starts n8n and waits until it answers. Returns how long that took. */
	async start(): Promise<number> {
		const began = performance.now();
		this.port ||= await freePort();
		const log = createWriteStream(join(this.home, 'n8n.log'), { flags: 'a' });
		const child = spawn(this.installed.node, [this.installed.n8n, 'start'], {
			env: { ...settings(this.home, this.port, await freePort()), ...this.installed.env, ...this.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child.stdout.pipe(log);
		child.stderr.pipe(log);
		this.child = child;
		for (let tries = 0; tries < 600; tries++) {
			if (child.exitCode !== null) throw new Error(`n8n has ended; see ${this.home}/n8n.log`);
			const status = await request(`${this.url}/healthz/readiness`).then(
				async (answer) => (await answer.body.dump(), answer.statusCode),
				() => 0,
			);
			if (status === 200) return performance.now() - began;
			await sleep(200);
		}
		throw new Error('n8n does not answer');
	}

	async stop(): Promise<void> {
		const { child } = this;
		if (!child || child.exitCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGTERM');
		const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
		await ended;
		clearTimeout(timer);
	}

	/** One call of n8n's internal API, signed in once {@link signIn} has been called. */
	async call<T = IDataObject>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
		const headers = { 'content-type': 'application/json', 'browser-id': 'e2e', cookie: this.cookie };
		const answer = await request(this.url + path, { method, headers, body: body && JSON.stringify(body) });
		const cookies = [answer.headers['set-cookie'] ?? []].flat();
		if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		const text = await answer.body.text();
		if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	/** Makes the owner of a fresh n8n and signs in. */
	async setUp(): Promise<void> {
		// The first answers may come before the routes of the editor are there.
		for (let tries = 0; tries < 50; tries++) {
			const done = await this.call('POST', '/rest/owner/setup', OWNER).then(
				() => true,
				() => false,
			);
			if (done) return;
			await sleep(200);
		}
		throw new Error('The owner of n8n cannot be set up');
	}

	async signIn(): Promise<void> {
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
	}

	/** Makes a credential. Returns what the node of a workflow names it by. */
	async addCredential(
		data: IDataObject,
		type = 'bushaApi',
		name = 'Busha account',
	): Promise<{ id: string; name: string }> {
		const { id } = await this.call<{ id: string }>('POST', '/rest/credentials', { name, type, data });
		return { id, name };
	}

	async addWorkflow(workflow: object): Promise<{ id: string; versionId: string }> {
		return await this.call('POST', '/rest/workflows', {
			active: false,
			settings: { executionOrder: 'v1' },
			...workflow,
		});
	}

	/** Switches a workflow on. Throws what n8n shows when a trigger refuses it. */
	async activate({ id }: { id: string }): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/rest/workflows/${id}`);
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const failed = await this.published(id, ['published', 'failed']);
		if (failed) throw new Error(failed);
	}

	async deactivate({ id }: { id: string }): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`);
		await this.published(id, ['not_published']);
	}

	/** n8n switches workflows on and off in the background. Returns the error of a trigger, if there is one. */
	private async published(id: string, ends: string[]): Promise<string> {
		interface Publication {
			status: string;
			triggers: Array<{ errorMessage: string | null }>;
		}
		for (let tries = 0; tries < 150; tries++) {
			const { status, triggers } = await this.call<Publication>('GET', `/rest/workflows/${id}/publication-status`);
			if (ends.includes(status)) return triggers.map(({ errorMessage }) => errorMessage ?? '').join('');
			await sleep(100);
		}
		throw new Error(`Workflow ${id} is still being switched on or off`);
	}

	/** Waits until an execution has ended. Returns `success`, or what went wrong. */
	async ended(executionId: string): Promise<string> {
		for (let tries = 0; tries < 600; tries++) {
			const { status, data } = await this.call<{ status: string; data?: string }>(
				'GET',
				`/rest/executions/${executionId}`,
			);
			if (status === 'success') return status;
			if (!['new', 'running', 'waiting'].includes(status)) return `${status}: ${String(data).slice(-20_000)}`;
			await sleep(200);
		}
		return 'still running';
	}

	/** How many executions of a workflow there are: all of them, and those that did not end well. */
	async executions({ id }: { id: string }): Promise<{ all: number; failed: number }> {
		const count = async (status: string[]): Promise<number> => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status }));
			return (await this.call<{ count: number }>('GET', `/rest/executions?limit=1&filter=${filter}`)).count;
		};
		const failed = await count(['error', 'crashed', 'canceled']);
		return { all: failed + (await count(['success', 'running', 'new', 'waiting'])), failed };
	}
}
