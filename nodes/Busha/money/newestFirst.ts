import type { IDataObject } from 'n8n-workflow';

/** When a row was made, in milliseconds; `NaN` when it does not tell. */
export function madeAt({ created_at }: IDataObject): number {
	return typeof created_at === 'string' ? Date.parse(created_at) : NaN;
}

/**
 * Whether a page shows that all pages behind it hold only rows from before `since` (milliseconds): its rows run from
 * newer to older, as they were asked for, and the last one is older. Rows that do not tell show nothing.
 */
export function endsBefore(rows: readonly IDataObject[], since: number): boolean {
	const times = rows.map(madeAt);
	const first = times[0] ?? NaN;
	const last = times[times.length - 1] ?? NaN;
	return first > last && last < since && times.every((time, index) => index === 0 || time <= (times[index - 1] ?? NaN));
}
