/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { loadPackage, PACKAGE_DIR } from '../support/package';
import { anchors, blocks, exists, links, npmScripts, page, table } from './markdown';

const PAGES = [
	...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
	...readdirSync(join(PACKAGE_DIR, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];
/** Commands of npm itself. */
const NPM = ['ci'];
/** What blocks may hold: each kind has tests of its own. */
const TESTED = ['json', 'sh', 'ts'];

const manifest = JSON.parse(page('package.json')) as {
	version: string;
	scripts: Record<string, string>;
	engines: { node: string };
	devDependencies: Record<string, string>;
};

describe.each(PAGES)('%s', (name) => {
	const markdown = page(name);

	test('tells only of commands that exist', () => {
		expect(npmScripts(markdown).filter((script) => !NPM.includes(script) && !(script in manifest.scripts))).toEqual([]);
	});

	test('links only to what exists', () => {
		const inside = links(markdown).filter((target) => !target.startsWith('https://'));
		const broken = inside.filter((target) => {
			const [file, anchor] = target.split('#');
			const path = file ? join(dirname(name), file) : name;
			return !exists(path) || (anchor !== undefined && !anchors(page(path)).includes(anchor));
		});
		expect(broken).toEqual([]);
	});

	test('has only blocks that are tested', () => {
		const kinds = [...markdown.matchAll(/^```(\w*)\n[\s\S]*?^```$/gm)].map(([, kind]) => kind);
		expect(kinds.filter((kind) => !TESTED.includes(kind ?? ''))).toEqual([]);
	});
});

test('CONTRIBUTING.md explains every command', () => {
	const explained = npmScripts(
		table(page('CONTRIBUTING.md'), 'Command', 'What it does')
			.map(([command]) => command)
			.join('\n'),
	);
	// The check that `format` is the cure for.
	const commands = Object.keys(manifest.scripts).filter((name) => name !== 'format:check');
	expect(commands.filter((name) => !explained.includes(name))).toEqual([]);
});

test('the files and folders that CONTRIBUTING.md names exist', () => {
	const contributing = page('CONTRIBUTING.md');
	const rooms = table(contributing, 'Room', 'What lives there').map(
		([room]) => `nodes/Busha/${room?.replaceAll('`', '')}`,
	);
	const named = [
		...contributing.matchAll(
			/`((?:test|nodes|examples|credentials|\.ci|\.github)\/[\w./]+|(?:run|api|money|fields)\/\w+\.ts)`/g,
		),
	].map(([, path]) => path ?? '');
	const examplesOfThePage = [
		'nodes/Busha/operations/balance/check.ts',
		'nodes/Busha/operations/currencyPair/getAll.ts',
		'test/engine/lostAnswer.test.ts',
	];
	const paths = named
		.filter((path) => !examplesOfThePage.includes(path))
		.map((path) => (/^(run|api|money|fields)\//.test(path) ? `nodes/Busha/${path}` : path));
	expect(rooms.length).toBeGreaterThan(5);
	const folders = table(contributing, 'Folder', 'What lives there').map(
		([folder]) => folder?.replaceAll('`', '') ?? '',
	);
	expect(folders.length).toBeGreaterThan(10);
	expect([...rooms, ...folders, ...paths].filter((path) => !exists(path))).toEqual([]);
});

test('README.md names the two commands that prove the package', () => {
	expect(blocks(page('README.md'), 'sh')).toEqual(['npm ci && npm run demo\n', 'npm ci && npm test\n']);
});

test('README.md has the sections of an n8n community node', () => {
	const sections = [
		'installation',
		'operations',
		'credentials',
		'compatibility',
		'usage',
		'resources',
		'version-history',
	];
	expect(anchors(page('README.md'))).toEqual(expect.arrayContaining(sections));
});

test('README.md names the nodes and shows a picture first, then how to install', async () => {
	const [top = '', first = ''] = page('README.md').split(/^## /m);
	const loader = await loadPackage();
	const names = Object.keys(loader.known.nodes).map((name) => loader.getNode(name).type.description.displayName);
	expect([...top.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, name]) => name)).toEqual(names);
	expect(top).toMatch(/^!\[[^\]]+\]\(docs\/images\//m);
	expect(first).toMatch(/^Installation\n/);
	expect(top.length).toBeLessThan(1_600);
});

test('the version and the requirements are the same everywhere', () => {
	const node = manifest.engines.node.replace('>=', '');
	expect(page('README.md')).toContain(`The current version is ${manifest.version},`);
	const [engine] = table(page('README.md'), 'n8n', 'Node.js', 'Tested');
	expect(engine).toEqual([
		manifest.devDependencies['n8n-core'],
		`${node} or newer`,
		expect.stringContaining("n8n's engine"),
	]);
	expect(page('README.md')).toContain(`Node.js ${node} or newer`);
	expect(page('CONTRIBUTING.md')).toContain(`Node.js ${node} or newer`);
	expect(page('CHANGELOG.md')).toContain(`## ${manifest.version}\n`);
});
