import type { Result, Target } from '../result';

const verdict = ({ target, seen, met, floor }: Target): string =>
	[met ? 'met' : 'MISSED', target, seen, !met && floor].filter(Boolean).join(': ');

/** A result for the terminal. */
export function asText({ title, columns, rows, targets, notes }: Result): string {
	const all = [columns, ...rows];
	const widths = columns.map((_column, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
	const line = (row: string[]): string =>
		row
			.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
			.join('  ')
			.trimEnd();
	return [`\n${title}`, ...all.map(line), ...targets.map(verdict), ...notes].map((text) => `${text}\n`).join('');
}
