import { badRequest } from './errors';
import type { Stored } from './world/collection';

export interface Pagination {
	current_entries_size: number;
	next_cursor?: string;
	previous_cursor?: string;
}

interface Position {
	at: number;
	seq: number;
}

interface Cursor {
	anchor?: Position;
	direction: 'next' | 'previous';
	sort: 'asc' | 'desc';
	limit: number;
}

const DEFAULT_LIMIT = 10;
/** base64 of 0001-01-01T00:00:00Z: Busha's previous cursor of a first page. */
const ZERO_DATE = 'MDAwMS0wMS0wMVQwMDowMDowMFo=';

export type PageQuery = Record<string, unknown>;

/**
 * One page of rows that are sorted by time and sequence, oldest first. The cursor names the last row seen, not a
 * number of rows, so that rows with equal times and rows added or removed meanwhile are neither lost nor repeated.
 */
export function page<T extends Stored>(rows: readonly T[], query: PageQuery, keep?: (row: T) => boolean) {
	const cursor = readCursor(query);
	const backwards = cursor.direction === 'previous';
	const ascending = (cursor.sort === 'asc') !== backwards;
	const { found, more } = collect(rows, cursor, ascending, keep);
	if (backwards) found.reverse();
	return { rows: found, pagination: describe(found, cursor, more) };
}

function collect<T extends Stored>(rows: readonly T[], cursor: Cursor, ascending: boolean, keep?: (row: T) => boolean) {
	const step = ascending ? 1 : -1;
	let index = ascending ? 0 : rows.length - 1;
	if (cursor.anchor) index = ascending ? firstAfter(rows, cursor.anchor) : firstAtOrAfter(rows, cursor.anchor) - 1;
	const found: T[] = [];
	for (let row = rows[index]; row; row = rows[(index += step)]) {
		if (keep && !keep(row)) continue;
		if (found.length === cursor.limit) return { found, more: true };
		found.push(row);
	}
	return { found, more: false };
}

function describe<T extends Stored>(found: T[], cursor: Cursor, more: boolean): Pagination {
	const pagination: Pagination = { current_entries_size: found.length };
	const [first, last] = [found[0], found[found.length - 1]];
	if (!first || !last) return pagination;
	const { sort, limit } = cursor;
	if (more || cursor.direction === 'previous') {
		pagination.next_cursor = encode({ anchor: position(last), direction: 'next', sort, limit });
	}
	const fromStart = !cursor.anchor || (cursor.direction === 'previous' && !more);
	pagination.previous_cursor = fromStart
		? ZERO_DATE
		: encode({ anchor: position(first), direction: 'previous', sort, limit });
	return pagination;
}

const position = ({ row }: Stored): Position => ({ at: row.at, seq: row.seq });

function firstAtOrAfter(rows: readonly Stored[], anchor: Position): number {
	let [low, high] = [0, rows.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const { at, seq } = (rows[middle] as Stored).row;
		if (at < anchor.at || (at === anchor.at && seq < anchor.seq)) low = middle + 1;
		else high = middle;
	}
	return low;
}

const firstAfter = (rows: readonly Stored[], { at, seq }: Position) => firstAtOrAfter(rows, { at, seq: seq + 1 });

function readCursor(query: PageQuery): Cursor {
	const sort = query.sort === 'asc' ? 'asc' : 'desc';
	const limit = typeof query.limit === 'number' ? query.limit : undefined;
	if (query.cursor === undefined || query.cursor === ZERO_DATE)
		return { direction: 'next', sort, limit: limit ?? DEFAULT_LIMIT };
	const cursor = decode(String(query.cursor));
	return { ...cursor, limit: limit ?? cursor.limit };
}

/** The filler makes every cursor contain '+' and '=', so that a client that forgets to encode it fails. */
function encode(cursor: Cursor): string {
	let json = JSON.stringify({ ...cursor, filler: '>>>' });
	while (json.length % 3 !== 1) json += ' ';
	return Buffer.from(json).toString('base64');
}

function decode(text: string): Cursor {
	try {
		if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Error('not base64');
		const cursor = JSON.parse(Buffer.from(text, 'base64').toString()) as Cursor;
		if (typeof cursor.anchor?.at !== 'number' || typeof cursor.limit !== 'number') throw new Error('not a cursor');
		return cursor;
	} catch {
		throw badRequest('Invalid cursor');
	}
}
