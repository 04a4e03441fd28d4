/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { exampleNames } from '../support/examples';
import { PACKAGE_DIR } from '../support/package';
import { canvases } from '../e2e/screenshots/canvases';
import { panels } from '../e2e/screenshots/panels';
import { steps } from '../e2e/screenshots/steps';
import { page } from './markdown';

const FOLDER = join(PACKAGE_DIR, 'docs', 'images');
const MOST_BYTES = 150_000;
const pictures = readdirSync(FOLDER).filter((name) => name.endsWith('.png'));
const pages = ['README.md', ...readdirSync(join(PACKAGE_DIR, 'docs')).map((name) => `docs/${name}`)]
	.filter((name) => name.endsWith('.md'))
	.map(page)
	.join('\n');

test('npm run screenshots takes every picture, and no other', () => {
	const taken = [...steps, ...panels, ...canvases].map(({ name }) => `${name}.png`);
	expect(taken.sort()).toEqual(pictures);
});

test('every example has a picture', () => {
	expect(canvases.map(({ name }) => `${name}.json`).sort()).toEqual(exampleNames());
});

test.each(pictures)('%s is shown, with words in its place, and is small', (name) => {
	const alternatives = [...pages.matchAll(/!\[([^\]]*)\]\((?:docs\/)?images\/([^)]+)\)/g)].filter(
		([, , file]) => file === name,
	);
	expect(alternatives.length).toBeGreaterThan(0);
	for (const [, words = ''] of alternatives) expect(words.length).toBeGreaterThan(20);
	expect(statSync(join(FOLDER, name)).size).toBeLessThan(MOST_BYTES);
});
