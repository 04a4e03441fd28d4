/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/**
 * The editor of a real n8n, used with the mouse in Chromium: what people do first with the nodes. Tried on each version
 * of n8n, or with `--n8n 1.123.81` on one. Words on the command line try only the scenarios whose names hold one of them.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { action, words } from './editor/creator';
import { credential as credentialTest } from './editor/credential';
import { examples, madeUp } from './editor/examples';
import { listening } from './editor/listening';
import { payout } from './editor/payout';
import { recipient } from './editor/recipient';
import { refusal } from './editor/refusal';
import { playIn } from './editor/session';
import type { Scenario, Stage } from './editor/stage';
import { exitOnSignals } from './n8n';
import { VERSIONS } from './releases';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const SCENARIOS: ReadonlyArray<[string, Scenario]> = [
	['the first credential is made and tested, with a wrong key, which is told, and with the right one', credentialTest],
	['the node is found by the words that people use', words],
	['the action of the node creator adds the node', action],
	['a recipient is filled in, its bank chosen from the list, and created', recipient],
	['a payout is filled in, executed once, and shown in the table', payout],
	['an error is shown with what happened and what to do', refusal],
	['Busha Trigger listens for a test event and shows it', listening],
	['nodes that n8n does not know are noticed', madeUp],
	['each example opens, with no node that n8n does not know', examples],
];

/** Plays the scenarios that are wanted, all of them. Fails at the end if one of them has. */
async function play(stage: Stage, wanted: readonly string[], home: string): Promise<void> {
	const failed: string[] = [];
	const chosen = SCENARIOS.filter(([name]) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
	if (chosen.length === 0) throw new Error(`No scenario has ${wanted.join(' or ')} in its name`);
	for (const [name, scenario] of chosen) {
		const began = performance.now();
		const told = await scenario(stage).catch(async (error: Error) => {
			failed.push(name);
			const path = join(home, `failed-${failed.length}.png`);
			await stage.editor.page.screenshot({ path });
			return `FAILED. ${error.message} The page is in ${path}.`;
		});
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		print(`n8n ${stage.version}, ${seconds} s: ${name}${told === undefined ? '' : `: ${told}`}`);
	}
	if (failed.length > 0) throw new Error(`In n8n ${stage.version}, ${failed.length} failed: ${failed.join('; ')}`);
}

async function main(): Promise<void> {
	exitOnSignals();
	const { values, positionals } = parseArgs({ options: { n8n: { type: 'string' } }, allowPositionals: true });
	for (const version of values.n8n === undefined ? VERSIONS : [values.n8n])
		await playIn({ version }, async (stage, home) => await play(stage, positionals, home)).catch((error: Error) => {
			print(error.message);
			process.exitCode = 1;
		});
}

void main();
