/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { CREDENTIAL_ERRORS, UnrecognizedNodeTypeError } from 'n8n-core';
import { TimeoutExecutionCancelledError } from 'n8n-workflow';

import { adviceFor } from '../../nodes/Busha/api/advice';
import { runBusha } from '../support/busha';
import { PACKAGE_DIR } from '../support/package';
import { testEmulator } from '../support/testEmulator';
import { page, table } from './markdown';
import { titles } from './texts';

const emulator = testEmulator();
const troubleshooting = page('docs/troubleshooting.md');

/** The texts in the first cells of all tables with this title. */
function entries(title: string): string[] {
	const tables = troubleshooting.split(/^## /m).map((section) => table(section, title, 'Why', 'What to do'));
	return tables.flat().flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ''));
}

/** Titles that nobody looks up, each with its reason. */
const SELF_EXPLAINING = [
	// Hints above the output: nothing is wrong, or they only say that errors follow.
	'It is not known what became of …. Read the errors before you run them again.',
	'The result of … was made by an earlier try or execution, so it was not made again. The field "replayed" marks it.',
	"The requests waited … seconds in all for their turn below Busha's rate limits.",
	// Only a mistake in the package itself can lead to it.
	'There is no list "…"',
];

/** As people see it: what is wrong with the value of a field follows the label of the field. */
const shown = titles().map(({ text, ofField }) => (ofField ? `… ${text}` : text));
/** A text that only puts other texts together. */
const hasWords = (text: string): boolean => /\w/.test(text);

test('every title of an error has an entry, and every entry is a title', () => {
	const wanted = shown.filter((text) => hasWords(text) && !SELF_EXPLAINING.includes(text));
	const named = [...entries('What it says'), 'Busha refused the request: …'];
	expect(wanted.length).toBeGreaterThan(100);
	expect(wanted.filter((text) => !named.includes(text))).toEqual([]);
	expect(named.filter((text) => !wanted.includes(text))).toEqual([]);
	expect(SELF_EXPLAINING.filter((text) => !shown.includes(text))).toEqual([]);
	expect(troubleshooting).toContain('`Busha refused the request: …`');
});

test('no title has two entries', () => {
	const named = entries('What it says');
	expect(named.filter((text, index) => named.indexOf(text) !== index)).toEqual([]);
});

test('what Busha answers is what the node has advice for', () => {
	const about = { said: '', named: false };
	const [anyStatus, anyName] = [adviceFor(418, about), adviceFor(400, about)];
	const answers = entries("Busha's answer");
	expect(answers.length).toBeGreaterThan(8);
	for (const answer of answers) {
		const status = /^HTTP (\d{3})$/.exec(answer)?.[1];
		if (status) expect(adviceFor(Number(status), about)).not.toBe(anyStatus);
		else expect(adviceFor(400, { ...about, name: answer })).not.toBe(anyName);
	}
});

test('what the log says stands in the code of the trigger', () => {
	const folder = 'nodes/Busha/webhook';
	const code = readdirSync(join(PACKAGE_DIR, folder))
		.map((name) => page(join(folder, name)))
		.join('\n');
	const logged = entries('What the log says');
	expect(logged.length).toBeGreaterThan(5);
	expect(logged.filter((text) => !code.includes(text))).toEqual([]);
});

test('what n8n says comes from n8n', async () => {
	const balances = { resource: 'balance', operation: 'getAll' };
	const { error } = await runBusha(emulator, balances, { settings: { credentials: undefined } });
	const said = [
		new UnrecognizedNodeTypeError('n8n-nodes-busha', 'busha').message,
		error?.message.replace(/ \[item \d+\]$/, ''),
		CREDENTIAL_ERRORS.DECRYPTION_FAILED,
		new TimeoutExecutionCancelledError('1').message,
	];
	expect(entries('What n8n says')).toEqual(said);
});
