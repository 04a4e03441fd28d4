/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { join } from 'node:path';

import { cycles, importsOf, published, upward } from './layers';

const sources = published(join(__dirname, '..', '..'));
const house = importsOf(sources);

/** Files of a house by their path in it, each with what it imports. */
const sample = (files: Record<string, string[]>) =>
	importsOf(
		new Map(
			Object.entries(files).map(([path, names]) => [
				`nodes/Busha/${path}`,
				names.map((name) => `import { x } from '${name}';`).join('\n'),
			]),
		),
	);

test('no import of the house runs up', () => {
	expect(house.size).toBeGreaterThan(150);
	expect([...house.values()].flat().filter((path) => !house.has(path))).toEqual([]);
	expect(upward(house)).toEqual([]);
});

test('no files of the house import each other in a ring', () => {
	expect(cycles(house)).toEqual([]);
});

test('operations leave it to others to write down what they do', () => {
	const writers = [...sources].filter(
		([path, source]) => path.includes('/operations/') && /\bmemory\.\w+\s*=[^=]/.test(source),
	);
	expect(writers.map(([path]) => path)).toEqual([]);
});

test.each<[string, Record<string, string[]>, string[]]>([
	['down, past floors', { 'run/a.ts': ['../api/b'], 'api/b.ts': [] }, []],
	['inside of a room', { 'api/a.ts': ['./b'], 'api/b.ts': [] }, []],
	['up', { 'api/a.ts': ['../run/b'], 'run/b.ts': [] }, ['nodes/Busha/api/a.ts imports nodes/Busha/run/b.ts']],
	[
		'up to the index of a room',
		{ 'api/a.ts': ['../run'], 'run/index.ts': [] },
		['nodes/Busha/api/a.ts imports nodes/Busha/run/index.ts'],
	],
	[
		'across a floor',
		{ 'webhook/a.ts': ['../polling/b'], 'polling/b.ts': [] },
		['nodes/Busha/webhook/a.ts imports nodes/Busha/polling/b.ts'],
	],
	['out of the house', { 'run/a.ts': ['../../../test/b'] }, ['nodes/Busha/run/a.ts imports test/b']],
	[
		'from a room without a floor',
		{ 'attic/a.ts': ['../api/b'], 'api/b.ts': [] },
		['nodes/Busha/attic/a.ts imports nodes/Busha/api/b.ts'],
	],
])('an import that runs %s is judged as it should be', (_way, files, expected) => {
	expect(upward(sample(files))).toEqual(expected);
});

test('a ring is told once, whatever leads to it', () => {
	const ring = sample({ 'api/a.ts': ['./b'], 'api/b.ts': ['./c'], 'api/c.ts': ['./b'], 'api/d.ts': ['./c'] });
	expect(cycles(ring)).toEqual(['nodes/Busha/api/b.ts > nodes/Busha/api/c.ts > nodes/Busha/api/b.ts']);
});
