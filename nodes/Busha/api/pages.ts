import type { Busha, Call } from './client';
import { BushaError } from './failure';

const PAGE_SIZE = 100;

/** How many rows a list should give: all of them, or at most `limit`. */
export interface Amount {
	returnAll?: boolean;
	limit?: number;
}

/** One page of a list, by default a full one, and the cursor of the next page if there may be one. */
export async function page<Row>(api: Busha, url: string, query: Call['query'] = {}): Promise<{ rows: Row[]; next?: string }> {
	const { data, pagination } = await api.envelope({ method: 'GET', path: url, effect: 'read', query: { limit: PAGE_SIZE, ...query } });
	if (!Array.isArray(data)) throw notAList();
	return { rows: data as Row[], next: (data.length > 0 && pagination?.next_cursor) || undefined };
}

/**
 * The rows of a list, page after page, for as long as the caller wants more. Follows `next_cursor` until it is absent,
 * repeats itself, or a page is empty. No more rows are asked for than are wanted.
 */
export async function* pages<Row>(api: Busha, url: string, query: Call['query'] = {}, wanted = Infinity): AsyncGenerator<Row[]> {
	const seen = new Set<string>();
	for (let cursor: string | undefined, left = wanted; left > 0; ) {
		const { rows, next } = await page<Row>(api, url, { ...query, limit: Math.min(PAGE_SIZE, left), cursor });
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
	{ returnAll, limit = 50 }: Amount,
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
