/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { type Installation, playwrightFolder } from './install';
import { OWNER } from './n8n';

/** The parts of playwright-core that are used. It is no dependency of this package. */
export interface Locator {
	first(): Locator;
	fill(text: string): Promise<void>;
	click(): Promise<void>;
	dblclick(): Promise<void>;
	innerText(): Promise<string>;
	count(): Promise<number>;
	waitFor(options?: { timeout: number }): Promise<void>;
}
export interface Page {
	goto(url: string, options: { waitUntil: 'domcontentloaded' }): Promise<unknown>;
	locator(selector: string): Locator;
	screenshot(options: {
		path: string;
		clip?: { x: number; y: number; width: number; height: number };
	}): Promise<unknown>;
	waitForURL(matches: (url: URL) => boolean, options: { timeout: number }): Promise<void>;
	keyboard: { press(key: string): Promise<void> };
	mouse: { move(x: number, y: number): Promise<void> };
	setViewportSize(size: { width: number; height: number }): Promise<void>;
}
export interface Browser {
	newPage(options: object): Promise<Page>;
	close(): Promise<void>;
}
interface Playwright {
	chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}

/** Opens Chromium, which is at /usr/bin/chromium or where CHROMIUM says. It asks nobody else for anything. */
export async function launch(installed: Installation): Promise<Browser> {
	const { chromium } = createRequire(join(playwrightFolder(installed), 'package.json'))(
		'playwright-core',
	) as Playwright;
	const off = ['gpu', 'dev-shm-usage', 'quic', 'background-networking', 'component-update', 'sync'];
	return await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--no-first-run', ...off.map((name) => `--disable-${name}`)],
	});
}

/** Signs the owner in through n8n's own form. */
export async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[name="password"]').fill(OWNER.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL(({ pathname }) => !pathname.includes('signin'), { timeout: 120_000 });
}
