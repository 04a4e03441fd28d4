/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createRequire, Module } from 'node:module';
import { join } from 'node:path';

import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

import { installation } from '../../e2e/install';
import { otherNodes } from '../../support/package';

/** What the nodes share with the engine that runs them: there must be one of each. */
const SHARED = /^(n8n-workflow|n8n-core|@n8n\/utils)(\/|$)/;

type Resolve = (request: string, parent: NodeJS.Module | undefined, ...rest: unknown[]) => string;

/** n8n's own nodes, and where each of them lives in n8n-nodes-base. */
const NODES = {
	httpRequest: 'HttpRequest/HttpRequest.node.js',
	stripe: 'Stripe/Stripe.node.js',
	splitOut: 'Transform/SplitOut/SplitOut.node.js',
	summarize: 'Transform/Summarize/Summarize.node.js',
} as const;

/** The versions of these nodes that the workflows use. */
export const VERSIONS = { httpRequest: 4.4, stripe: 1, splitOut: 1, summarize: 1.1 } as const;

/** Lets code of the installed n8n find the parts of the engine that this project runs, so that both are the same. */
function shareEngine(modules: string): void {
	const loader = Module as unknown as { _resolveFilename: Resolve };
	const original = loader._resolveFilename;
	const own = createRequire(__filename);
	loader._resolveFilename = (request, parent, ...rest) =>
		SHARED.test(request) && parent?.filename.startsWith(modules)
			? own.resolve(request)
			: original.call(loader, request, parent, ...rest);
}

const modulesFolder = (): string => join(installation().folder, 'n8n', 'node_modules');

/** The file of one of n8n's own nodes. */
export const n8nNode = (name: keyof typeof NODES): string =>
	join(modulesFolder(), 'n8n-nodes-base', 'dist', 'nodes', NODES[name]);

let loaded: string | undefined;

/** Makes n8n's own nodes known to the engine. Returns the version of n8n-nodes-base that they come from. */
export function addN8nNodes(): string {
	if (loaded !== undefined) return loaded;
	const modules = modulesFolder();
	shareEngine(modules);
	const load = createRequire(join(modules, 'any.js'));
	for (const name of Object.keys(NODES) as Array<keyof typeof NODES>) {
		const types = Object.values(load(n8nNode(name)) as object);
		const Type = types.find((type) => typeof type === 'function') as new () => INodeType | IVersionedNodeType;
		otherNodes.set(`n8n-nodes-base.${name}`, new Type() as INodeType);
	}
	loaded = (load(join(modules, 'n8n-nodes-base', 'package.json')) as { version: string }).version;
	return loaded;
}
