/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import '../support/env';

import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, sep } from 'node:path';

import { transformSync } from '@swc/core';

import { marked, mutantsOf, mutated, type Mutant } from './mutants';
import { runSuite, suiteOf, TooSlow } from './suite';
import { type Answer, LIMIT_MS, type Order, ROOT } from './work';

/** What a source looks like for the tests: as it is when it is not in here. */
const changed = new Map<string, string>();
const compiled = new Map<string, string>();

const MARK = 'globalThis.mutantMark';

/** Compiles as jest does. */
function compile(path: string): string {
	const text = changed.get(path);
	const known = text === undefined ? compiled.get(path) : undefined;
	if (known !== undefined) return known;
	const { code } = transformSync(text ?? readFileSync(path, 'utf8'), {
		jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
		module: { type: 'commonjs' },
	});
	if (text === undefined) compiled.set(path, code);
	return code;
}

type Extensions = Record<string, (module: { _compile: (code: string, path: string) => void }, path: string) => void>;
(Module as unknown as { _extensions: Extensions })._extensions['.ts'] = (module, path) =>
	module._compile(compile(path), path);

const load = createRequire(__filename);

/** Forgets the code under test and the tests; what they stand on stays loaded. */
function forgetAll(): void {
	const fresh = ['nodes', 'credentials', join('test', 'unit'), join('test', 'engine'), join('test', 'support')].map(
		(folder) => join(ROOT, folder) + sep,
	);
	for (const path of Object.keys(load.cache)) {
		if (fresh.some((folder) => path.startsWith(folder))) delete load.cache[path];
	}
}

async function runFile(
	file: string,
	wanted: (name: string) => boolean,
	ended: (name: string, problem?: Error) => boolean,
): Promise<void> {
	const suite = suiteOf(() => void load(join(ROOT, file)));
	await runSuite(suite, wanted, LIMIT_MS, ended);
}

/** Runs one test file, and tells of each test how long it takes and which places of the sources it passes. */
async function watch(file: string, sources: readonly string[]): Promise<Answer> {
	let passed = new Set<string>();
	forgetAll();
	for (const source of sources) {
		const path = join(ROOT, source);
		const text = readFileSync(path, 'utf8');
		changed.set(path, marked(text, mutantsOf(source, text), `${MARK}.bind(undefined, '${source}')`));
	}
	Object.assign(globalThis, { mutantMark: (source: string, place: string) => void passed.add(`${source} ${place}`) });
	const tests: Answer['tests'] = [];
	let begun = Date.now();
	await runFile(
		file,
		() => true,
		(name, problem) => {
			tests.push({ file, name, ms: Date.now() - begun, places: [...passed], problem: problem?.message });
			passed = new Set();
			begun = Date.now();
			return true;
		},
	);
	changed.clear();
	return { tests };
}

/** Runs tests over one mutant, until one of them fails. */
async function kill(mutant: Mutant, tests: ReadonlyArray<{ file: string; name: string }>): Promise<Answer> {
	const path = join(ROOT, mutant.file);
	changed.set(path, mutated(readFileSync(path, 'utf8'), mutant));
	forgetAll();
	let killer: Answer['killer'];
	for (const file of new Set(tests.map((test) => test.file))) {
		const names = new Set(tests.filter((test) => test.file === file).map(({ name }) => name));
		const ended = (name: string, problem?: Error): boolean => {
			if (problem) killer = { file, name, slow: problem instanceof TooSlow };
			return problem === undefined;
		};
		await runFile(file, (name) => names.has(name), ended).catch((problem: Error) => ended('loading', problem));
		if (killer) break;
	}
	changed.clear();
	return { tests: [], killer };
}

// A mutant may leave promises behind that nobody waits for.
process.on('unhandledRejection', () => {});
process.on('message', (order: Order) => {
	const work = 'mutant' in order ? kill(order.mutant, order.tests) : watch(order.watch, order.sources);
	void work.then((answer) => process.send?.(answer));
});
