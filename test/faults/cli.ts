/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import '../support/env';

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { campaign, newTotals, summary, sum, type Totals } from './campaign';
import { scheduleOf } from './schedule';

const USAGE = 'Usage: npm run test:faults -- [--schedules 10000] [--seed 1] | --replay SEED\n';
const PROGRESS_EVERY = 500;

const say = (line: string) => process.stdout.write(`${line}\n`);

function wholeNumber(text: string, flag: string): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
	throw new Error(`--${flag} takes a whole number, not "${text}".`);
}

/** A part of the campaign in a process of its own. */
async function inChild(first: number, count: number): Promise<Totals> {
	const child = fork(__filename, ['--seed', String(first), '--schedules', String(count), '--child']);
	const [totals] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Totals | number];
	if (typeof totals === 'number') throw new Error(`A part of the campaign, from seed ${first} on, ended with exit code ${totals}.`);
	return totals;
}

async function inAllCores(first: number, count: number): Promise<Totals> {
	// Much of a schedule is waiting for answers that never come, so a core serves several.
	const jobs = Math.min(3 * availableParallelism(), Math.ceil(count / 20));
	if (jobs <= 1) return await campaign(first, count);
	const size = Math.ceil(count / jobs);
	const starts = Array.from({ length: jobs }, (_, job) => first + job * size).filter((start) => start < first + count);
	const parts = await Promise.all(starts.map(async (start) => await inChild(start, Math.min(size, first + count - start))));
	return parts.reduce(sum, newTotals());
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			schedules: { type: 'string', default: '1000' },
			seed: { type: 'string', default: '1' },
			replay: { type: 'string' },
			child: { type: 'boolean', default: false },
		},
	});
	const replay = values.replay === undefined ? undefined : wholeNumber(values.replay, 'replay');
	const first = replay ?? wholeNumber(values.seed, 'seed');
	const count = replay === undefined ? wholeNumber(values.schedules, 'schedules') : 1;
	if (values.child) {
		const progress = ({ schedules, failing }: Totals) => {
			if (schedules % PROGRESS_EVERY === 0) say(`seeds ${first} to ${first + schedules - 1} played, ${failing.length} failing`);
		};
		process.send?.(await campaign(first, count, progress));
		return 0;
	}
	if (replay !== undefined) say(JSON.stringify(scheduleOf(replay), undefined, 2));
	const totals = await inAllCores(first, count);
	for (const [name, times] of Object.entries(totals.faults).sort(([a], [b]) => a.localeCompare(b))) say(`${name}: ${times}`);
	for (const { seed, findings } of totals.failing) say(`Seed ${seed} fails (--replay ${seed}): ${findings.join('; ')}`);
	say(summary(totals));
	return totals.failing.length === 0 ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: Error) => {
		process.stderr.write(`${error.message}\n${USAGE}`);
		process.exit(2);
	},
);
