import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { partsOf } from '../fields/code';
import { listing, matching, type Search, shown } from './listing';
import { LISTS } from './lists';
import { SEARCHES } from './search';

type Method = (this: ILoadOptionsFunctions, filter?: string, cursor?: string) => Promise<INodeListSearchResult>;

function methodNames(part: unknown): string[] {
	if (typeof part !== 'object' || part === null) return [];
	return Object.entries(part).flatMap(([key, inner]) =>
		key === 'searchListMethod' ? [String(inner)] : methodNames(inner),
	);
}

/** A list of codes, searched by name. What stands for leaving the field blank comes first. */
function searchOf(name: string, none: string | undefined): Search | undefined {
	const list = LISTS[name];
	if (!list) return SEARCHES[name];
	return async ({ api, values, filter }) => {
		const items = await list(api, ...values);
		return { results: matching(none === undefined ? items : [{ name: none, value: '' }, ...items], filter) };
	};
}

function methodOf(method: string): Method {
	const { list, none, follows } = partsOf(method);
	const search = searchOf(list, none);
	if (!search) throw new Error(`There is no list "${list}"`);
	return async function (filter = '', cursor) {
		return await listing(this, async (api) => {
			const values = follows.map((field) => shown(this, field));
			return await search({ api, n8n: this, values, filter, cursor });
		});
	};
}

/** The methods behind the lists of a panel. The name of each says which list it is, and on which fields it depends. */
export function listSearchOf(panel: readonly INodeProperties[]): Record<string, Method> {
	return Object.fromEntries(methodNames(panel).map((method) => [method, methodOf(method)]));
}
