/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';

import type { Stage } from '../editor/stage';

/** A part of the page, in pixels. */
interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A picture of the documentation. */
export interface Shot {
	/** The name of its file, without the ending. */
	name: string;
	size: { width: number; height: number };
	/** Brings the page to what is shown. Returns the part that is kept; without one, all of it. */
	play: (stage: Stage) => Promise<Locator | Clip | undefined>;
}

/** Leaves the field that was filled in last, and closes n8n's messages. */
async function tidy(page: Page): Promise<void> {
	for (const field of await page.locator(':focus').all()) await field.blur();
	await page.mouse.move(0, 0);
	await sleep(2_000);
	for (const close of await page.locator('.el-notification__closeBtn').all()) await close.click();
	await page.mouse.move(0, 0);
	await sleep(2_000);
}

/** Takes a picture. It keeps as many colours as a reader can tell apart, which makes it a third as large. */
export async function take(stage: Stage, { size, play }: Shot): Promise<Buffer> {
	const { page } = stage.editor;
	await page.setViewportSize(size);
	const kept = await play(stage);
	await tidy(page);
	const picture =
		kept && 'screenshot' in kept ? await kept.screenshot() : await page.screenshot(kept ? { clip: kept } : {});
	return await sharp(picture).png({ palette: true, colours: 128, dither: 0, effort: 10 }).toBuffer();
}
