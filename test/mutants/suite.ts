/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

type Step = () => unknown;

/** A test as jest would see it, by itself. */
export interface Case {
	name: string;
	run: Step;
}

interface Block {
	name: string;
	beforeAll: Step[];
	beforeEach: Step[];
	afterEach: Step[];
	afterAll: Step[];
	parts: Array<Block | Case>;
}

/** The tests of one file, in a process that stays. Starting jest for each mutant would take most of the time. */
export type Suite = Block;

export class TooSlow extends Error {}

const newBlock = (name: string): Block => ({
	name,
	beforeAll: [],
	beforeEach: [],
	afterEach: [],
	afterAll: [],
	parts: [],
});

/** Loads a test file with jest's words in place, and gives what it describes. */
export function suiteOf(load: () => void): Suite {
	const root = newBlock('');
	let current = root;
	const describe = (name: string, fill: Step): void => {
		const [outer, block] = [current, newBlock(name)];
		outer.parts.push(block);
		current = block;
		fill();
		current = outer;
	};
	const test = (name: string, run: Step): void => void current.parts.push({ name, run });
	const each =
		(define: typeof test) => (rows: readonly unknown[]) => (name: string, fill: (...row: unknown[]) => unknown) => {
			rows.forEach((row, index) =>
				define(`${name} (${index + 1})`, () => (Array.isArray(row) ? fill(...(row as unknown[])) : fill(row))),
			);
		};
	const hook = (kind: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll') => (step: Step) =>
		void current[kind].push(step);
	Object.assign(globalThis, {
		expect,
		jest: new ModuleMocker(globalThis),
		describe: Object.assign(describe, { each: each(describe) }),
		test: Object.assign(test, { each: each(test) }),
		beforeAll: hook('beforeAll'),
		beforeEach: hook('beforeEach'),
		afterEach: hook('afterEach'),
		afterAll: hook('afterAll'),
	});
	load();
	return root;
}

/** Runs tests of a suite that are `wanted` by name, and says of each whether it passes. `ended` returns false to stop. */
export async function runSuite(
	suite: Suite,
	wanted: (name: string) => boolean,
	limitMs: number,
	ended: (name: string, problem?: Error) => boolean,
	path: readonly Block[] = [],
): Promise<boolean> {
	const blocks = [...path, suite];
	const named = (part: Block | Case): string =>
		[...blocks, part]
			.map(({ name }) => name)
			.filter(Boolean)
			.join(' > ');
	const isWanted = (part: Block | Case, at: string): boolean =>
		'run' in part ? wanted(at) : part.parts.some((one) => isWanted(one, `${at} > ${one.name}`));
	const parts = suite.parts.filter((part) => isWanted(part, named(part)));
	if (parts.length === 0) return true;
	const opening = await problemOf(suite.beforeAll, limitMs);
	let goesOn = true;
	for (const part of parts) {
		if (!goesOn) break;
		if (!('run' in part)) {
			goesOn = await runSuite(part, wanted, limitMs, ended, blocks);
			continue;
		}
		const before =
			opening ??
			(await problemOf(
				blocks.flatMap(({ beforeEach }) => beforeEach),
				limitMs,
			));
		const inside = before ?? (await problemOf([part.run], limitMs));
		const after = await problemOf(
			[...blocks].reverse().flatMap(({ afterEach }) => afterEach),
			limitMs,
		);
		goesOn = ended(named(part), inside ?? after);
	}
	await problemOf(suite.afterAll, limitMs);
	return goesOn;
}

async function problemOf(steps: readonly Step[], limitMs: number): Promise<Error | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new TooSlow()), limitMs);
	});
	try {
		for (const step of steps) await Promise.race([Promise.resolve().then(step), late]);
		return undefined;
	} catch (problem) {
		return problem as Error;
	} finally {
		clearTimeout(timer);
	}
}
