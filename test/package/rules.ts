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

const ALLOWED = /^(dist\/.+|README\.md|LICENSE\.md|package\.json)$/;
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

function fileProblems(files: Files): string[] {
	return [...files.keys()].flatMap((path) => {
		if (!ALLOWED.test(path)) return [`${path} does not belong into the package`];
		return DEVELOPMENT.test(path) || files.get(path)?.includes('sourceMappingURL')
			? [`${path} is only of use for development`]
			: [];
	});
}

function importProblems(files: Files): string[] {
	const scripts = [...files].filter(([path]) => path.endsWith('.js'));
	return scripts.flatMap(([path, source]) => {
		const { importedFiles } = preProcessFile(source, true, true);
		const calls = source.match(/\b(require|import)\s*\(/g)?.length ?? 0;
		const hidden = calls > importedFiles.length ? [`${path} loads something whose name is not written out`] : [];
		const foreign = importedFiles
			.map(({ fileName }) => fileName)
			.filter((name) => !MODULES.includes(name) && !isInside(files, path, name));
		return [...hidden, ...foreign.map((name) => `${path} needs ${name}, which is not in the package`)];
	});
}

function isInside(files: Files, from: string, name: string): boolean {
	if (!name.startsWith('.')) return false;
	const target = posix.join(posix.dirname(from), name);
	return [target, `${target}.js`, `${target}.json`, `${target}/index.js`].some((path) => files.has(path));
}

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
			.map((path) => path.replace(/\.js$/, '.json'))
			.filter((path) => !files.has(path))
			.map((path) => `${path} is missing`),
	];
}

/** What is wrong with a packed package; empty when n8n can install it and nothing else comes along. */
export function problemsOf(manifest: Manifest, files: Files): string[] {
	return [...fileProblems(files), ...importProblems(files), ...manifestProblems(manifest, files)];
}

/** Icons that a class names and the package lacks. `path` is the file of the class. */
export function iconProblems(path: string, icon: unknown, files: Files): string[] {
	const icons = typeof icon === 'object' && icon !== null ? (icon as Record<string, string>) : {};
	return ['light', 'dark'].flatMap((theme) => {
		const file = posix.join(posix.dirname(path), icons[theme]?.replace(/^file:/, '') ?? '(no icon)');
		return files.has(file) ? [] : [`${path}: the ${theme} icon is not in the package`];
	});
}
