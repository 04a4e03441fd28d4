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

/** Whether a page, in the order of `sort`, shows that all pages behind it are beyond the period. */
export function isBeyond(rows: readonly object[], sort: unknown, { createdAfter, createdBefore }: Period): boolean {
	const [oldest, newest] = [createdAfter ?? -Infinity, createdBefore ?? Infinity];
	return rows
		.slice(-OVERLAP)
		.every((row) => (sort === 'desc' ? timeOf(row) < oldest - SKEW_MS : timeOf(row) >= newest + SKEW_MS));
}
