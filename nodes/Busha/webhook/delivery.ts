import type { IDataObject } from 'n8n-workflow';

import { ALL_EVENTS, familyOf } from './events';

/** One delivery of Busha. Every documented payload has at least these parts. */
export interface Delivery extends IDataObject {
	business_id: string;
	event: string;
	data: IDataObject & { id: string };
}

/** Which deliveries start the workflow. Without a customer, those of everybody. */
export interface Wanted {
	events: readonly string[];
	customerId?: string;
}

const MAX_BYTES = 1_048_576;
/** Documented payloads are four levels deep. Much deeper ones break whatever walks through them later. */
const MAX_DEPTH = 32;
const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
/** A key of this name can change objects that it is merged into. */
const UNSAFE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** The delivery that the bytes of a request hold, or `undefined` when they do not have the documented shape. */
export function parseDelivery(rawBody: Buffer): Delivery | undefined {
	if (rawBody.length > MAX_BYTES) return undefined;
	const text = rawBody.toString('utf8');
	if (!Buffer.from(text).equals(rawBody)) return undefined;
	const body = parsed(text);
	return isDelivery(body) && isUnambiguous(body, text) ? body : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether the workflow was meant to start for this delivery. */
export function isWanted({ event, data }: Delivery, { events, customerId }: Wanted): boolean {
	if (!events.includes(event) && !events.includes(ALL_EVENTS)) return false;
	return customerId === undefined || customerId === (familyOf(event) === 'customer' ? data.id : data.profile_id);
}

/** When the object of a delivery changed last, as the delivery says it, if it does. */
export function changedAt(data: Delivery['data']): string | undefined {
	return [data.updated_at, data.created_at].find(isText);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function isDelivery(body: unknown): body is Delivery {
	return (
		isObject(body) && isText(body.business_id) && isText(body.event) && isObject(body.data) && isText(body.data.id)
	);
}

/**
 * Whether everybody who reads this text finds the same: no key twice in one object, none that reaches an object's
 * prototype, and no deeper nesting than a recursive reader can follow.
 */
function isUnambiguous(body: Delivery, text: string): boolean {
	let keys = 0;
	let level: unknown[] = [body];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_DEPTH) return false;
		const next: unknown[] = [];
		for (const part of level) {
			if (typeof part !== 'object' || part === null) continue;
			if (!Array.isArray(part)) {
				const names = Object.keys(part);
				if (names.some((name) => UNSAFE_KEYS.includes(name))) return false;
				keys += names.length;
			}
			for (const inner of Object.values(part)) next.push(inner);
		}
		level = next;
	}
	// Parsing keeps one of several equal keys, so the text then has more colons than the result has keys.
	return keys === text.replace(STRINGS, '').split(':').length - 1;
}
