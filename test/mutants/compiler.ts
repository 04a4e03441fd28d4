/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool of the developers, never published */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { type Mutant, mutated } from './mutants';
import { ROOT } from './work';

/** What TypeScript says of a mutant by itself: an import that is no longer used is no reason to refuse it. */
function options(): ts.CompilerOptions {
	const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
		config: { compilerOptions: object };
	};
	const read = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options;
	return { ...read, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
}

/**
 * The mutants that compile: the others can never be written by mistake. Each becomes a file of its own beside its
 * source, in memory, so that the compiler starts once for all of them.
 */
export function compiling(mutants: readonly Mutant[]): Mutant[] {
	const files = new Map(
		mutants.map((mutant, index) => [join(ROOT, mutant.file.replace(/\.ts$/, `.mutant${index}.ts`)), mutant]),
	);
	const textOf = (path: string): string | undefined => {
		const mutant = files.get(path);
		return mutant && mutated(readFileSync(join(ROOT, mutant.file), 'utf8'), mutant);
	};
	const settings = options();
	const host = ts.createCompilerHost(settings, true);
	const real = { ...host };
	host.fileExists = (path) => files.has(path) || real.fileExists(path);
	host.readFile = (path) => textOf(path) ?? real.readFile(path);
	host.getSourceFile = (path, target) => {
		const text = textOf(path);
		return text === undefined ? real.getSourceFile(path, target) : ts.createSourceFile(path, text, target, true);
	};
	const program = ts.createProgram([...files.keys()], settings, host);
	return [...files]
		.filter(([path]) => program.getSemanticDiagnostics(program.getSourceFile(path)).length === 0)
		.map(([, mutant]) => mutant);
}
