/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { join } from 'node:path';

import { metadataProblems } from './metadata';
import { load, pack } from './pack';
import { problemsOf } from './rules';
import { findings, scan } from './scanner';

const ROOT = join(__dirname, '..', '..');

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Packs the built package and checks what would be published, and what of it n8n looks at before it lists a package. */
async function verify(): Promise<boolean> {
	const packed = pack();
	try {
		const { manifest, files, bytes, folder } = packed;
		const classes = load(packed);
		const names = new Map(classes.map(({ path, name }) => [path, name]));
		const checks: Array<[string, string[]]> = [
			['files, imports, and package.json', problemsOf(packed, classes)],
			['what the package says of itself', metadataProblems(packed, names)],
			[
				"n8n's lint over the packed package.json",
				await findings(folder, ['package.json'], { overrideConfigFile: join(ROOT, 'eslint.config.mjs') }),
			],
			["n8n's scanner over the sources and the package", await scan(ROOT, folder)],
		];
		print(`${manifest.name} ${String(manifest.version)}: ${files.size} files, ${Math.round(bytes / 1024)} KB packed`);
		for (const { path, name } of classes) print(`  loads with n8n-workflow alone: ${name} (${path})`);
		for (const [what, problems] of checks) {
			print(`  ${what}: ${problems.length === 0 ? 'nothing to mend' : `${problems.length} to mend`}`);
			for (const problem of problems) print(`    WRONG ${problem}`);
		}
		return checks.every(([, problems]) => problems.length === 0);
	} finally {
		packed.remove();
	}
}

void verify().then((right) => (process.exitCode = right ? 0 : 1));
