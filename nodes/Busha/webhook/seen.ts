import { hash } from 'node:crypto';

import type { Delivery } from './delivery';

/** Deliveries that started an execution: a key for each, and when it was seen in epoch milliseconds. Plain JSON. */
export type Seen = Record<string, number>;

const MOST = 1_000;
/** What is left when there are more, so that not every further delivery has to sort them. */
const KEPT = 900;
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** A time that tells two changes within one second apart. */
const EXACT_TIME = /\.\d*[1-9]/;

/**
 * What makes two deliveries the same one: event, object and the time of its change. Where there is no such time, or one
 * of whole seconds, in which more than one change may fall, the whole body counts besides. A digest, so that no text of
 * a sender ever becomes the name of a property.
 */
export function keyOf({ event, data }: Delivery, rawBody: Buffer): string {
	const changed = typeof data.updated_at === 'string' && EXACT_TIME.test(data.updated_at) ? data.updated_at : undefined;
	const change = changed ?? hash('sha256', rawBody, 'base64url');
	return hash('sha256', JSON.stringify([event, data.id, change]), 'base64url').slice(0, 22);
}

/** What was stored, to be changed in place. Anything that is not a record counts as nothing. */
export function readSeen(stored: unknown): Seen {
	return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? (stored as Seen) : {};
}

/** Whether this delivery is remembered, and not for too long. */
export function isSeen(seen: Readonly<Seen>, key: string, now: number): boolean {
	const at: unknown = Object.hasOwn(seen, key) ? seen[key] : undefined;
	return typeof at === 'number' && now - at < MAX_AGE_MS;
}

/**
 * Adds what `seen` does not remember, or only from an earlier time, and forgets the oldest if there are too many. Returns
 * whether there was anything to add. In place, since a copy of a thousand for each delivery takes longer than all else.
 */
export function remember(seen: Seen, more: Readonly<Seen>): boolean {
	const newer = Object.keys(more).filter((key) => !(Number(seen[key]) >= Number(more[key])));
	if (newer.length === 0) return false;
	for (const key of newer) seen[key] = Number(more[key]);
	const keys = Object.keys(seen);
	if (keys.length <= MOST) return true;
	const newestFirst = keys.sort((a, b) => Number(seen[b]) - Number(seen[a]));
	for (const key of newestFirst.slice(KEPT)) delete seen[key];
	return true;
}
