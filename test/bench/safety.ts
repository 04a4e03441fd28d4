/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import { parseArgs } from 'node:util';

import { campaign } from '../faults/campaign';
import { httpRequestNodes, simpleLoop } from './otherPayers';

const PAYERS = [
	['Busha (this package)', undefined],
	['Two HTTP Request nodes (all items at once)', httpRequestNodes],
	["A loop as in Stripe's node (one item after the other)", simpleLoop],
] as const;

/** Plays the same schedules of faults with each payer and prints the table for the README. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { schedules: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
	});
	const [schedules, seed] = [Number(values.schedules), Number(values.seed)];
	const lines = [
		`| ${schedules} schedules from seed ${seed} | paid twice | not reported | reported wrongly |`,
		'| --- | --- | --- | --- |',
	];
	for (const [name, payer] of PAYERS) {
		const { duplicates, lost, falseReports, unreported } = await campaign({
			first: seed,
			count: schedules,
			draw: 'simple',
			payer,
		});
		lines.push(`| ${name} | ${duplicates} | ${lost + unreported} | ${falseReports} |`);
	}
	process.stdout.write(`${lines.join('\n')}\n`);
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error.stack}\n`);
		process.exit(1);
	},
);
