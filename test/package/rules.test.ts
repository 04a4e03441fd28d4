import { type Files, type Loaded, type Manifest, problemsOf } from './rules';

const NODE = 'dist/nodes/Sample/Sample.node.js';

const icon = { light: 'file:sample.svg', dark: 'file:../sample.dark.svg' };
const sample = (more: Partial<Loaded> = {}): Loaded[] => [{ path: NODE, name: 'sample', icon, ...more }];

const manifest: Manifest = {
	name: 'n8n-nodes-sample',
	scripts: { test: 'jest' },
	peerDependencies: { 'n8n-workflow': '*' },
	n8n: { nodes: [NODE], credentials: [] },
};

const files = (more: Record<string, string> = {}): Files =>
	new Map(
		Object.entries({
			'package.json': '{}',
			'README.md': '',
			[NODE]: 'const a = require("n8n-workflow"); const b = require("node:crypto"); const c = require("./run/run");',
			'dist/nodes/Sample/Sample.node.json': '{}',
			'dist/nodes/Sample/sample.svg': '',
			'dist/nodes/sample.dark.svg': '',
			'dist/nodes/Sample/__schema__/v1.0.0/balance/get.json': '{}',
			'dist/nodes/Sample/run/run.js': 'require("../Sample.node")',
			...more,
		}),
	);

const problems = (more: Record<string, string> = {}, changed: Partial<Manifest> = {}, classes = sample()): string[] =>
	problemsOf({ manifest: { ...manifest, ...changed }, files: files(more), bytes: 120 * 1024 }, classes);

test('a package as it should be has no problems', () => {
	expect(problems()).toEqual([]);
});

test('a package that weighs too much is a problem', () => {
	expect(problemsOf({ manifest, files: files(), bytes: 120 * 1024 + 1 }, sample())).toEqual([
		'the package weighs 122881 bytes, more than 122880',
	]);
});

test.each([
	['a stray file', { 'notes.txt': '' }, 'notes.txt is not needed: nothing asks for it'],
	[
		'a picture that no class shows',
		{ 'dist/nodes/other.svg': '' },
		'dist/nodes/other.svg is not needed: nothing asks for it',
	],
	['code that no file loads', { 'dist/a.js': '' }, 'dist/a.js is not needed: nothing asks for it'],
	['a source map', { 'dist/a.js.map': '{}' }, 'dist/a.js.map is only of use for development'],
	[
		'a link to a source map',
		{ 'dist/a.js': '//# sourceMappingURL=a.js.map' },
		'dist/a.js is only of use for development',
	],
	['a test', { 'dist/a.test.js': '' }, 'dist/a.test.js is only of use for development'],
	[
		'another package',
		{ 'dist/a.js': 'const x = require("lodash");' },
		'dist/a.js needs lodash, which is not in the package',
	],
	[
		'another built-in module',
		{ 'dist/a.js': 'const x = require("fs");' },
		'dist/a.js needs fs, which is not in the package',
	],
	[
		'a file that was left out',
		{ 'dist/a.js': 'const x = require("./b");' },
		'dist/a.js needs ./b, which is not in the package',
	],
	[
		'a name that is computed',
		{ 'dist/a.js': 'const x = require(name);' },
		'dist/a.js loads something whose name is not written out',
	],
])('%s is a problem', (_what, more, problem) => {
	expect(problems(more)).toContain(problem);
});

test.each<[string, Partial<Manifest>, string]>([
	['a dependency', { dependencies: {} }, 'package.json has dependencies'],
	['an override', { overrides: {} }, 'package.json has overrides'],
	[
		'another peer',
		{ peerDependencies: { 'n8n-workflow': '*', zod: '*' } },
		'package.json needs exactly the peer n8n-workflow "*"',
	],
	['a lifecycle script', { scripts: { prepare: 'x' } }, 'package.json has the lifecycle script prepare'],
	[
		'a script before publishing',
		{ scripts: { prepublishOnly: 'x' } },
		'package.json has the lifecycle script prepublishOnly',
	],
	[
		'a class without a file',
		{ n8n: { nodes: [NODE], credentials: ['dist/b.js'] } },
		'package.json names dist/b.js, which is not in the package',
	],
])('%s is a problem', (_what, more, problem) => {
	expect(problems({}, more)).toEqual([problem]);
});

test('icons have to be there in both themes', () => {
	expect(problems({}, {}, sample({ icon: { ...icon, dark: 'file:night.svg' } }))).toContain(
		`${NODE}: the icon dist/nodes/Sample/night.svg is not in the package`,
	);
	expect(problems({}, {}, sample({ icon: 'file:sample.svg' }))).toContain(
		`${NODE}: the icon dist/nodes/Sample/(no dark icon) is not in the package`,
	);
});
