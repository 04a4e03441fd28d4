/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import { itemsOf, runWorkflow } from '../support/engine';
import { workflowWith } from '../support/busha';
import { median } from '../support/statistics';
import { cases } from './cases';
import { compare } from './measure';
import { BUSHA, load, type Load, startAccount, stripe } from './processes';

const TARGET = { loadShare: 4.5, descriptionKiB: 100, cpuMs: 0.3 };
const LOADS = 21;

const print = (...cells: string[]): boolean => process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
const verdict = (value: number, target: number): string => (value <= target ? 'met' : 'MISSED');

function row(name: string, ...numbers: string[]): void {
	print(name.padEnd(20), ...numbers.map((number) => number.padStart(9)));
}

/** Measures what it costs n8n to know the node, and its peer in the same run: processes take turns. */
function benchLoad(): void {
	const peer = stripe();
	const loads: Array<{ busha: Load; stripe?: Load }> = Array.from({ length: LOADS }, () => ({
		busha: load(BUSHA),
		stripe: peer && load(peer),
	}));
	print('', `Load and description, medians of ${LOADS} fresh processes each`);
	row('', 'load', 'share', 'KiB', 'when run');
	const own = loads.map(({ busha }) => busha);
	const { share, size } = loadRow('Busha', own);
	if (peer)
		loadRow(
			"n8n's Stripe",
			loads.flatMap((one) => one.stripe ?? []),
		);
	else print("n8n's Stripe        is not installed; npm run test:e2e installs a real n8n");
	const library = median(own.map((one) => one.library)).toFixed(0);
	print(
		`Share: of the ${library} ms that n8n-workflow takes itself, target ${TARGET.loadShare} %: ${verdict(share, TARGET.loadShare)}`,
	);
	print(`Description: target ${TARGET.descriptionKiB} KiB: ${verdict(size, TARGET.descriptionKiB)}`);
}

function loadRow(name: string, loads: readonly Load[]): { share: number; size: number } {
	const node = median(loads.map((one) => one.node));
	const share = (100 * node) / median(loads.map(({ library }) => library));
	const size = median(loads.map(({ bytes }) => bytes)) / 1024;
	const code = median(loads.map((one) => one.code));
	row(name, `${node.toFixed(1)} ms`, `${share.toFixed(1)} %`, size.toFixed(1), `${code.toFixed(1)} ms`);
	return { share, size };
}

/** Measures what the node costs, side by side with a bare loop that sends the same requests. */
async function bench(): Promise<void> {
	benchLoad();
	const { account, child } = await startAccount();
	try {
		print('', `\nCPU milliseconds for each item, through n8n's engine, target ${TARGET.cpuMs} more than a bare loop`);
		row('', 'bare loop', 'node', 'more', 'ratio');
		for (const one of cases(account, await someTransfer(account))) {
			const { bare, node, difference } = await compare(one, account);
			row(
				one.name,
				bare.toFixed(3),
				node.toFixed(3),
				difference.toFixed(3),
				(node / bare).toFixed(2),
				verdict(difference, TARGET.cpuMs),
			);
		}
	} finally {
		child.removeAllListeners('exit');
		child.disconnect();
	}
}

async function someTransfer(account: Awaited<ReturnType<typeof startAccount>>['account']): Promise<string> {
	const [payout] = cases(account, '').slice(-1);
	const credentials = { bushaApi: { environment: 'custom', baseUrl: account.url, secretKey: account.secretKey } };
	const run = await runWorkflow(workflowWith(payout?.parameters ?? {}), { credentials });
	return String(itemsOf(run, 'Busha')[0]?.json.id);
}

bench().catch((error: unknown) => {
	process.stderr.write(`The benchmark could not run: ${String(error)}\n`);
	process.exitCode = 1;
});
