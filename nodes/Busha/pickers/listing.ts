import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { Busha } from '../api/client';
import { unwrapped } from '../fields/field';
import { failureOf, nodeError } from '../run/errors';

/** What a list of the panel is asked for. */
export interface Asked {
	/** Acts for the business. */
	api: Busha;
	n8n: ILoadOptionsFunctions;
	/** The values of the fields that the list depends on. One that an expression gives is known at run time only: `undefined`. */
	values: ReadonlyArray<string | undefined>;
	/** What the user has typed. */
	filter: string;
	/** Where n8n goes on as the user scrolls. */
	cursor?: string;
}

/** A searchable list of the panel. */
export type Search = (asked: Asked) => Promise<INodeListSearchResult>;

/** Opens the account for a list of the panel, and turns what goes wrong into an error that the panel shows. */
export async function listing<T>(n8n: ILoadOptionsFunctions, load: (api: Busha) => Promise<T>): Promise<T> {
	try {
		return await load(await Busha.open(n8n));
	} catch (problem) {
		throw nodeError(n8n.getNode(), failureOf(problem, 'notSent'));
	}
}

/** What a field of the panel holds, or `undefined` where only an expression will tell. */
export function shown(n8n: ILoadOptionsFunctions, field: string): string | undefined {
	const value = unwrapped(n8n.getCurrentNodeParameter(field)) ?? '';
	return typeof value !== 'string' || value.startsWith('=') ? undefined : value.trim();
}

/** The entries whose name holds what the user has typed. */
export function matching(items: readonly INodeListSearchItems[], filter: string): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return items.filter(({ name }) => name.toLowerCase().includes(wanted));
}
