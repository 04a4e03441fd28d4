/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PACKAGE_DIR } from '../support/package';

export const page = (name: string): string => readFileSync(join(PACKAGE_DIR, name), 'utf8');

export const exists = (path: string): boolean => existsSync(join(PACKAGE_DIR, path));

/** The fenced blocks of a page, in their order. */
export function blocks(markdown: string, language: string): string[] {
	const found = [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) => ({ kind, text }));
	return found.filter(({ kind }) => kind === language).map(({ text }) => text ?? '');
}

/** The rows of the table that begins with these column titles, cell by cell. */
export function table(markdown: string, ...titles: string[]): string[][] {
	const lines = markdown.split('\n');
	const cells = (line: string): string[] =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	const start = lines.findIndex((line) => line.startsWith('|') && cells(line).join() === titles.join());
	const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
	return start < 0 ? [] : lines.slice(start + 2, end).map(cells);
}

/** Every npm script that a page tells its reader to run. */
export function npmScripts(markdown: string): string[] {
	return [...markdown.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name ?? '');
}

/** The targets of all links. */
export function links(markdown: string): string[] {
	return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
}

/** The anchors that a page's headings make. */
export function anchors(markdown: string): string[] {
	const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title ?? '');
	return headings.map((title) =>
		title
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.replace(/\s/g, '-'),
	);
}
