/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** Busha Trigger in a real n8n: real signed webhooks, forged ones, repeated ones, many at once, and restarts. */
import { startEmulator } from '../../emulator';
import { freshHome, installation, remove } from './install';
import { exitOnSignals, RealN8n } from './n8n';
import { Report } from './report';
import { confirmation } from './trigger/confirm';
import { deliveries, unsafeCredential } from './trigger/deliveries';
import { agent } from './trigger/delivery';
import { impatientSender } from './trigger/impatient';
import { polling } from './trigger/polling';
import { restart } from './trigger/restart';
import { twoSecrets } from './trigger/secrets';
import { Stage } from './trigger/stage';

/** In this order, since later ones repeat what earlier ones have sent. */
const SCENARIOS = [unsafeCredential, deliveries, twoSecrets, confirmation, restart, polling];

async function main(): Promise<void> {
	exitOnSignals();
	const installed = installation();
	const home = freshHome();
	const emulator = await startEmulator({ rateLimit: false, verification: 'hold' });
	const n8n = new RealN8n(installed, home);
	const otherHome = freshHome();
	const impatient = new RealN8n(installed, otherHome, { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
	const report = new Report();
	try {
		report.note(`n8n started in ${((await n8n.start()) / 1000).toFixed(1)} s`);
		const stage = await Stage.set(n8n, emulator, report);
		for (const scenario of SCENARIOS) await scenario(stage);
		await n8n.stop();
		await impatient.start();
		await impatientSender(impatient, emulator, report);
	} finally {
		await n8n.stop();
		await impatient.stop();
		await emulator.stop();
		await agent.destroy();
	}
	remove(home);
	remove(otherHome);
	if (report.failed) process.exitCode = 1;
}

void main();
