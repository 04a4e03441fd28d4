/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { addN8nNodes } from '../peers/n8nNodes';
import { PACKAGE_DIR } from '../../support/package';
import type { Result, Target } from '../result';
import { bars, lines } from './svg';

const PAGE = join(PACKAGE_DIR, 'docs', 'benchmark.md');
const KEPT = join(PACKAGE_DIR, 'docs', 'benchmark.json');
const IMAGES = join(PACKAGE_DIR, 'docs', 'images');
const [BEGIN, END] = ['<!-- Written by npm run bench. -->', '<!-- The end of what npm run bench writes. -->'];

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (columns: string[], rows: string[][]): string =>
	[row(columns), row(columns.map((_column, index) => (index === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

const verdict = ({ target, seen, met, floor }: Target): string[] => [
	target,
	seen,
	met ? 'yes' : ['**no**', floor].filter(Boolean).join(': '),
];

function section({ title, about, columns, rows, notes, charts }: Result): string {
	return [
		`### ${title}`,
		about,
		table(columns, rows),
		...charts.map(({ file, title: words }) => `![${words}](images/${file})`),
		...notes,
	].join('\n\n');
}

/** Results of whole runs by the names of their scenarios, each with when and where it was seen. */
type Kept = Record<string, { seen: string; result: Result }>;

/** The part of the page that holds figures. */
function figuresOf(all: Array<Kept[string]>, missing: readonly string[]): string {
	const targets = all.flatMap(({ result }) => result.targets);
	const met = targets.filter((one) => one.met).length;
	return [
		[...new Set(all.map(({ seen }) => seen))].join(' '),
		`### Targets\n\n${met} of ${targets.length} targets are met.`,
		table(['target', 'seen', 'met'], targets.map(verdict)),
		...all.map(({ result }) => section(result)),
		...(missing.length > 0 ? [`Not measured in full yet: ${missing.join(', ')}.`] : []),
	].join('\n\n');
}

/** Puts results into the page, in place of older ones of the same scenarios, and draws the charts beside it. */
export function publish(results: ReadonlyMap<string, Result>, order: readonly string[]): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (before < 0 || after < before) throw new Error(`${PAGE} has lost the marks between which the figures stand.`);
	const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'an unknown kind'}`;
	const seen = `Seen on ${new Date().toISOString().slice(0, 10)}, with Node.js ${process.versions.node}, n8n-nodes-base ${addN8nNodes()}, and ${machine}.`;
	const kept = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Kept) : {};
	for (const [name, result] of results) kept[name] = { seen, result };
	const missing = order.filter((name) => !(name in kept));
	const all = order.flatMap((name) => kept[name] ?? []);
	writeFileSync(KEPT, `${JSON.stringify(kept, undefined, '\t')}\n`);
	writeFileSync(PAGE, `${page.slice(0, before)}${BEGIN}\n\n${figuresOf(all, missing)}\n\n${page.slice(after)}`);
	for (const chart of all.flatMap(({ result }) => result.charts))
		writeFileSync(join(IMAGES, chart.file), chart.kind === 'bars' ? bars(chart) : lines(chart));
	process.stdout.write(`The figures are in ${PAGE}.\n`);
}
