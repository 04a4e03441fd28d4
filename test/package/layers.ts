/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { preProcessFile } from 'typescript';

/** For each file, the files of the project that it imports. Paths from the root of the project. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const HOUSE = 'nodes/Busha';
/** The nodes themselves: n8n looks for the schema of a node in the node's own folder. */
const NODES = ['nodes/Busha', 'nodes/BushaTrigger', 'nodes/BushaPollingTrigger'];
/** The floors of the house, from the top. Rooms of one floor do not know each other. */
const FLOORS = [
	['nodes'],
	['webhook', 'polling', 'pickers'],
	['run'],
	['operations'],
	['money'],
	['once'],
	['fields'],
	['api'],
	['credentials'],
];

/** What the sources in these files import of each other. `sources` holds their text by path. */
export function importsOf(sources: ReadonlyMap<string, string>): Imports {
	const resolved = (from: string, name: string): string => {
		const target = posix.join(posix.dirname(from), name);
		return [`${target}.ts`, `${target}/index.ts`].find((path) => sources.has(path)) ?? target;
	};
	const local = (path: string, source: string): string[] =>
		preProcessFile(source, true, true)
			.importedFiles.map(({ fileName }) => fileName)
			.filter((name) => name.startsWith('.'))
			.map((name) => resolved(path, name));
	return new Map([...sources].map(([path, source]) => [path, local(path, source)]));
}

/** The sources of what is published. */
export function published(root: string): ReadonlyMap<string, string> {
	const paths = [...NODES, 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
			posix.join(folder, name.replaceAll('\\', '/')),
		),
	);
	return new Map(
		paths.filter((path) => path.endsWith('.ts')).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
	);
}

function roomOf(path: string): string {
	if (NODES.includes(posix.dirname(path))) return 'nodes';
	if (!path.startsWith(`${HOUSE}/`)) return path.split('/')[0] ?? '';
	const [room = ''] = path.slice(HOUSE.length + 1).split('/');
	return room;
}

const floorOf = (path: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(path)));

/** The imports that do not lead down: up, to another room of the same floor, or out of the house. */
export function upward(imports: Imports): string[] {
	return [...imports].flatMap(([from, targets]) => {
		const wrong = targets.filter(
			(to) => floorOf(from) < 0 || (roomOf(from) !== roomOf(to) && floorOf(to) <= floorOf(from)),
		);
		return wrong.map((to) => `${from} imports ${to}`);
	});
}

/** The rings of files that import each other, each told once. */
export function cycles(imports: Imports): string[] {
	const done = new Set<string>();
	const found: string[] = [];
	const walk = (path: string, way: readonly string[]): void => {
		const start = way.indexOf(path);
		if (start >= 0) found.push([...way.slice(start), path].join(' > '));
		if (start >= 0 || done.has(path)) return;
		for (const target of imports.get(path) ?? []) walk(target, [...way, path]);
		done.add(path);
	};
	for (const path of imports.keys()) walk(path, []);
	return found;
}
