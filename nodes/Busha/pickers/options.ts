import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { Busha } from '../api/client';
import { unwrapped } from '../fields/field';
import { failureOf, nodeError } from '../run/errors';
import { LISTS } from './lists';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Opens the account for a list of the panel, and turns what goes wrong into an error that the panel shows. */
export async function listing<T>(n8n: ILoadOptionsFunctions, load: (api: Busha) => Promise<T>): Promise<T> {
	try {
		return await load(await Busha.open(n8n));
	} catch (problem) {
		throw nodeError(n8n.getNode(), failureOf(problem, 'notSent'));
	}
}

/** What a field of the panel holds, or `undefined` where only an expression will tell. */
function shown(n8n: ILoadOptionsFunctions, field: string): string | undefined {
	const value = unwrapped(n8n.getCurrentNodeParameter(field)) ?? '';
	return typeof value !== 'string' || value.startsWith('=') ? undefined : value.trim();
}

function methodNames(part: unknown): string[] {
	if (typeof part !== 'object' || part === null) return [];
	return Object.entries(part).flatMap(([key, inner]) =>
		key === 'loadOptionsMethod' ? [String(inner)] : methodNames(inner),
	);
}

function methodOf(name: string): LoadOptions {
	const [list = '', ...fields] = name.split(':');
	return async function () {
		return await listing(
			this,
			async (api) => (await LISTS[list]?.(api, ...fields.map((field) => shown(this, field)))) ?? [],
		);
	};
}

/** The methods behind the drop-downs of a panel. The name of each says which list it is, and on which fields it depends. */
export function loadOptionsOf(panel: readonly INodeProperties[]): Record<string, LoadOptions> {
	return Object.fromEntries(methodNames(panel).map((name) => [name, methodOf(name)]));
}
