/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { addN8nNodes } from '../peers/n8nNodes';
import { PACKAGE_DIR } from '../../support/package';
import type { Result, Target } from '../result';
import { bars, lines } from './svg';

const PAGE = join(PACKAGE_DIR, 'docs', 'benchmark.md');
const IMAGES = join(PACKAGE_DIR, 'docs', 'images');
const [BEGIN, END] = ['<!-- Written by npm run bench. -->', '<!-- The end of what npm run bench writes. -->'];

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (columns: string[], rows: string[][]): string =>
	[row(columns), row(columns.map((_column, index) => (index === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

const verdict = ({ target, seen, met }: Target): string[] => [target, seen, met ? 'yes' : '**no**'];

function section({ title, about, columns, rows, targets, notes, charts }: Result): string {
	return [
		`### ${title}`,
		about,
		table(columns, rows),
		...charts.map(({ file, title: words }) => `![${words}](images/${file})`),
		...notes,
		table(['target', 'seen', 'met'], targets.map(verdict)),
	].join('\n\n');
}

/** The part of the page that holds figures. */
export function figuresOf(results: Result[], surroundings: string): string {
	const all = results.flatMap(({ targets }) => targets);
	const met = all.filter((one) => one.met).length;
	return [
		surroundings,
		`### Targets\n\n${met} of ${all.length} targets are met.`,
		table(['target', 'seen', 'met'], all.map(verdict)),
		...results.map(section),
	].join('\n\n');
}

/** Puts the figures of a whole run into the page, and draws the charts beside it. */
export function publish(results: Result[]): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (before < 0 || after < before) throw new Error(`${PAGE} has lost the marks between which the figures stand.`);
	const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown kind'}`;
	const surroundings = `One run on ${new Date().toISOString().slice(0, 10)}, with Node.js ${process.versions.node}, n8n-nodes-base ${addN8nNodes()}, and ${machine}.`;
	const figures = figuresOf(results, surroundings);
	writeFileSync(PAGE, `${page.slice(0, before)}${BEGIN}\n\n${figures}\n\n${page.slice(after)}`);
	for (const chart of results.flatMap(({ charts }) => charts))
		writeFileSync(join(IMAGES, chart.file), chart.kind === 'bars' ? bars(chart) : lines(chart));
	process.stdout.write(`The figures are in ${PAGE}.\n`);
}
