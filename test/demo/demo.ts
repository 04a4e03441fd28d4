/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { inspect } from 'node:util';

import { startEmulator } from '../../emulator';
import { recordTraffic } from '../support/traffic';
import { balances, movements, steps, transfers } from './account';
import { loseTheAnswerOfThePayout, onboard } from './onboarding';
import { promisesOf } from './promises';

const print = (...lines: string[]): boolean => process.stdout.write(`${lines.join('\n')}\n`);
const part = (title: string, lines: string[]): boolean => print('', title, ...lines.map((line) => `  ${line}`));

/** Runs the example against a local Busha, tells what happened, and checks it. Returns whether all of it was as promised. */
async function demo(): Promise<boolean> {
	const started = performance.now();
	recordTraffic(() => 'npm run demo');
	// Ten times as fast as life, so that a transfer takes less than a second.
	const emulator = await startEmulator({ speed: 10, verification: 'hold' });
	try {
		print(
			'Onboard a customer and pay out on their behalf',
			'',
			`This runs examples/onboard-and-pay-out.json through the engine of n8n, against a local Busha on ${emulator.url}.`,
			"Nothing leaves this machine. n8n's own nodes in it (form, wait, if) are stand-ins.",
			'Busha takes eight minutes to verify the customer. The connection is cut in the moment when the payout is made.',
		);
		loseTheAnswerOfThePayout(emulator);
		const story = await onboard(emulator);

		part('Steps', steps(story));
		part('Transfers, with the statuses that they went through', transfers(story));
		part('Movements of money, from the ledger of Busha', movements(emulator));
		part('Balances before and after', balances(story));

		const promises = promisesOf(story);
		part(
			'Checked',
			promises.map(({ what, kept, seen }) =>
				kept ? `ok    ${what}` : `WRONG ${what}. Seen: ${inspect(seen, { depth: 4 })}`,
			),
		);
		const broken = promises.filter(({ kept }) => !kept);
		print(
			'',
			broken.length === 0
				? `All ${promises.length} promises were kept, in ${((performance.now() - started) / 1000).toFixed(1)} seconds.`
				: `${broken.length} of ${promises.length} promises were NOT kept.`,
		);
		return broken.length === 0;
	} finally {
		await emulator.stop();
	}
}

demo()
	.then((kept) => {
		process.exitCode = kept ? 0 : 1;
	})
	.catch((error: unknown) => {
		process.stderr.write(`The demo could not run: ${inspect(error)}\n`);
		process.exitCode = 1;
	});
