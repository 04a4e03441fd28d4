/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ESLint, type Linter } from 'eslint';

/** The scanner that n8n runs over packages that ask to be verified. */
const SCANNER = '@n8n/scan-community-package';
const VERSION = '0.32.0';

interface Scanner {
	/** Which files of the sources it looks at. */
	SOURCE_FILE_PATTERNS: string[];
	buildScanConfig(): Promise<Linter.Config[]>;
}

/** Which files of a packed package the scanner looks at. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

/**
 * Loads the scanner, with the packages that it brings along, from a folder of the user's cache. It is installed there
 * the first time, which takes some 15 seconds and 220 MB. Its versions of n8n's rules are not those of the lint here.
 */
async function load(): Promise<Scanner> {
	const cache = process.env.BUSHA_VERIFY_FOLDER ?? join(homedir(), '.cache', 'n8n-nodes-busha-verify');
	const home = join(cache, `scanner-${VERSION}`);
	const file = join(home, 'node_modules', SCANNER, 'scanner', 'scanner.mjs');
	if (!existsSync(file)) {
		mkdirSync(home, { recursive: true });
		const install = ['install', '--prefix', home, '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
		execFileSync('npm', [...install, `${SCANNER}@${VERSION}`], { cwd: home, stdio: 'inherit' });
	}
	return (await import(pathToFileURL(file).href)) as Scanner;
}

const linter = (cwd: string, options: ESLint.Options): ESLint =>
	new ESLint({ cwd, allowInlineConfig: false, ...options });

const told = (cwd: string, results: ESLint.LintResult[]): string[] =>
	results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ line, ruleId, message }) => `${relative(cwd, filePath)}:${line} ${message} (${ruleId ?? 'ESLint'})`,
		),
	);

/** What rules say about the files of a folder, errors and warnings. Comments that switch rules off do not count. */
export async function findings(cwd: string, patterns: string[], options: ESLint.Options): Promise<string[]> {
	return told(cwd, await linter(cwd, options).lintFiles(patterns));
}

/** What n8n's scanner finds in the sources and in an unpacked package. */
export async function scan(sources: string, packed: string): Promise<string[]> {
	const { SOURCE_FILE_PATTERNS, buildScanConfig } = await load();
	const options = { overrideConfigFile: true, overrideConfig: await buildScanConfig() } as const;
	const planted = await linter(packed, options).lintText('console.log(1); // eslint-disable-line', {
		filePath: 'planted.js',
	});
	const blind = told(packed, planted).length === 0 ? ['the scanner does not notice a fault that was planted'] : [];
	return [
		...blind,
		...(await findings(sources, SOURCE_FILE_PATTERNS, options)),
		...(await findings(packed, PACKED_FILE_PATTERNS, options)),
	];
}
