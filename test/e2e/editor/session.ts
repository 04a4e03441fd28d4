import { startEmulator } from '../../../emulator';
import { launch, signIn } from '../browser';
import { freshHome, installation, remove } from '../install';
import { RealN8n } from '../n8n';
import { Editor } from './editor';
import type { Stage } from './stage';

interface Wishes {
	/** The version of n8n; by default the newest one that is tried. */
	version?: string;
	/** Further environment variables of n8n. */
	env?: Record<string, string>;
}

/** Starts n8n, a local Busha and a browser, signs in, plays, and stops them. n8n's folder stays where it failed. */
export async function playIn({ version, env }: Wishes, play: (stage: Stage, home: string) => Promise<void>) {
	const installed = installation(version);
	const home = freshHome();
	const emulator = await startEmulator({ rateLimit: false });
	const n8n = new RealN8n(installed, home, env);
	const browser = await launch();
	try {
		await n8n.start();
		await n8n.setUp();
		const { url: baseUrl, secretKey, webhookSecret } = emulator;
		const data = { environment: 'custom', baseUrl, secretKey, webhookSecret };
		let made: ReturnType<typeof n8n.addCredential> | undefined;
		const credential = () => (made ??= n8n.addCredential(data));
		const page = await browser.newPage({ viewport: { width: 1440, height: 1200 } });
		await signIn(page, n8n.url);
		const editor = new Editor(page, n8n);
		await play({ editor, emulator, credential, version: installed.version }, home);
	} finally {
		await browser.close();
		await n8n.stop();
		await emulator.stop();
	}
	remove(home);
}
