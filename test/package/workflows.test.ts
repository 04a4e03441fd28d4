/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { exists, page, table } from '../docs/markdown';
import { RELEASES } from '../e2e/releases';
import { PACKAGE_DIR } from '../support/package';

interface Job {
	uses?: string;
	permissions?: Record<string, string>;
	strategy?: { matrix: { node?: string[]; include?: Array<{ n8n: string }> } };
	steps?: Array<{ uses?: string; run?: string; with?: Record<string, unknown> }>;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const names = readdirSync(join(PACKAGE_DIR, FOLDER));
const read = (name: string): Workflow => parse(page(`${FOLDER}/${name}`)) as Workflow;
const jobs = (name: string): Job[] => Object.values(read(name).jobs);
const runs = (name: string): string[] => jobs(name).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));

const manifest = JSON.parse(page('package.json')) as {
	scripts: Record<string, string>;
	engines: { node: string };
	devDependencies: Record<string, string>;
};

/** The scripts of package.json that a text runs. */
const scripts = (text: string): string[] =>
	[...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(test)\b)/g)].map(([, named, test]) => named ?? test ?? '');

test.each([...names.map((name) => `${FOLDER}/${name}`), '.ci/run'])('%s runs only scripts that exist', (path) => {
	const text = path === '.ci/run' ? page(path) : runs(path.slice(FOLDER.length + 1)).join('\n');
	const named = scripts(text);
	expect(named.length).toBeGreaterThan(0);
	expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
});

test.each(names)('%s uses only actions of one commit, and files that exist', (name) => {
	const used = jobs(name).flatMap(({ uses, steps = [] }) => [uses, ...steps.map((step) => step.uses)]);
	const known = (use: string): boolean =>
		use.startsWith('./') ? exists(use) : /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(use);
	expect(used.flatMap((use) => use ?? []).filter((use) => !known(use))).toEqual([]);
	const files = runs(name).flatMap((run) => [...run.matchAll(/\bbash (\S+)/g)].map(([, file]) => file ?? ''));
	expect(files.filter((file) => !exists(file))).toEqual([]);
});

test.each(names)('%s may write nothing, and names no registry', (name) => {
	expect(read(name).permissions).toEqual({ contents: 'read' });
	expect(page(`${FOLDER}/${name}`)).not.toMatch(/registry|https?:/);
});

test('the checks run in full, with the oldest Node.js that the package takes, and with each n8n that README.md names', () => {
	const { everything, node, n8n } = read('ci.yml').jobs;
	expect(everything?.steps?.map(({ run }) => run)).toContain('bash .ci/run');
	const oldest = manifest.engines.node.replace('>=', '');
	expect(node?.strategy?.matrix.node).toEqual([oldest, '22', '24']);
	const told = table(page('README.md'), 'n8n', 'Node.js', 'Tested').map(([version]) => version);
	const older = n8n?.strategy?.matrix.include?.map((one) => one.n8n) ?? [];
	expect(told).toEqual([manifest.devDependencies['n8n-core'], ...older]);
});

test('README.md names the versions in whose editor the nodes are used, which is a part of the checks', () => {
	const told = table(page('README.md'), 'n8n', 'Node.js', 'Tested').map(([version, , tested = '']) => [
		version,
		/in its editor with Node\.js (\d+)/.exec(tested)?.[1],
	]);
	expect(told).toEqual(Object.entries(RELEASES).map(([version, { node }]) => [version, node.split('.')[0]]));
	expect(page('.ci/run')).toContain('npm run --silent test:editor\n');
});

test('a version is published once, by a tag that names it, after all checks, with provenance', () => {
	const publishing = names.filter((name) => runs(name).some((run) => run.includes('npm publish')));
	const { on, jobs: all } = read('release.yml');
	expect(publishing).toEqual(['release.yml']);
	expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
	expect(all.check).toEqual({ uses: './.github/workflows/ci.yml' });
	expect(all.publish).toMatchObject({ needs: 'check', permissions: { contents: 'read', 'id-token': 'write' } });
	const steps = all.publish?.steps?.flatMap(({ run }) => run ?? []) ?? [];
	expect(steps).toEqual([
		expect.stringContaining("require('./package.json').version"),
		'npm ci',
		'npm run verify',
		'npm install --global npm@11',
		'npm publish --provenance --access public',
	]);
});
