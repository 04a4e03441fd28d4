/** How far the server's clock is ahead of this machine's, at least and at most, in milliseconds. */
export interface Offset {
	min: number;
	max: number;
}

/** The `Date` header counts whole seconds: the server's clock showed this second, or any moment of it. */
const SECOND_MS = 1000;

/**
 * What one answer tells of the server's clock. The server wrote its `Date` between the moments at which the request was
 * sent and answered, both by this machine's clock in milliseconds. `stepMs` is how exactly it is written. Undefined when
 * the answer has no date.
 */
export function offsetOf(date: unknown, sentAt: number, answeredAt: number, stepMs = SECOND_MS): Offset | undefined {
	const shown = typeof date === 'string' ? Date.parse(date) : NaN;
	if (Number.isNaN(shown)) return undefined;
	return { min: shown - answeredAt, max: shown + stepMs - 1 - sentAt };
}

/** The server's time, at the earliest and at the latest, at a moment of this machine's clock. */
export function serverTime({ min, max }: Offset, now: number): { earliest: number; latest: number } {
	return { earliest: now + min, latest: now + max };
}
