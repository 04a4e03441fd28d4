/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { E2E_FOLDER } from '../e2e/install';
import { PACKAGE_DIR } from '../support/package';
import type { Account } from './emulatorProcess';

export const BUILT_NODE = join(PACKAGE_DIR, 'dist', 'nodes', 'Busha', 'Busha.node.js');

const BUNDLE = join(PACKAGE_DIR, 'dist', 'n8n-nodes-busha.js');

/** A node as n8n loads it: its class, and the folder from which n8n-workflow is found. */
export interface Loadable {
	file: string;
	name: string;
	folder: string;
	/** The code that is loaded when the node is first run. */
	later?: string;
}

export const BUSHA: Loadable = { file: BUILT_NODE, name: 'Busha', folder: PACKAGE_DIR, later: BUNDLE };

/** The node of n8n's own that is most like this one, if a real n8n is installed. */
export function stripe(): Loadable | undefined {
	const folder = join(E2E_FOLDER, 'n8n', 'node_modules', 'n8n-nodes-base');
	const file = join(folder, 'dist', 'nodes', 'Stripe', 'Stripe.node.js');
	return existsSync(file) ? { file, name: 'Stripe', folder } : undefined;
}

const LOAD = `
const [, file, name, later] = process.argv;
const timed = (work) => {
	const start = performance.now();
	const result = work();
	return { ms: performance.now() - start, result };
};
const library = timed(() => require('n8n-workflow'));
const node = timed(() => new (require(file)[name])());
const code = timed(() => later && require(later));
const bytes = Buffer.byteLength(JSON.stringify(node.result.description));
process.stdout.write(JSON.stringify({ library: library.ms, node: node.ms, code: code.ms, bytes }));
`;

/** What it takes to load a node: times in milliseconds, and the size of its description as JSON. */
export interface Load {
	library: number;
	node: number;
	code: number;
	bytes: number;
}

/** Loads n8n-workflow in a fresh process, then the node, then the code that it runs. */
export function load({ file, name, folder, later }: Loadable): Load {
	const output = execFileSync(process.execPath, ['-e', LOAD, file, name, ...(later ? [later] : [])], {
		cwd: folder,
		encoding: 'utf8',
	});
	return JSON.parse(output) as Load;
}

/** Starts the emulator in a process of its own. */
export async function startAccount(): Promise<{ account: Account; child: ChildProcess }> {
	const child = fork(join(__dirname, 'emulatorProcess.ts'), { execArgv: ['--import', 'tsx'] });
	const account = await new Promise<Account>((resolve, reject) => {
		child.once('message', (message) => resolve(message as Account));
		child.once('exit', (code) => reject(new Error(`The emulator ended with code ${code}`)));
	});
	return { account, child };
}
