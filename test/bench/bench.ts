/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import * as operations from '../../nodes/Busha/operations/all';
import { itemsOf, runWorkflow } from '../support/engine';
import { workflowWith } from '../support/busha';
import { median } from '../support/statistics';
import { cases } from './cases';
import { builtNode, compare } from './measure';
import { loadTimes, startAccount } from './processes';

/** The size is per operation: 60 KB for the first 26 of them. */
const TARGET = { loadMs: 15, descriptionKb: 60 / 26, cpuMs: 0.3 };
const LOADS = 11;

const print = (...cells: string[]): boolean => process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
const verdict = (value: number, target: number): string => (value <= target ? 'met' : 'MISSED');

function row(name: string, ...numbers: string[]): void {
	print(name.padEnd(20), ...numbers.map((number) => number.padStart(9)));
}

/** Measures what the node costs, side by side with a bare loop that sends the same requests. */
async function bench(): Promise<void> {
	const loads = Array.from({ length: LOADS }, loadTimes);
	const load = median(loads.map(({ node }) => node));
	const library = median(loads.map((one) => one.library));
	const share = `${((100 * load) / library).toFixed(1)} % of the ${library.toFixed(0)} ms that n8n-workflow takes itself`;
	print(
		`Load time: ${load.toFixed(1)} ms (median of ${LOADS} fresh processes), target ${TARGET.loadMs} ms: ${verdict(load, TARGET.loadMs)}; ${share}`,
	);
	const { description } = await builtNode();
	const size = JSON.stringify(description).length / 1000;
	const each = size / Object.keys(operations).length;
	print(
		`Description as JSON: ${size.toFixed(1)} KB, ${each.toFixed(2)} KB for each operation, target ${TARGET.descriptionKb.toFixed(2)} KB: ${verdict(each, TARGET.descriptionKb)}`,
	);

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
