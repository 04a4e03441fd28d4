import type { RowLimit } from '../api/pages';
import { choice, toggle, wholeNumber } from './basic';
import { type Field, type Values, when } from './field';

/** How many rows a Get Many operation returns. */
export const paging = [
	toggle('returnAll', 'Return All', 'Whether to return all results or only up to a given limit'),
	when(
		{ returnAll: [false] },
		wholeNumber('limit', 'Limit', 'Max number of results to return', { initial: 50, min: 1 }),
	),
] as const satisfies readonly Field[];

export type Paging = Values<typeof paging> & RowLimit;

/** The order of a list, as Busha sorts it. */
export const sort = choice(
	'sort',
	'Sort',
	[
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	{ default: 'desc' },
);
