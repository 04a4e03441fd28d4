import { hash } from 'node:crypto';

import type { Delivery } from './delivery';

/** Deliveries that started an execution: a key for each, and when it was seen in epoch milliseconds. Plain JSON. */
export type Seen = Readonly<Record<string, number>>;

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

/** Reads what was stored. Anything that is not a record counts as nothing. */
export function readSeen(stored: unknown): Seen {
	return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? (stored as Seen) : {};
}

/** Whether this delivery is remembered, and not for too long. */
export function isSeen(seen: Seen, key: string, now: number): boolean {
	const at: unknown = Object.hasOwn(seen, key) ? seen[key] : undefined;
	return typeof at === 'number' && now - at < MAX_AGE_MS;
}

/** Everything that one or the other remembers, the newest ones if there are too many. */
export function merged(one: Seen, other: Seen): Seen {
	const all = { ...one, ...other };
	const entries = Object.entries(all);
	if (entries.length <= MOST) return all;
	return Object.fromEntries(entries.sort(([, a], [, b]) => b - a).slice(0, KEPT));
}
