import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation } from './operation';

/** A field, the operations that have it, and the fields that stand right before it, each with an operation that wants it so. */
interface Shared {
	readonly field: Field;
	readonly operations: Set<Operation>;
	readonly after: Map<Shared, Operation>;
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
			if (before) shared.after.set(before, operation);
			before = shared;
		}
	}
	return [...byLook.values()];

	function alike(field: Field): Shared {
		const look = JSON.stringify([field.property, field.when]);
		const shared: Shared = byLook.get(look) ?? { field, operations: new Set(), after: new Map() };
		byLook.set(look, shared);
		byField.set(field, shared);
		return shared;
	}
}

/** On the way from a field to the one that an operation wants before it. */
interface Step {
	readonly from: Shared;
	readonly operation: Operation;
}

function conflict(circle: readonly Step[]): string {
	const operations = new Set(circle.map(({ operation: { resource, operation } }) => `${resource}.${operation}`));
	const names = new Set(circle.map(({ from }) => from.field.name));
	return `${[...operations].join(' and ')} want the same fields in different orders: ${[...names].join(', ')}`;
}

/** The fields in an order that every operation agrees with. */
function inOrder(fields: readonly Shared[]): Set<Shared> {
	const placed = new Set<Shared>();
	const place = (field: Shared, way: readonly Step[]): void => {
		if (placed.has(field)) return;
		const begun = way.findIndex(({ from }) => from === field);
		if (begun >= 0) throw new Error(conflict(way.slice(begun)));
		for (const [before, operation] of field.after) place(before, [...way, { from: field, operation }]);
		placed.add(field);
	};
	fields.forEach((field) => place(field, []));
	return placed;
}

/** When a field is shown, in as few conditions as possible. Each names resources and operations, and all pairs of them have the field. */
function conditions(having: ReadonlySet<Operation>, operations: readonly Operation[]): Shown[] {
	const found: Array<Required<Shown>> = [];
	const fits = (resources: string[], names?: string[]): boolean =>
		operations.every(
			(one) => having.has(one) || !resources.includes(one.resource) || (names && !names.includes(one.operation)),
		);
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
		conditions(having, operations).map(
			(shown) => ({ ...field.property, displayOptions: { show: { ...shown, ...field.when } } }) as INodeProperties,
		),
	);
}
