import { SKEW_MS } from './pages';

/** A span of time, in epoch milliseconds. Neighbouring spans hold each moment once. */
export interface Period {
	/** The first moment in it. */
	createdAfter?: number;
	/** The first moment after it. */
	createdBefore?: number;
}

/** Whether a period leaves anything out. */
export function isBounded({ createdAfter, createdBefore }: Period): boolean {
	return createdAfter !== undefined || createdBefore !== undefined;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * The first and the last of the days that hold a period in every time zone, and one more at both ends, since Busha does
 * not say whether it counts the days that it is given. The node does the rest while it reads.
 */
export function daysAround({ createdAfter, createdBefore }: Period): { first?: string; last?: string } {
	const day = (time: number | undefined, days: number) =>
		time === undefined ? undefined : new Date(time + days * DAY_MS).toISOString().slice(0, 10);
	return { first: day(createdAfter, -2), last: day(createdBefore, 2) };
}

/** So many rows at the end of a page have to be beyond the period before reading stops: single ones may be out of place. */
const OVERLAP = 20;

/** When a row was made, in milliseconds; `NaN` when it does not tell. */
function timeOf(row: object): number {
	return Date.parse(String((row as { created_at?: unknown }).created_at));
}

/** Whether a row tells when it was made. */
export function tellsTime(row: object): boolean {
	return !Number.isNaN(timeOf(row));
}

/** Whether a row was made within the period. One that does not tell its time is in every period. */
export function isWithin(row: object, { createdAfter = -Infinity, createdBefore = Infinity }: Period): boolean {
	return !(timeOf(row) < createdAfter || timeOf(row) >= createdBefore);
}

/** Whether a page runs in the order of `sort`: one whose rows are of one moment does not show that it does. */
function isSorted(rows: readonly object[], sort: unknown): boolean {
	const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => (row ? timeOf(row) : NaN)) as [number, number];
	return sort === 'desc' ? first > last : first < last;
}

/**
 * Whether a page, in the order of `sort`, shows that all pages behind it are beyond the period. An API that sorts
 * otherwise may hold what is asked for on any of them.
 */
export function isBeyond(rows: readonly object[], sort: unknown, { createdAfter, createdBefore }: Period): boolean {
	const [oldest, newest] = [createdAfter ?? -Infinity, createdBefore ?? Infinity];
	const isOut = (row: object): boolean =>
		sort === 'desc' ? timeOf(row) < oldest - SKEW_MS : timeOf(row) >= newest + SKEW_MS;
	return isSorted(rows, sort) && rows.slice(-OVERLAP).every(isOut);
}
