/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a tool of the developers, never published */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { RECORD_IN, recordedTraffic, type Traffic } from '../support/traffic';
import { compare, isAsKnown, told } from './comparison';
import { KNOWN } from './known';
import { readStrict } from './openapi';
import { Published } from './published';

const USAGE = 'Usage: npm run check:contract -- FILE [--recorded FOLDER]\n';

const COMMANDS = [
	['jest', 'test/engine'],
	['tsx', 'test/demo/demo.ts'],
];

/** Runs the tests of the node and the demo, and gives what they sent. */
function newTraffic(): Traffic[] {
	const folder = mkdtempSync(join(tmpdir(), 'busha-traffic-'));
	try {
		for (const command of COMMANDS) {
			const env = { ...process.env, [RECORD_IN]: folder };
			const { status } = spawnSync('npx', ['--no-install', ...command], { env, stdio: ['ignore', 2, 2] });
			if (status !== 0) throw new Error(`"${command.join(' ')}" fails, so there is nothing to compare.`);
		}
		return recordedTraffic(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function main(): number {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { recorded: { type: 'string' } } });
	const [file, ...others] = positionals;
	if (file === undefined || others.length > 0) throw new Error('Name the OpenAPI file that Busha publishes.');
	const published = new Published(readStrict(file));
	const traffic = values.recorded === undefined ? newTraffic() : recordedTraffic(values.recorded);
	if (traffic.length === 0) throw new Error('No request was recorded, so there is nothing to compare.');
	const comparison = compare(traffic, published, KNOWN);
	process.stdout.write(`${traffic.length} requests\n\n${told(comparison)}\n`);
	return isAsKnown(comparison) ? 0 : 1;
}

try {
	process.exitCode = main();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	process.exitCode = 2;
}
