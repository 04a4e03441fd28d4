/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until something is so. Throws what was waited for when it never is. */
export async function until(what: string, so: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
	for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(100))
		if (await so()) return;
	throw new Error(`In ${seconds} seconds it did not come to pass that ${what}`);
}

async function listens(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('close', () => socket.destroy());
		socket.once('connect', () => socket.end());
	});
}

/** A program that the test starts, stops, kills and starts again. It ends with the test, whatever happens. */
export class Program {
	private child: ChildProcess | undefined;

	constructor(
		readonly name: string,
		private readonly logs: string,
	) {
		process.once('exit', () => this.kill());
	}

	get running(): boolean {
		return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
	}

	/** All that it has ever printed. */
	get log(): string {
		return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
	}

	protected get logFile(): string {
		return join(this.logs, `${this.name}.log`);
	}

	/** Starts it, and waits until it is `ready`. */
	protected async run(
		command: readonly [string, ...string[]],
		env: NodeJS.ProcessEnv,
		ready: number | (() => Promise<boolean>),
	): Promise<void> {
		const log = createWriteStream(this.logFile, { flags: 'a' });
		const [program, ...args] = command;
		const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
		child.stdout.pipe(log, { end: false });
		child.stderr.pipe(log, { end: false });
		child.once('close', () => log.end());
		this.child = child;
		const isReady = typeof ready === 'number' ? async () => await listens(ready) : ready;
		await until(
			`${this.name} is ready`,
			async () => {
				if (!this.running) throw new Error(`${this.name} has ended; see ${this.logFile}`);
				return await isReady();
			},
			240,
		);
	}

	/** Ends it in good order, or not so after `seconds`. Resolves when it has ended. */
	async stop(seconds = 40): Promise<void> {
		await this.ended(() => this.signal('SIGTERM'), seconds);
	}

	/** Ends it as a power cut does. */
	async crash(): Promise<void> {
		await this.ended(() => this.signal('SIGKILL'), 10);
	}

	/** Resolves when it has ended by itself. */
	async gone(seconds: number): Promise<void> {
		await until(`${this.name} has ended`, () => !this.running, seconds);
	}

	protected signal(signal: NodeJS.Signals): void {
		this.child?.kill(signal);
	}

	private kill(): void {
		if (this.running) this.signal('SIGKILL');
	}

	private async ended(end: () => void, seconds: number): Promise<void> {
		const { child } = this;
		if (!child || !this.running) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		end();
		const timer = setTimeout(() => this.signal('SIGKILL'), seconds * 1000);
		await gone;
		clearTimeout(timer);
	}
}
