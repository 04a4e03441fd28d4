/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import { parseArgs } from 'node:util';

import { campaign, summary } from './campaign';
import { scheduleOf } from './schedule';

const USAGE = 'Usage: npm run test:faults -- [--schedules 10000] [--seed 1] | --replay SEED\n';

function wholeNumber(text: string, flag: string): number {
	const value = Number(text);
	if (Number.isSafeInteger(value) && value >= 0) return value;
	throw new Error(`--${flag} takes a whole number, not "${text}".`);
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			schedules: { type: 'string', default: '1000' },
			seed: { type: 'string', default: '1' },
			replay: { type: 'string' },
		},
	});
	const replay = values.replay === undefined ? undefined : wholeNumber(values.replay, 'replay');
	const first = replay ?? wholeNumber(values.seed, 'seed');
	const count = replay === undefined ? wholeNumber(values.schedules, 'schedules') : 1;
	if (replay !== undefined) process.stdout.write(`${JSON.stringify(scheduleOf(replay), undefined, 2)}\n`);
	const totals = await campaign(first, count, (soFar) => {
		if (soFar.schedules % 500 === 0) process.stdout.write(`${soFar.schedules} of ${count} schedules, ${soFar.failing.length} failing\n`);
	});
	for (const [name, times] of [...totals.faults].sort(([a], [b]) => a.localeCompare(b))) process.stdout.write(`${name}: ${times}\n`);
	for (const { seed, findings } of totals.failing) process.stdout.write(`Seed ${seed} fails (--replay ${seed}): ${findings.join('; ')}\n`);
	process.stdout.write(`${summary(totals)}\n`);
	return totals.failing.length === 0 ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: Error) => {
		process.stderr.write(`${error.message}\n${USAGE}`);
		process.exit(2);
	},
);
