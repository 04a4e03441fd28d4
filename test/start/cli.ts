/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import { parseArgs } from 'node:util';

import { start, type Wishes } from './start';

const USAGE = 'Usage: npm start -- [--port 5678] [--busha-port 4010] [--folder FOLDER] [--reset]\n';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function port(given: string): number {
	const number = Number(given);
	if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
	throw new Error(`A port is a whole number from 0 to 65535, not ${given}`);
}

function wishes(): Wishes {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			'busha-port': { type: 'string', default: '4010' },
			folder: { type: 'string' },
			reset: { type: 'boolean', default: false },
		},
	});
	const { folder, reset } = values;
	return { port: port(values.port), bushaPort: port(values['busha-port']), folder, reset };
}

/** Resolves when the user stops the program. Terminals and npm send the signal more than once. */
async function stopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of SIGNALS) process.on(signal, () => resolve());
	});
}

async function main(): Promise<void> {
	const giveUp = (): never => process.exit(1);
	for (const signal of SIGNALS) process.on(signal, giveUp);
	const { guide, stop } = await start(wishes(), print);
	print(`\n${guide.join('\n')}\n`);
	for (const signal of SIGNALS) process.off(signal, giveUp);
	await stopped();
	print('Stopping n8n and the local Busha ...');
	await stop();
}

main().then(
	() => process.exit(0),
	(problem: unknown) => {
		process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n${USAGE}`);
		process.exit(1);
	},
);
