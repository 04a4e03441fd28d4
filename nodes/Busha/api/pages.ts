import type { Busha, Call } from './client';
import { BushaError } from './failure';

/** Busha promises no larger pages. */
export const PAGE_SIZE = 100;
/** How far the clocks of Busha's machines may differ. */
export const SKEW_MS = 5_000;

/** One page of a list, and the cursor of the next page if there may be one. */
export interface Page<Row> {
	rows: Row[];
	/** The cursor of this page; the first one has none. */
	cursor?: unknown;
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
 * The pages of a list that hold rows, one after the other, for as long as the caller wants more. Follows `next_cursor`
 * until it is absent or repeats itself, a page shows the rows of the one before, or two in a row are empty. `most` says how many rows the next page may have.
 */
export async function* pages<Row>(
	api: Busha,
	url: string,
	query: Call['query'] = {},
	most: () => number = () => PAGE_SIZE,
	order: Order = 'asAsked',
): AsyncGenerator<Page<Row>> {
	// One cursor is kept, of a page twice as far each time: so a circle of any length is seen, however long the list is.
	let kept: unknown = query.cursor;
	let { cursor } = query;
	let before = '';
	for (let empty = 0, read = 1, keepAt = 2; empty < 2; read++) {
		const limit = Math.min(PAGE_SIZE, most());
		const { rows, next } = await page<Row>(api, url, { ...query, limit, cursor }, order);
		const edges = JSON.stringify([rows.length, rows[0], rows[rows.length - 1]]);
		if (rows.length > 0 && edges === before) return;
		before = edges;
		const goesOn = next !== undefined && next !== cursor && next !== kept;
		empty = rows.length > 0 ? 0 : empty + 1;
		if (rows.length > 0) yield { rows, cursor, next: goesOn ? next : undefined };
		if (!goesOn) return;
		cursor = next;
		if (read === keepAt) [kept, keepAt] = [next, 2 * keepAt];
	}
}

function notAList(): BushaError {
	return new BushaError({
		outcome: 'rejected',
		message: 'Busha answered with something other than a list',
		advice: 'Check the environment and the base URL in the credential.',
	});
}
