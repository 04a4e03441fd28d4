import type { IDataObject } from 'n8n-workflow';

import type { Busha, Call } from './client';
import { PAGE_SIZE, type Page, pages } from './pages';
import { isBeyond, isBounded, isWithin, type Period } from './period';

/** The value of a cursor that stands for the first page. */
export const START = 'start';

/** How many rows a list should give: all of them, at most `limit`, or one page. */
export interface RowLimit {
	returnAll?: boolean;
	limit?: number;
	/** With a cursor, or {@link START}, one page. */
	options?: { cursor?: string };
}

/** Stands behind the rows of a page, and says where the next one begins. */
export interface NextPage extends IDataObject {
	next_cursor: string;
}

/** Which rows of a list count, beyond what Busha is asked for. */
export interface Choice<Row> {
	/** Checks what Busha was asked to filter by: an API that does not know a filter leaves it out without a word. */
	agrees?: (row: Row) => boolean;
	/** The node's own filters. */
	keep?: (row: Row) => boolean;
	/** Busha's lists do not filter by moments, so reading stops once the rows are beyond the period. Needs `sort`. */
	period?: Period;
}

function counts<Row extends object>(row: Row, { agrees, keep, period }: Choice<Row>): boolean {
	return isWithin(row, period ?? {}) && (agrees?.(row) ?? true) && (keep?.(row) ?? true);
}

/** The cursor of the page behind one, unless the list ends, or is beyond the period, with this one. */
function nextOf<Row extends object>(
	{ rows, next }: Page<Row>,
	sort: unknown,
	{ period = {} }: Choice<Row>,
): string | undefined {
	return isBounded(period) && isBeyond(rows, sort, period) ? undefined : next;
}

/**
 * The rows of a list that count, one by one, so that nothing is kept of those before. `wanted` is how many more the
 * caller has use for; no more are asked for, unless the node itself chooses among them.
 */
export async function* rowsOf<Row extends object>(
	api: Busha,
	url: string,
	query: Call['query'],
	choice: Choice<Row> = {},
	wanted: () => number = () => Infinity,
): AsyncGenerator<Row> {
	const chooses = choice.keep !== undefined || isBounded(choice.period ?? {});
	for await (const page of pages<Row>(api, url, query, chooses ? undefined : wanted)) {
		yield* page.rows.filter((row) => counts(row, choice));
		if (nextOf(page, query?.sort, choice) === undefined) return;
	}
}

/** All rows of a list that count, or the first ones. */
export async function list<Row extends object>(
	api: Busha,
	url: string,
	query: Call['query'],
	{ returnAll, limit = 50 }: RowLimit,
	choice: Choice<Row> = {},
): Promise<Row[]> {
	const most = returnAll ? Infinity : limit;
	const rows: Row[] = [];
	for await (const row of rowsOf<Row>(api, url, query, choice, () => most - rows.length)) {
		rows.push(row);
		if (rows.length === most) break;
	}
	return rows;
}

/** What a Get Many operation gives: {@link list}, or one page and, if there may be another, a {@link NextPage}. */
export async function getMany<Row extends object>(
	api: Busha,
	url: string,
	query: Call['query'],
	limits: RowLimit,
	choice: Choice<Row> = {},
): Promise<Array<Row | NextPage>> {
	const { returnAll, limit = 50, options: { cursor } = {} } = limits;
	if (cursor === undefined) return await list(api, url, query, limits, choice);
	const from = { ...query, cursor: cursor === START ? undefined : cursor };
	for await (const page of pages<Row>(api, url, from, () => (returnAll ? PAGE_SIZE : limit))) {
		const rows = page.rows.filter((row) => counts(row, choice));
		const next = nextOf(page, query?.sort, choice);
		return next === undefined ? rows : [...rows, { next_cursor: next }];
	}
	return [];
}
