/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { type Account, openAccount } from '../support/account';
import { credentialsOf, type Parameters, runBusha } from '../support/busha';
import { PACKAGE_DIR } from '../support/package';

/** The requests of a payout with a reference: its look-up, its quote, the second look-up, the transfer. */
const REQUESTS = ['GET /v1/quotes', 'POST /v1/quotes', 'GET /v1/quotes', 'POST /v1/transfers'];

let account: Account;
let payout: Parameters;
beforeEach(async () => {
	account = await openAccount();
	payout = account.payout({ reference: 'payroll-2026-11-1' });
});
afterEach(async () => await account.close());

function execution(): ChildProcess {
	const tsx = join(PACKAGE_DIR, 'node_modules', '.bin', 'tsx');
	const { bushaApi } = credentialsOf(account.emulator);
	const script = join(__dirname, 'oneExecution.ts');
	return spawn(tsx, [script, JSON.stringify(bushaApi), JSON.stringify(payout)], {
		cwd: PACKAGE_DIR,
		stdio: 'ignore',
		detached: true,
	});
}

/** Kills the child and the process that it started for itself. */
function kill({ pid }: ChildProcess): void {
	if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}

const cuts = REQUESTS.flatMap((name, index) => [
	[`before request ${index + 1}, ${name}`, index, false] as const,
	[`after request ${index + 1}, ${name}`, index, true] as const,
]);

test.each(cuts)(
	'a process that is killed %s, and a new execution with the same reference, make one transfer',
	async (_name, index, commit) => {
		const { emulator } = account;
		const child = execution();
		emulator.onRequest((request) => {
			if (request.index < index) return undefined;
			kill(child);
			return { kind: 'reset', commit };
		});
		await once(child, 'exit');
		emulator.onRequest(undefined);
		expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(REQUESTS.slice(0, index + 1));
		expect(emulator.state.transfers.size).toBe(index === 3 && commit ? 1 : 0);

		const { json, error } = await runBusha(emulator, payout);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(emulator.state.transfers.size).toBe(1);
		expect(emulator.balance('NGN', account.customer.id).available).toBe('99000');
	},
);
