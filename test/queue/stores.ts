/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Program } from './program';

/** Redis, in which n8n keeps its queue. What it holds outlives a restart. */
export class Redis extends Program {
	constructor(
		private readonly folder: string,
		readonly port: number,
	) {
		super('redis', folder);
	}

	async start(): Promise<void> {
		const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder];
		await this.run(['redis-server', ...place, '--appendonly', 'yes', '--save', ''], process.env, this.port);
	}
}

const DEBIANS = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs: Debian keeps those of a server apart. */
function programs(): string {
	const [newest] = existsSync(DEBIANS) ? readdirSync(DEBIANS).sort().reverse() : [];
	return newest === undefined ? '' : join(DEBIANS, newest, 'bin');
}

/** Fails unless what Debian's packages bring is there. */
export function mustBeInstalled(): void {
	const missing = [
		...(existsSync('/usr/bin/redis-server') ? [] : ['redis-server']),
		...(existsSync(join(programs(), 'initdb')) ? [] : ['postgresql']),
	];
	if (missing.length > 0)
		throw new Error(`Redis and PostgreSQL are needed. On Debian: apt-get install ${missing.join(' ')}`);
}

/** PostgreSQL refuses to run as root, so root runs it as the user that Debian's package makes. */
const AS_POSTGRES = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
const run = promisify(execFile);

/** PostgreSQL, in which n8n keeps workflows, credentials and executions. */
export class Postgres extends Program {
	private readonly data: string;

	constructor(
		folder: string,
		readonly port: number,
	) {
		super('postgres', folder);
		this.data = join(folder, 'postgres');
	}

	async start(): Promise<void> {
		const isNew = !existsSync(join(this.data, 'PG_VERSION'));
		if (isNew) this.make();
		const settings = {
			listen_addresses: '127.0.0.1',
			unix_socket_directories: this.data,
			max_connections: '200',
			fsync: 'off',
		};
		const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		await this.run(
			this.command('postgres', '-D', this.data, '-p', String(this.port), ...flags),
			process.env,
			async () =>
				await this.query('select 1', 'postgres').then(
					() => true,
					() => false,
				),
		);
		if (isNew) await this.query('create database n8n', 'postgres');
	}

	/** The rows that a query gives, in texts. */
	async query(text: string, database = 'n8n'): Promise<string[][]> {
		const where = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-d', database];
		const { stdout } = await run('psql', [...where, '-A', '-t', '-F', '\t', '-c', text], { maxBuffer: 1 << 28 });
		return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')]));
	}

	/** A signal to the server itself, not to the program that changes the user: `SIGINT` ends it without waiting for n8n. */
	protected override signal(signal: NodeJS.Signals): void {
		const [pid] = readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n');
		process.kill(Number(pid), signal === 'SIGTERM' ? 'SIGINT' : 'SIGQUIT');
	}

	private make(): void {
		mkdirSync(this.data, { recursive: true });
		if (AS_POSTGRES.length > 0) execFileSync('chown', ['postgres:', this.data]);
		const [program, ...args] = this.command(
			'initdb',
			'-D',
			this.data,
			'--auth=trust',
			'--username=postgres',
			'--no-sync',
		);
		execFileSync(program, args, { stdio: 'pipe', cwd: '/' });
	}

	private command(program: string, ...args: string[]): readonly [string, ...string[]] {
		return [...AS_POSTGRES, join(programs(), program), ...args] as [string, ...string[]];
	}
}
