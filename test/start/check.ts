/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a tool of the developers, never published */
/** Starts everything as a user does, looks whether it is there and works, stops it, and starts it once more. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installation } from '../e2e/install';
import { RealN8n } from '../e2e/n8n';
import { expectThat } from '../e2e/report';
import { exampleNames } from '../support/examples';
import { mustBeFree } from './port';

const PORT = 5690;
const BUSHA_PORT = 4020;

interface Running {
	child: ChildProcess;
	seconds: number;
}

async function begin(folder: string): Promise<Running> {
	const begun = performance.now();
	const flags = ['--port', String(PORT), '--busha-port', String(BUSHA_PORT), '--folder', folder];
	const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'cli.ts'), ...flags], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise<void>((resolve, reject) => {
		let output = '';
		child.once('exit', (code) => reject(new Error(`It ended with code ${String(code)}:\n${output}`)));
		child.stdout.on('data', (part) => {
			output += String(part);
			if (output.includes('Press Ctrl+C to stop')) resolve();
		});
	});
	return { child, seconds: (performance.now() - begun) / 1000 };
}

async function end({ child }: Running): Promise<void> {
	const ended = once(child, 'exit');
	child.kill('SIGINT');
	const [code] = (await ended) as [number | null];
	expectThat('it stops cleanly', code === 0, `exit code ${String(code)}`);
	for (const port of [PORT, BUSHA_PORT]) await mustBeFree(port);
}

/** Looks into the running n8n, and executes the example that needs nothing else. */
async function look(folder: string): Promise<void> {
	const n8n = new RealN8n(installation(), folder, {}, PORT);
	await n8n.signIn();
	const names = async (path: string) => (await n8n.call<Array<{ name: string }>>('GET', path)).map(({ name }) => name);
	const workflows = await n8n.call<Array<{ id: string; name: string }>>('GET', '/rest/workflows');
	expectThat('each example is there once', workflows.length === exampleNames().length, String(workflows.length));
	const credentials = await names('/rest/credentials');
	expectThat('the credential is there once', credentials.join() === 'Local Busha', credentials.join());
	const salaries = workflows.find(({ name }) => name === 'Pay salaries from a spreadsheet');
	const { executionId } = await n8n.call<{ executionId: string }>('POST', `/rest/workflows/${salaries?.id ?? ''}/run`, {
		triggerToStartFrom: { name: 'Start' },
	});
	expectThat('an example can be executed', (await n8n.ended(executionId)) === 'success', 'see its execution');
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-busha-start-'));
	for (const which of ['first', 'second']) {
		const running = await begin(folder);
		await look(folder);
		await end(running);
		process.stdout.write(
			`The ${which} start took ${running.seconds.toFixed(1)} s; all was there, and it stopped cleanly.\n`,
		);
	}
	rmSync(folder, { recursive: true, force: true });
}

void main();
