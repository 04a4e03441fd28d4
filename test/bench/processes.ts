/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { join } from 'node:path';

import { PACKAGE_DIR } from '../support/package';
import type { Account } from './emulatorProcess';

export const BUILT_NODE = join(PACKAGE_DIR, 'dist', 'nodes', 'Busha', 'Busha.node.js');

const LOAD = `
const begun = performance.now();
require('n8n-workflow');
const start = performance.now();
const { Busha } = require(process.argv[1]);
new Busha();
const end = performance.now();
process.stdout.write(JSON.stringify({ library: start - begun, node: end - start }));
`;

/** Milliseconds that a fresh process takes to load n8n-workflow, and then the built node. */
export function loadTimes(): { library: number; node: number } {
	return JSON.parse(
		execFileSync(process.execPath, ['-e', LOAD, BUILT_NODE], { cwd: PACKAGE_DIR, encoding: 'utf8' }),
	) as ReturnType<typeof loadTimes>;
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
