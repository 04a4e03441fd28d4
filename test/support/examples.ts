/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { WorkflowJson } from './engine';
import { PACKAGE_DIR } from './package';

const FOLDER = join(PACKAGE_DIR, 'examples');

/** The workflows to import, by the names of their files. */
export const exampleNames = (): string[] => readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** A workflow as a user imports it. */
export function example(name: string): WorkflowJson & { name: string } {
	return JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as WorkflowJson & { name: string };
}

export function nodeNamed({ nodes }: WorkflowJson, name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`The workflow has no node "${name}"`);
	return node;
}
