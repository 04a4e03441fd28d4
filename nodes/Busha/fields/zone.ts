const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows in a time zone, as `2026-05-01 09:00:00`. */
export function wallTime(time: number, zone: string): string {
	const clock =
		clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
	clocks.set(zone, clock);
	return clock.format(time);
}

/** How far the clock on the wall is ahead of UTC, in milliseconds. */
function ahead(time: number, zone: string): number {
	return Date.parse(`${wallTime(time, zone).replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
}

/** The point in time at which the clock on the wall shows `wall`, which is given as if it were UTC. */
export function timeAt(wall: number, zone: string): number {
	// The clock may have been changed between the first guess and the point in time that is looked for.
	return wall - ahead(wall - ahead(wall, zone), zone);
}
