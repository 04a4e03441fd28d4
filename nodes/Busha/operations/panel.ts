import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation } from '../operation';

/** A field, the operations that have it (by resource), and the fields that stand right before it in one of them. */
interface Shared {
	field: Field;
	places: Map<string, string[]>;
	after: Set<Shared>;
}

/** Every field once, with the operations that have it. Fields that look alike count as one. */
function sharedFields(operations: readonly Operation[]): Shared[] {
	const shared = new Map<string, Shared>();
	for (const { resource, operation, fields } of operations) {
		let before: Shared | undefined;
		for (const field of fields) {
			const key = JSON.stringify([field.property, field.when]);
			const known: Shared = shared.get(key) ?? { field, places: new Map(), after: new Set() };
			known.places.set(resource, [...(known.places.get(resource) ?? []), operation]);
			if (before) known.after.add(before);
			shared.set(key, known);
			before = known;
		}
	}
	return [...shared.values()];
}

/** The fields in an order that every operation agrees with. */
function inOrder(fields: readonly Shared[]): Shared[] {
	const placed = new Set<Shared>();
	while (placed.size < fields.length) {
		const next = fields.find((field) => !placed.has(field) && [...field.after].every((before) => placed.has(before)));
		if (!next) throw new Error('Two operations want the same fields in different orders');
		placed.add(next);
	}
	return [...placed];
}

/** When a field is shown: one condition for all resources that have it in the same operations. */
function conditions(places: Shared['places'], countOf: (resource: string) => number): Array<{ resource: string[]; operation?: string[] }> {
	const grouped = new Map<string, { resource: string[]; operation?: string[] }>();
	for (const [resource, shownFor] of places) {
		const everywhere = shownFor.length === countOf(resource);
		const key = everywhere ? '' : shownFor.join();
		const known = grouped.get(key) ?? { resource: [], ...(!everywhere && { operation: shownFor }) };
		known.resource.push(resource);
		grouped.set(key, known);
	}
	return [...grouped.values()];
}

/** The properties that show the fields of all operations, each field as rarely as possible: n8n loads them all at once. */
export function fieldProperties(operations: readonly Operation[]): INodeProperties[] {
	const countOf = (resource: string): number => operations.filter((operation) => operation.resource === resource).length;
	return inOrder(sharedFields(operations)).flatMap(({ field, places }) =>
		conditions(places, countOf).map((shown) => {
			const when = Object.entries(field.when ?? {}).map(([name, accepted]) => [name, [...accepted]] as const);
			return { ...field.property, displayOptions: { show: { ...shown, ...Object.fromEntries(when) } } };
		}),
	);
}
