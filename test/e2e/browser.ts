/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { type Browser, chromium, type Page, selectors } from 'playwright-core';

import { OWNER } from './n8n';

/** Opens Chromium, which is at /usr/bin/chromium or where CHROMIUM says. It asks nobody else for anything. */
export async function launch(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
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
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(({ pathname }) => !pathname.includes('signin'), { timeout: 120_000 });
}
