/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { posix } from 'node:path';

import { preProcessFile } from 'typescript';

/** Files of the package by their path in it, text files with their content. */
export type Files = ReadonlyMap<string, string>;

export interface Manifest {
	name: string;
	scripts?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

/** What a packed package holds. */
export interface Contents {
	manifest: Manifest;
	files: Files;
	/** Its size as npm publishes it. */
	bytes: number;
}

/** What the class in a file says of itself. n8n finds a class by the name of its file. */
export interface Loaded {
	path: string;
	name: string;
	icon: unknown;
}

/** What npm and n8n show of a package, and what the editor shows of an operation before it ran; a test compares the latter with the operations. */
const ALWAYS = /^(README\.md|LICENSE\.md|package\.json|dist\/nodes\/\w+\/__schema__\/.+\.json)$/;
/** The most that a packed package may weigh, in bytes. */
const MOST = 120 * 1024;
const DEVELOPMENT = /\.map$|\.tsbuildinfo$|\.test\.|(^|\/)(test|tests|examples)\/|\.ts$/;
const MODULES = ['n8n-workflow', 'node:crypto'];
const FOREIGN_KEYS = [
	'dependencies',
	'optionalDependencies',
	'bundledDependencies',
	'bundleDependencies',
	'overrides',
	'bin',
	'gypfile',
];
const LIFECYCLE =
	/^(pre|post)?(install|uninstall|prepare|publish|pack|version|restart|start|stop|test)$|^(prepublishOnly|dependencies)$/;
/** Scripts whose names are npm's own, but which nothing runs by itself when the package is installed or published. */
const HARMLESS = ['test', 'start'];

function developmentProblems(files: Files): string[] {
	return [...files]
		.filter(([path, text]) => DEVELOPMENT.test(path) || text.includes('sourceMappingURL'))
		.map(([path]) => `${path} is only of use for development`);
}

/** Files that nothing asks for: neither package.json, nor a class, nor another file. */
function strayProblems({ n8n }: Manifest, files: Files, classes: readonly Loaded[]): string[] {
	const asked = new Set([
		...n8n.nodes,
		...n8n.credentials,
		...n8n.nodes.map(codexOf),
		...classes.flatMap(({ path, icon }) => iconFiles(path, icon)),
		...[...files].flatMap(([path, source]) => importsOf(source).flatMap((name) => targets(path, name))),
	]);
	return [...files.keys()]
		.filter((path) => !ALWAYS.test(path) && !asked.has(path))
		.map((path) => `${path} is not needed: nothing asks for it`);
}

function importProblems(files: Files): string[] {
	const scripts = [...files].filter(([path]) => path.endsWith('.js'));
	return scripts.flatMap(([path, source]) => {
		const imports = importsOf(source);
		const calls = source.match(/\b(require|import)\s*\(/g)?.length ?? 0;
		const hidden = calls > imports.length ? [`${path} loads something whose name is not written out`] : [];
		const foreign = imports.filter(
			(name) => !MODULES.includes(name) && !targets(path, name).some((target) => files.has(target)),
		);
		return [...hidden, ...foreign.map((name) => `${path} needs ${name}, which is not in the package`)];
	});
}

const importsOf = (source: string): string[] =>
	preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);

/** The files that an import may mean, none for another package. */
function targets(from: string, name: string): string[] {
	if (!name.startsWith('.')) return [];
	const target = posix.join(posix.dirname(from), name);
	return [target, `${target}.js`, `${target}.json`, `${target}/index.js`];
}

/** The file that says where n8n shows a node and finds it. */
export const codexOf = (node: string): string => node.replace(/\.js$/, '.json');

function manifestProblems({ peerDependencies, scripts = {}, n8n, ...rest }: Manifest, files: Files): string[] {
	const named = [...n8n.nodes, ...n8n.credentials];
	return [
		...FOREIGN_KEYS.filter((key) => key in rest).map((key) => `package.json has ${key}`),
		...(JSON.stringify(peerDependencies) === '{"n8n-workflow":"*"}'
			? []
			: ['package.json needs exactly the peer n8n-workflow "*"']),
		...Object.keys(scripts)
			.filter((name) => LIFECYCLE.test(name) && !HARMLESS.includes(name))
			.map((name) => `package.json has the lifecycle script ${name}`),
		...named
			.filter((path) => !files.has(path))
			.map((path) => `package.json names ${path}, which is not in the package`),
		...n8n.nodes
			.map(codexOf)
			.filter((path) => !files.has(path))
			.map((path) => `${path} is missing`),
	];
}

/** The icons that a class names, by theme. `path` is the file of the class. */
function iconFiles(path: string, icon: unknown): string[] {
	const icons = typeof icon === 'object' && icon !== null ? (icon as Record<string, string>) : {};
	return ['light', 'dark'].map((theme) =>
		posix.join(posix.dirname(path), icons[theme]?.replace(/^file:/, '') ?? `(no ${theme} icon)`),
	);
}

function iconProblems(files: Files, classes: readonly Loaded[]): string[] {
	return classes.flatMap(({ path, icon }) =>
		iconFiles(path, icon)
			.filter((file) => !files.has(file))
			.map((file) => `${path}: the icon ${file} is not in the package`),
	);
}

/** What is wrong with a packed package; empty when n8n can install it and nothing else comes along. */
export function problemsOf({ manifest, files, bytes }: Contents, classes: readonly Loaded[]): string[] {
	const weight = bytes > MOST ? [`the package weighs ${bytes} bytes, more than ${MOST}`] : [];
	return [
		...weight,
		...developmentProblems(files),
		...strayProblems(manifest, files, classes),
		...importProblems(files),
		...manifestProblems(manifest, files),
		...iconProblems(files, classes),
	];
}
