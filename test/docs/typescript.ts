/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';

import ts from 'typescript';

import { PACKAGE_DIR } from '../support/package';

function options(): ts.CompilerOptions {
	const file = join(PACKAGE_DIR, 'test', 'tsconfig.json');
	return ts.parseJsonConfigFileContent(
		ts.readConfigFile(file, ts.sys.readFile.bind(ts.sys)).config,
		ts.sys,
		dirname(file),
	).options;
}

/** What the compiler says against sources as if they stood in these files of the package. */
export function typeErrors(sources: Readonly<Record<string, string>>): string[] {
	const overlay = new Map(Object.entries(sources).map(([path, text]) => [join(PACKAGE_DIR, path), text]));
	const host = ts.createCompilerHost(options());
	const { readFile, fileExists, directoryExists, getSourceFile } = host;
	const folders = new Set([...overlay.keys()].map((path) => dirname(path)));
	host.directoryExists = (path) => folders.has(resolve(path)) || (directoryExists?.(path) ?? true);
	host.readFile = (path) => overlay.get(resolve(path)) ?? readFile(path);
	host.fileExists = (path) => overlay.has(resolve(path)) || fileExists(path);
	host.getSourceFile = (path, ...rest) => {
		const text = overlay.get(resolve(path));
		return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
	};
	const program = ts.createProgram([...overlay.keys()], options(), host);
	const files = [...overlay.keys()].map((path) => program.getSourceFile(path));
	const found = files.flatMap((file) => [
		...program.getSyntacticDiagnostics(file),
		...program.getSemanticDiagnostics(file),
	]);
	return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** Runs a source as if it stood in this file of the package, and returns what it exports. */
export function run(
	path: string,
	source: string,
	globals: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
	const { outputText } = ts.transpileModule(source, {
		compilerOptions: { ...options(), module: ts.ModuleKind.CommonJS },
	});
	const exports: Record<string, unknown> = {};
	const load = (name: string): unknown =>
		jest.requireActual(name.startsWith('.') ? join(PACKAGE_DIR, dirname(path), name) : name);
	const body = compileFunction(outputText, ['exports', 'require', ...Object.keys(globals)]) as (
		...values: unknown[]
	) => void;
	body(exports, load, ...Object.values(globals));
	return exports;
}
