/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import { parseArgs } from 'node:util';

import { messageOf, startProcess } from './processes';
import { publish } from './report/publish';
import { asText } from './report/text';
import type { Result } from './result';
import { SCENARIOS } from './scenarios';

const USAGE = `Usage: npm run bench -- [--quick] [--only NAME,NAME]
Names: ${SCENARIOS.map(({ name }) => name).join(', ')}
`;

/** Each scenario has a process of its own, so that none is warmed up, or burdened, by the one before it. */
async function inProcess(name: string, quick: boolean): Promise<Result> {
	const child = startProcess('cli.ts', ['--child', name, ...(quick ? ['--quick'] : [])]);
	return await messageOf<Result>(child);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string' },
			child: { type: 'string' },
		},
	});
	const wanted = (values.child ?? values.only)?.split(',');
	const chosen = SCENARIOS.filter(({ name }) => wanted?.includes(name) ?? true);
	if (chosen.length !== (wanted ?? SCENARIOS).length)
		throw new Error(`Not every one of ${wanted?.join(', ')} is a scenario.\n${USAGE}`);
	if (values.child !== undefined) {
		const result = await chosen[0]?.run(values.quick);
		process.send?.(result, () => process.exit(0));
		return;
	}
	const results = new Map<string, Result>();
	const begun = performance.now();
	for (const { name } of chosen) {
		const result = await inProcess(name, values.quick);
		results.set(name, result);
		process.stdout.write(asText(result));
	}
	process.stdout.write(`All of that took ${((performance.now() - begun) / 60_000).toFixed(1)} minutes.\n`);
	if (!values.quick)
		publish(
			results,
			SCENARIOS.map(({ name }) => name),
		);
}

main().catch((error: Error) => {
	process.stderr.write(`The benchmark could not run: ${error.stack}\n`);
	process.exit(1);
});
