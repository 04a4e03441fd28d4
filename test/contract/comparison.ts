import type { Traffic } from '../support/traffic';
import type { Known } from './known';
import type { Published } from './published';

/** A difference, as one line that begins with its operation. */
export interface Difference {
	line: string;
	times: number;
	/** The test in which it was seen first. */
	first: string;
	/** Why it is there, if that is known. */
	why?: string;
}

/** What was sent and answered, held against the file and against what is known of it. */
export interface Comparison {
	/** In the order of the alphabet. */
	requests: Difference[];
	answers: Difference[];
	/** Lines that are known, and were not seen. */
	outdated: string[];
}

/** Holds traffic against the file, and the differences against those that are known. */
export function compare(traffic: readonly Traffic[], published: Published, known: readonly Known[]): Comparison {
	const reasons = new Map(known.flatMap(({ why, differences }) => differences.map((line) => [line, why] as const)));
	const requests = differencesIn(traffic, (one) => published.requestDifferences(one), reasons);
	const answers = differencesIn(traffic, (one) => published.answerDifferences(one), reasons);
	const seen = new Set([...requests, ...answers].map(({ line }) => line));
	return { requests, answers, outdated: [...reasons.keys()].filter((line) => !seen.has(line)) };
}

function differencesIn(
	traffic: readonly Traffic[],
	linesOf: (one: Traffic) => string[],
	reasons: ReadonlyMap<string, string>,
): Difference[] {
	const found = new Map<string, Difference>();
	for (const one of traffic) {
		for (const line of linesOf(one)) {
			const { times, first } = found.get(line) ?? { times: 0, first: one.seenIn };
			found.set(line, { line, times: times + 1, first, why: reasons.get(line) });
		}
	}
	return [...found.values()].sort((a, b) => (a.line < b.line ? -1 : 1));
}

/** Whether all differences are known, and all known ones were seen. */
export function isAsKnown({ requests, answers, outdated }: Comparison): boolean {
	return outdated.length === 0 && [...requests, ...answers].every(({ why }) => why !== undefined);
}

/** The comparison as text, for people. What has to be changed in the list of known differences comes last. */
export function told({ requests, answers, outdated }: Comparison): string {
	const unknown = [...requests, ...answers].filter(({ why }) => why === undefined);
	return [
		...section('What the file says otherwise about the requests of the node', requests),
		...section('What the file says otherwise about the answers of the emulator', answers),
		...toChange(
			'New. Change the code, or add to test/contract/known.ts with a reason',
			unknown.map(({ line }) => line),
		),
		...toChange('No longer there. Take out of test/contract/known.ts', outdated),
		`${requests.length} differences in requests, ${answers.length} in answers. New: ${unknown.length}. No longer there: ${outdated.length}.`,
	].join('\n');
}

const section = (title: string, differences: readonly Difference[]): string[] => [
	`${title}:`,
	...differences.flatMap(({ line, times, first, why }) => [
		`  ${line}`,
		`      ${times} ${times === 1 ? 'time' : 'times'}, first in ${first}`,
		`      ${why ?? 'NEW'}`,
	]),
	'',
];

/** Lines as they stand in the list, ready to be pasted or found. */
const toChange = (title: string, lines: readonly string[]): string[] =>
	lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  '${line.replaceAll("'", "\\'")}',`), ''];
