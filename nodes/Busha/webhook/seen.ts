import { createHash } from 'node:crypto';

import type { Delivery } from './delivery';

/** Deliveries that started an execution: a key for each, and when it was seen in epoch milliseconds. Plain JSON. */
export type Seen = Readonly<Record<string, number>>;

const MOST = 1_000;
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/**
 * What makes two deliveries the same one: event, object and the time of its change, or the whole body when it names no
 * time. A digest, so that no text of a sender ever becomes the name of a property.
 */
export function keyOf({ event, data }: Delivery, rawBody: Buffer): string {
	const change = data.updated_at ?? data.created_at ?? createHash('sha256').update(rawBody).digest('base64url');
	return createHash('sha256').update(JSON.stringify([event, data.id, change])).digest('base64url').slice(0, 22);
}

/** Reads what was stored. Anything that is not a record of times counts as nothing. */
export function readSeen(stored: unknown): Seen {
	if (typeof stored !== 'object' || stored === null) return {};
	return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

/** Whether this delivery is remembered. */
export function isSeen(seen: Seen, key: string, now: number): boolean {
	const at = Object.hasOwn(seen, key) ? seen[key] : undefined;
	return at !== undefined && now - at < MAX_AGE_MS;
}

/** Everything that is remembered by one or the other, without what is too old, and at most the newest thousand. */
export function merged(one: Seen, other: Seen, now: number): Seen {
	const entries = Object.entries({ ...one, ...other }).filter(([, at]) => now - at < MAX_AGE_MS);
	if (entries.length <= MOST) return Object.fromEntries(entries);
	return Object.fromEntries(entries.sort(([, a], [, b]) => b - a).slice(0, MOST));
}
