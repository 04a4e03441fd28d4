/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** n8n in queue mode, with workers that are killed and stores that are away: each payment is made once and told truly. */
import { freshHome, installation, remove } from '../e2e/install';
import { exitOnSignals } from '../e2e/n8n';
import { CASES } from './cases';
import { Cluster } from './cluster';
import { Payouts } from './payouts';
import { QueueReport } from './report';
import { mustBeInstalled } from './stores';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const since = (begun: number): number => (performance.now() - begun) / 1000;

async function main(): Promise<void> {
	exitOnSignals();
	mustBeInstalled();
	const wanted = process.argv.slice(2);
	const cases = CASES.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
	const home = freshHome();
	const cluster = await Cluster.make(installation(), home);
	let failed = true;
	try {
		const begun = performance.now();
		await cluster.start();
		print(`n8n runs in queue mode after ${since(begun).toFixed(0)} s. Its logs are in ${home}.`);
		const report = new QueueReport();
		for (const { name, setting, play } of cases) {
			const began = performance.now();
			try {
				const payouts = await Payouts.open(cluster, setting);
				const seen = await play(cluster, payouts);
				report.add(name, await payouts.verdict(), seen, since(began));
				await payouts.close();
			} catch (problem) {
				report.broken(name, problem);
			}
		}
		({ failed } = report);
	} finally {
		await cluster.stop();
	}
	if (failed) process.exitCode = 1;
	else remove(home);
}

void main();
