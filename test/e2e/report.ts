/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import { median, percentile } from '../support/statistics';

/** One request to a webhook: how it was answered, and how long the sender waited. */
export interface Sent {
	status: number;
	body: string;
	ms: number;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Fails the run unless something holds. */
export function expectThat(what: string, holds: boolean, found: string): void {
	if (!holds) throw new Error(`It does not hold that ${what}: ${found}`);
}

function shown(ms: number): string {
	return Number.isNaN(ms) ? '-' : ms.toFixed(1);
}

const WIDTHS = [44, 7, 11, 24, 10, 8];

function row(...cells: string[]): void {
	print(
		cells
			.map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0))
			.join('')
			.trimEnd(),
	);
}

/** A table that grows while it is measured: what was sent, what it started, and how long the sender waited. */
export class Report {
	failed = false;

	constructor() {
		row('sent', 'number', 'executions', 'answers', 'median ms', 'p99 ms');
	}

	/** Sends something and counts the executions that it starts, which have to be exactly `starts`. */
	async add(
		kind: string,
		starts: number,
		executions: () => Promise<number>,
		run: () => Promise<Sent[]>,
	): Promise<void> {
		const before = await executions();
		const sent = await run();
		let started = 0;
		// Executions are counted when they are stored; a while longer for those that must not come.
		for (let tries = 0; tries < 100; tries++) {
			started = (await executions()) - before;
			if (started >= starts && tries >= (starts === 0 ? 2 : 0)) break;
			await sleep(100);
		}
		const answers = new Map<string, number>();
		for (const { status, body } of sent) {
			const answer = status === 200 && body !== '' ? '200 with a body' : String(status);
			answers.set(answer, (answers.get(answer) ?? 0) + 1);
		}
		const right = started === starts && !answers.has('200 with a body');
		this.failed ||= !right;
		const told = [...answers].map(([answer, count]) => `${count} x ${answer}`).join(', ');
		const times = sent.map(({ ms }) => ms).filter((ms) => !Number.isNaN(ms));
		row(
			kind,
			String(sent.length),
			right ? String(started) : `WRONG: ${started}`,
			told,
			shown(median(times)),
			shown(percentile(times, 0.99)),
		);
	}

	note(line: string): void {
		print(line);
	}
}
