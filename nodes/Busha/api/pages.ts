import type { Busha, Call } from './client';
import { BushaError } from './failure';

const PAGE_SIZE = 100;
/** How far the clocks of Busha's machines may differ. */
export const SKEW_MS = 5_000;

/** How many rows a list should give: all of them, or at most `limit`. */
export interface RowLimit {
	returnAll?: boolean;
	limit?: number;
}

/** One page of a list, and the cursor of the next page if there may be one. */
export interface Page<Row> {
	rows: Row[];
	next?: string;
}

/** Whether rows have to come in the order that is asked for. `any`: the reader looks at it by itself. */
export type Order = 'asAsked' | 'any';

/** One page of a list, by default a full one. Where an order is asked for in `sort`, the page has to be in that order. */
export async function page<Row>(
	api: Busha,
	url: string,
	query: Call['query'] = {},
	order: Order = 'asAsked',
): Promise<Page<Row>> {
	const { rows, next } = await part<Row>(api, url, { limit: PAGE_SIZE, ...query });
	if (query.sort !== undefined && order === 'asAsked') checkOrder(rows, query.sort === 'asc' ? 'asc' : 'desc');
	return { rows, next };
}

/** A list that Busha gives in one piece. */
export async function whole<Row>(api: Busha, url: string, query: Call['query'] = {}): Promise<Row[]> {
	return (await part<Row>(api, url, query)).rows;
}

async function part<Row>(api: Busha, url: string, query: Call['query']): Promise<Page<Row>> {
	const { data, pagination } = await api.envelope({ method: 'GET', path: url, effect: 'read', query });
	if (!Array.isArray(data) || data.some((row) => typeof row !== 'object' || row === null)) throw notAList();
	return { rows: data as Row[], next: pagination?.next_cursor || undefined };
}

/**
 * Throws a {@link BushaError} when rows are sorted by their creation the wrong way round, since whoever stops at the
 * first old row would miss new ones. Rows may be out of place by the few seconds that clocks differ, and single ones by
 * more.
 */
export function checkOrder(rows: readonly unknown[], sort: 'asc' | 'desc'): void {
	const times = rows
		.map((row) => Date.parse(String((row as { created_at?: unknown }).created_at)))
		.filter((time) => !Number.isNaN(time));
	const steps = times
		.slice(1)
		.map((time, index) => (sort === 'asc' ? (times[index] ?? time) - time : time - (times[index] ?? time)));
	const wrong = steps.filter((step) => step > 0).length;
	const right = steps.filter((step) => step < 0).length;
	if (wrong > right && steps.reduce((sum, step) => sum + step, 0) > SKEW_MS) {
		throw new BushaError({
			outcome: 'rejected',
			message: `Busha did not list the ${sort === 'asc' ? 'oldest' : 'newest'} rows first, as it was asked to`,
			advice:
				'Rows could be missed, so nothing was read. Try again later, and tell the authors of this package if it goes on.',
		});
	}
}

/**
 * The rows of a list, page after page, for as long as the caller wants more. Follows `next_cursor` until it is absent,
 * repeats itself, or two pages in a row are empty. No more rows are asked for than are wanted.
 */
export async function* pages<Row>(
	api: Busha,
	url: string,
	query: Call['query'] = {},
	wanted = Infinity,
	order: Order = 'asAsked',
): AsyncGenerator<Row[]> {
	const seen = new Set<string>();
	let empty = 0;
	for (let cursor: string | undefined, left = wanted; left > 0 && empty < 2; ) {
		const { rows, next } = await page<Row>(api, url, { ...query, limit: Math.min(PAGE_SIZE, left), cursor }, order);
		empty = rows.length > 0 ? 0 : empty + 1;
		if (rows.length > 0) yield rows.slice(0, left);
		left -= rows.length;
		if (next === undefined || seen.has(next)) return;
		seen.add(next);
		cursor = next;
	}
}

/** All rows of a list, or the first ones; with `keep`, only rows for which it holds count. */
export async function list<Row>(
	api: Busha,
	url: string,
	query: Call['query'],
	{ returnAll, limit = 50 }: RowLimit,
	keep?: (row: Row) => boolean,
): Promise<Row[]> {
	const most = returnAll ? Infinity : limit;
	const rows: Row[] = [];
	for await (const page of pages<Row>(api, url, query, keep ? Infinity : most)) {
		for (const row of page) {
			if (keep && !keep(row)) continue;
			rows.push(row);
			if (rows.length === most) return rows;
		}
	}
	return rows;
}

function notAList(): BushaError {
	return new BushaError({
		outcome: 'rejected',
		message: 'Busha answered with something other than a list',
		advice: 'Check the environment and the base URL in the credential.',
	});
}
