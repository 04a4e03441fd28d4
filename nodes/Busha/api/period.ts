import type { Busha, Call } from './client';
import { type RowLimit, pages, SKEW_MS } from './pages';

/** A span of time, in epoch milliseconds. Neighbouring spans hold each moment once. */
export interface Window {
	/** The first moment in it. */
	createdAfter?: number;
	/** The first moment after it. */
	createdBefore?: number;
}

/** So many rows at the end of a page have to be beyond the window before reading stops: single ones may be out of place. */
const OVERLAP = 20;

/**
 * The rows of a list that were made within a window, one by one. Busha's lists do not filter by time, so this reads in
 * the order of `sort` and stops once the rows are beyond the window. Rows without a time are in every window.
 */
export async function* within<Row extends object>(
	api: Busha,
	url: string,
	query: Call['query'] & { sort: 'asc' | 'desc' },
	{ createdAfter = -Infinity, createdBefore = Infinity }: Window,
): AsyncGenerator<Row> {
	const timeOf = (row: Row): number => Date.parse(String((row as { created_at?: unknown }).created_at));
	const isBeyond = (row: Row): boolean =>
		query.sort === 'desc' ? timeOf(row) < createdAfter - SKEW_MS : timeOf(row) >= createdBefore + SKEW_MS;
	for await (const rows of pages<Row>(api, url, query)) {
		yield* rows.filter((row) => !(timeOf(row) < createdAfter || timeOf(row) >= createdBefore));
		if (rows.slice(-OVERLAP).every(isBeyond)) return;
	}
}

/** The first rows that are kept, or all of them. */
export async function firstOf<Row>(
	rows: AsyncGenerator<Row>,
	{ returnAll, limit = 50 }: RowLimit,
	keep: (row: Row) => boolean = () => true,
): Promise<Row[]> {
	const kept: Row[] = [];
	for await (const row of rows) {
		if (!keep(row)) continue;
		kept.push(row);
		if (!returnAll && kept.length === limit) break;
	}
	return kept;
}
