/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/**
 * Takes the pictures of the documentation from the editor of a real n8n. Needs Chromium, at /usr/bin/chromium or where
 * CHROMIUM says. Names of pictures on the command line take only these.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { playIn } from './editor/session';
import { canvases } from './screenshots/canvases';
import { panels } from './screenshots/panels';
import { take } from './screenshots/shot';
import { steps } from './screenshots/steps';
import { exitOnSignals } from './n8n';

const IMAGES = join(__dirname, '..', '..', 'docs', 'images');

async function main(): Promise<void> {
	exitOnSignals();
	const wanted = process.argv.slice(2);
	const chosen = [...steps, ...panels, ...canvases].filter(({ name }) => wanted.length === 0 || wanted.includes(name));
	await playIn({ env: { WEBHOOK_URL: 'https://n8n.example.com/' } }, async (stage) => {
		for (const shot of chosen) {
			const picture = await take(stage, shot);
			writeFileSync(join(IMAGES, `${shot.name}.png`), picture);
			process.stdout.write(`${shot.name}: ${(picture.length / 1000).toFixed(0)} KB\n`);
		}
	});
}

void main();
