import { page } from '../docs/markdown';
import { metadataProblems } from './metadata';
import { type Manifest } from './rules';

const NODE = 'dist/nodes/Busha/Busha.node.js';
const CODEX = 'dist/nodes/Busha/Busha.node.json';
const given = JSON.parse(page('package.json')) as Manifest;
const manifest = { ...given, n8n: { ...given.n8n, nodes: [NODE] } };
const codex = JSON.parse(page('nodes/Busha/Busha.node.json')) as Record<string, unknown>;

const problems = (inManifest: object = {}, inCodex: object = {}): string[] =>
	metadataProblems(
		{
			manifest: { ...manifest, ...inManifest },
			files: new Map([[CODEX, JSON.stringify({ ...codex, ...inCodex })]]),
			bytes: 0,
		},
		new Map([[NODE, 'busha']]),
	);

test('what the package says of itself is complete', () => {
	expect(problems()).toEqual([]);
});

test.each<[string, object, object, string]>([
	['a licence that is not open', { license: 'UNLICENSED' }, {}, 'package.json: license'],
	['no keyword for n8n', { keywords: ['busha'] }, {}, 'package.json: keywords'],
	['no place to report problems', { bugs: undefined }, {}, 'package.json: bugs'],
	['no lint in its strict form', { n8n: { ...manifest.n8n, strict: false } }, {}, 'package.json: n8n.strict'],
	['a codex of another node', {}, { node: 'n8n-nodes-busha.bill' }, `${CODEX}: node`],
	['a category that n8n does not have', {}, { categories: ['Money'] }, `${CODEX}: categories.0`],
	['a word that nobody finds it by', {}, { alias: ['payout'] }, `${CODEX}: alias: naira is missing`],
	[
		'documentation elsewhere',
		{},
		{ resources: { ...(codex.resources as object), primaryDocumentation: [{ url: 'https://docs.busha.io' }] } },
		`${CODEX}: resources.primaryDocumentation.0.url`,
	],
])('%s is a problem', (_what, inManifest, inCodex, problem) => {
	expect(problems(inManifest, inCodex)).toContainEqual(expect.stringContaining(problem));
});
