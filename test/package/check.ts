/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { load, pack } from './pack';
import { iconProblems, problemsOf } from './rules';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Packs the built package and checks what would be published. Returns whether it is as it should be. */
function check(): boolean {
	const packed = pack();
	try {
		const { manifest, files, bytes } = packed;
		const loaded = load(packed);
		const problems = [
			...problemsOf(manifest, files),
			...loaded.flatMap(({ path, icon }) => iconProblems(path, icon, files)),
		];
		print(`${manifest.name}: ${files.size} files, ${Math.round(bytes / 1024)} KB packed`);
		for (const { path, name } of loaded) print(`  loads with n8n-workflow alone: ${name} (${path})`);
		for (const problem of problems) print(`  WRONG ${problem}`);
		print(problems.length === 0 ? 'The package is as it should be.' : `${problems.length} problems.`);
		return problems.length === 0;
	} finally {
		packed.remove();
	}
}

process.exitCode = check() ? 0 : 1;
