import type { Explained } from './explained';
import type { Mutant } from './mutants';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** What a mutant changes, in one line. */
export function changeOf({ before, text }: Mutant): string {
	return `${oneLine(before)} -> ${text === '' || text === '{}' ? '(nothing)' : oneLine(text)}`;
}

export function isExplained(mutant: Mutant, explained: readonly Explained[]): boolean {
	return explained.some(
		({ file, code, change }) => file === mutant.file && code === mutant.code && change === changeOf(mutant),
	);
}

/** How many mutants of each file there are, and how many were killed. */
export function table(mutants: readonly Mutant[], survivors: readonly Mutant[]): string {
	const files = [...new Set(mutants.map(({ file }) => file))];
	const count = (some: readonly Mutant[], file: string): number => some.filter((mutant) => mutant.file === file).length;
	const rows = files.map((file) => [
		file,
		count(mutants, file),
		count(mutants, file) - count(survivors, file),
		count(survivors, file),
	]);
	const total = ['all', mutants.length, mutants.length - survivors.length, survivors.length];
	return [['file', 'mutants', 'killed', 'survived'], ...rows, total]
		.map(
			([file, ...numbers]) => String(file).padEnd(36) + numbers.map((number) => String(number).padStart(10)).join(''),
		)
		.join('\n');
}
