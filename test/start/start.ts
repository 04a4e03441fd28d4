/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool of the developers, never published */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { type Emulator, startEmulator } from '../../emulator';
import { installation, installPackage } from '../e2e/install';
import { OWNER, RealN8n } from '../e2e/n8n';
import { mustBeFree } from './port';
import { tellStory } from './story';
import { importExamples, keepCredential, webhookUrls } from './workflows';

export interface Wishes {
	/** The port of n8n, and that of the local Busha. */
	port: number;
	bushaPort: number;
	/** Where n8n keeps its data; by default in the user's cache, beside n8n itself. */
	folder?: string;
	/** Whether to begin with an empty n8n. */
	reset: boolean;
}

/** An n8n with this package in it, and the local Busha that it talks to. */
export interface Started {
	n8n: RealN8n;
	emulator: Emulator;
	/** What a person needs to begin. */
	guide: string[];
	stop: () => Promise<void>;
}

/**
 * Starts n8n with this package, the local Busha, the credential and the examples. `tell` is called with what is being
 * done. n8n keeps its workflows until it is reset; the local Busha begins anew each time.
 */
export async function start(
	{ port, bushaPort, folder, reset }: Wishes,
	tell: (line: string) => void,
): Promise<Started> {
	for (const one of [port, bushaPort]) await mustBeFree(one);
	const step = async <T>(what: string, task: () => T | Promise<T>): Promise<T> => {
		const begun = performance.now();
		tell(`${what} ...`);
		const done = await task();
		tell(`   done in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
		return done;
	};
	const installed = await step('Looking for n8n; the first time it is installed, which takes about ten minutes', () =>
		installation(),
	);
	const home = resolve(folder ?? join(installed.folder, 'start'));
	if (reset) rmSync(home, { recursive: true, force: true });
	const isNew = !existsSync(join(home, '.n8n', 'database.sqlite'));
	mkdirSync(home, { recursive: true });
	await step('Installing this package into n8n', () => installPackage(home));
	const emulator = await step('Starting the local Busha', async () => await startEmulator({ port: bushaPort }));
	const n8n = new RealN8n(installed, home, {}, port);
	const stop = async (): Promise<void> => {
		await n8n.stop();
		await emulator.stop();
	};
	let ready = false;
	try {
		const story = tellStory(emulator);
		await step('Starting n8n', async () => await n8n.start());
		if (isNew) await n8n.setUp();
		else await n8n.signIn();
		const imported = await step('Setting up the credential and the examples', async () => {
			const { url: baseUrl, secretKey, publicKey, webhookSecret } = emulator;
			const data = { environment: 'custom', baseUrl, secretKey, publicKey, webhookSecret };
			return await importExamples(n8n, await keepCredential(n8n, data));
		});
		for (const url of webhookUrls(n8n)) emulator.webhooks.register(url);
		ready = true;
		return { n8n, emulator, guide: guideTo(n8n, emulator, story, imported.length), stop };
	} finally {
		if (!ready) await stop();
	}
}

function guideTo({ url }: RealN8n, emulator: Emulator, story: string[], imported: number): string[] {
	return [
		`n8n: ${url}`,
		`   sign in as ${OWNER.email} with the password ${OWNER.password}`,
		`   ${imported} examples were imported; those that were there before are as you left them`,
		`Local Busha: ${emulator.url}, behind the credential "Local Busha"`,
		...story.map((line) => `   ${line}`),
		'   It reports events to the triggers of the examples, once you publish them.',
		'Press Ctrl+C to stop. n8n keeps its workflows for the next start; --reset begins anew.',
	];
}
