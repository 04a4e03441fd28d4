import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation } from './operation';

/** A field, the operations that have it, and the fields that stand right before it in one of them. */
interface Shared {
	readonly field: Field;
	readonly operations: Set<Operation>;
	readonly after: Set<Shared>;
}

/** When n8n shows a property: for each of these operations of each of these resources, or for all of them. */
interface Shown {
	resource: string[];
	operation?: string[];
}

/** Every field once, with the operations that have it. Fields that look alike count as one. */
function sharedFields(operations: readonly Operation[]): Shared[] {
	const byField = new Map<Field, Shared>();
	const byLook = new Map<string, Shared>();
	for (const operation of operations) {
		let before: Shared | undefined;
		for (const field of operation.fields) {
			const shared = byField.get(field) ?? alike(field);
			shared.operations.add(operation);
			if (before) shared.after.add(before);
			before = shared;
		}
	}
	return [...byLook.values()];

	function alike(field: Field): Shared {
		const look = JSON.stringify([field.property, field.when]);
		const shared: Shared = byLook.get(look) ?? { field, operations: new Set(), after: new Set() };
		byLook.set(look, shared);
		byField.set(field, shared);
		return shared;
	}
}

/** The fields in an order that every operation agrees with. */
function inOrder(fields: readonly Shared[]): Set<Shared> {
	const begun = new Set<Shared>();
	const placed = new Set<Shared>();
	const place = (field: Shared): void => {
		if (placed.has(field)) return;
		if (begun.has(field)) throw new Error('Two operations want the same fields in different orders');
		begun.add(field);
		field.after.forEach(place);
		placed.add(field);
	};
	fields.forEach(place);
	return placed;
}

/** When a field is shown, in as few conditions as possible. Each names resources and operations, and all pairs of them have the field. */
function conditions(having: ReadonlySet<Operation>, operations: readonly Operation[]): Shown[] {
	const found: Array<Required<Shown>> = [];
	const fits = (resources: string[], names?: string[]): boolean =>
		operations.every((one) => having.has(one) || !resources.includes(one.resource) || (names && !names.includes(one.operation)));
	for (const { resource, operation } of having) {
		const known = found.find((one) => fits([...one.resource, resource], [...one.operation, operation]));
		if (!known) {
			found.push({ resource: [resource], operation: [operation] });
			continue;
		}
		if (!known.resource.includes(resource)) known.resource.push(resource);
		if (!known.operation.includes(operation)) known.operation.push(operation);
	}
	return found.map((shown) => (fits(shown.resource) ? { resource: shown.resource } : shown));
}

/** The properties that show the fields of all operations, each field as rarely as possible: n8n loads them all at once. */
export function fieldProperties(operations: readonly Operation[]): INodeProperties[] {
	return [...inOrder(sharedFields(operations))].flatMap(({ field, operations: having }) =>
		conditions(having, operations).map((shown) => ({ ...field.property, displayOptions: { show: { ...shown, ...field.when } } }) as INodeProperties),
	);
}
