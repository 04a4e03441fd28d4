/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { otherNodes, PACKAGE_DIR } from '../support/package';
import type { World } from './run';
import type { Ask, Counts } from './worldProcess';

export const BUILT_NODE = join(PACKAGE_DIR, 'dist', 'nodes', 'Busha', 'Busha.node.js');

/** Lets workflows use the node as it is published, instead of its sources. */
export async function useBuiltNode(): Promise<INodeType> {
	const { Busha } = (await import(BUILT_NODE)) as { Busha: new () => INodeType };
	const node = new Busha();
	otherNodes.set('n8n-nodes-busha.busha', node);
	return node;
}

/** Starts a file of this folder in a process of its own. */
export function startProcess(file: string, args: string[] = []): ChildProcess {
	return fork(join(__dirname, file), args, {
		execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=4096'],
	});
}

/** The next message of a process; fails if it ends before. */
export async function messageOf<Message>(child: ChildProcess): Promise<Message> {
	return await new Promise((resolve, reject) => {
		const ended = (code: number | null): void =>
			reject(new Error(`A process of the benchmark ended with code ${String(code)}`));
		child.once('exit', ended);
		child.once('message', (message) => {
			child.off('exit', ended);
			resolve(message as Message);
		});
	});
}

/** Servers in a process of their own. */
export interface Servers {
	world: World;
	ask: (question: Ask) => Promise<Counts>;
}

/** Gives servers to a piece of work, and ends them after it. */
export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
	const child = startProcess('worldProcess.ts');
	try {
		const world = await messageOf<World>(child);
		const ask = async (question: Ask): Promise<Counts> => {
			child.send(question);
			return await messageOf<Counts>(child);
		};
		return await work({ world, ask });
	} finally {
		if (child.connected) child.disconnect();
	}
}
