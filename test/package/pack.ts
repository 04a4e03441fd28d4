/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

import type { Contents, Loaded, Manifest } from './rules';

const ROOT = join(__dirname, '..', '..');

export interface Packed extends Contents {
	/** The folder whose node_modules holds only the package and n8n-workflow. */
	home: string;
	/** The folder of the package in it. */
	folder: string;
	remove(): void;
}

/** Packs the package as npm publishes it, and unpacks it beside n8n-workflow and nothing else. */
export function pack(): Packed {
	const home = mkdtempSync(join(tmpdir(), 'n8n-nodes-busha-package-'));
	const npm = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', home];
	const [packed] = JSON.parse(execFileSync('npm', npm, { cwd: ROOT, encoding: 'utf8' })) as [
		{ filename: string; size: number; name: string },
	];
	const modules = join(home, 'node_modules');
	const folder = join(modules, packed.name);
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', join(home, packed.filename), '-C', folder, '--strip-components=1']);
	symlinkSync(dirname(require.resolve('n8n-workflow/package.json')), join(modules, 'n8n-workflow'));
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const files = new Map(
		paths.map((entry) => {
			const path = join(entry.parentPath, entry.name);
			return [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')] as const;
		}),
	);
	return {
		home,
		folder,
		files,
		manifest: JSON.parse(files.get('package.json') ?? '{}') as Manifest,
		bytes: packed.size,
		remove: () => rmSync(home, { recursive: true, force: true }),
	};
}

const LOAD = `
const [name, ...paths] = process.argv.slice(1);
const loaded = paths.map((path) => {
	const type = path.split('/').pop().split('.')[0];
	const instance = new (require(name + '/' + path)[type])();
	const about = instance.description ?? instance;
	return { path, name: about.name, icon: about.icon };
});
process.stdout.write(JSON.stringify(loaded));
`;

/** Loads every class that package.json names, in a fresh process that finds n8n-workflow and nothing else. */
export function load({ home, manifest: { name, n8n } }: Packed): Loaded[] {
	const paths = [...n8n.nodes, ...n8n.credentials];
	const env = { PATH: process.env.PATH };
	return JSON.parse(
		execFileSync(process.execPath, ['-e', LOAD, name, ...paths], { cwd: home, encoding: 'utf8', env }),
	) as Loaded[];
}
