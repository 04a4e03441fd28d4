/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import type { Verdict } from './verdict';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const COLUMNS = ['executions', 'payments', 'transfers', 'twice', 'missing', 'untold', 'wrong'] as const;

/** Prints what became of the payments of each case, as a table that grows, and remembers whether all was well. */
export class QueueReport {
	failed = false;

	constructor() {
		this.row('case', COLUMNS);
	}

	/** Adds a case: what was seen besides, such as how executions ended, and how long it took. */
	add(name: string, verdict: Verdict, seen: string, seconds: number): void {
		const { payments, transfers, twice, missing, untold, wrong } = verdict;
		const right = transfers === payments && twice + missing + untold + wrong === 0;
		this.failed ||= !right;
		this.row(
			`${right ? '' : 'WRONG: '}${name}`,
			COLUMNS.map((column) => verdict[column]),
		);
		print(`    ${seen} (${seconds.toFixed(0)} s)`);
	}

	/** Adds a case that could not be played to its end. */
	broken(name: string, problem: unknown): void {
		this.failed = true;
		print(`FAILED: ${name}: ${problem instanceof Error ? problem.message : String(problem)}`);
	}

	private row(name: string, cells: ReadonlyArray<string | number>): void {
		print(name.padEnd(52) + cells.map((cell) => String(cell).padStart(11)).join(''));
	}
}
