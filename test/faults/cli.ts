/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import '../support/env';

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { campaign, newTotals, summary, sum, type Totals } from './campaign';
import { type Draw, scheduleOf } from './schedule';

const USAGE =
	'Usage: npm run test:faults -- [--schedules 10000] [--seed 1] [--forms plain|hostile|all] | --replay SEED\n';
const PROGRESS_EVERY = 500;

const DRAWS: Draw[] = ['plain', 'hostile', 'all', 'simple'];

const say = (line: string) => process.stdout.write(`${line}\n`);

const failure = (seed: number, findings: string[]) => `Seed ${seed} fails (--replay ${seed}): ${findings.join('; ')}`;

function wholeNumber(text: string, flag: string): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
	throw new Error(`--${flag} takes a whole number, not "${text}".`);
}

function drawNamed(name: string): Draw {
	const draw = DRAWS.find((known) => known === name);
	if (draw) return draw;
	throw new Error(`--forms takes ${DRAWS.join(', ')}, not "${name}".`);
}

/** A part of the campaign in a process of its own. */
async function inChild(first: number, count: number, draw: Draw): Promise<Totals> {
	const child = fork(__filename, ['--seed', String(first), '--schedules', String(count), '--forms', draw, '--child']);
	const [totals] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Totals | number];
	if (typeof totals === 'number')
		throw new Error(`A part of the campaign, from seed ${first} on, ended with exit code ${totals}.`);
	return totals;
}

async function inAllCores(first: number, count: number, draw: Draw): Promise<Totals> {
	// Much of a schedule is waiting for answers that never come, so a core serves several.
	const jobs = Math.min(3 * availableParallelism(), Math.ceil(count / 20));
	if (jobs <= 1) return await campaign({ first, count, draw });
	const size = Math.ceil(count / jobs);
	const starts = Array.from({ length: jobs }, (_, job) => first + job * size).filter((start) => start < first + count);
	const parts = await Promise.all(
		starts.map(async (start) => await inChild(start, Math.min(size, first + count - start), draw)),
	);
	return parts.reduce(sum, newTotals());
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			schedules: { type: 'string', default: '1000' },
			seed: { type: 'string', default: '1' },
			forms: { type: 'string', default: 'all' },
			replay: { type: 'string' },
			child: { type: 'boolean', default: false },
		},
	});
	const replay = values.replay === undefined ? undefined : wholeNumber(values.replay, 'replay');
	const first = replay ?? wholeNumber(values.seed, 'seed');
	const count = replay === undefined ? wholeNumber(values.schedules, 'schedules') : 1;
	const draw = drawNamed(values.forms);
	if (values.child) {
		let told = 0;
		const progress = ({ schedules, failing }: Totals) => {
			for (const { seed, findings } of failing.slice(told)) say(failure(seed, findings));
			told = failing.length;
			if (schedules % PROGRESS_EVERY === 0)
				say(`seeds ${first} to ${first + schedules - 1} played, ${failing.length} failing`);
		};
		process.send?.(await campaign({ first, count, draw, progress }));
		return 0;
	}
	if (replay !== undefined) say(JSON.stringify(scheduleOf(replay, draw), undefined, 2));
	const totals = await inAllCores(first, count, draw);
	for (const [name, times] of Object.entries(totals.faults).sort(([a], [b]) => a.localeCompare(b)))
		say(`${name}: ${times}`);
	for (const { seed, findings } of totals.failing) say(failure(seed, findings));
	for (const [form, tally] of Object.entries(totals.byForm).sort(([a], [b]) => a.localeCompare(b)))
		say(`${form}: ${summary(tally)}`);
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
