import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation, Resource } from '../operation';
import * as all from './all';

const operations: readonly Operation[] = Object.values(all);

const RESOURCES: Readonly<Record<Resource, string>> = {
	balance: 'Balance',
	bill: 'Bill',
	customer: 'Customer',
	paymentLink: 'Payment Link',
	quote: 'Quote',
	recipient: 'Recipient',
	transaction: 'Transaction',
	transfer: 'Transfer',
};

const byName = new Map(operations.map((operation) => [`${operation.resource}.${operation.operation}`, operation]));

/** The operation that a workflow names, if there is one. */
export function find(resource: string, operation: string): Operation | undefined {
	return byName.get(`${resource}.${operation}`);
}

function of(resource: string): Operation[] {
	return operations.filter((operation) => operation.resource === resource);
}

function operationSelector(resource: string): INodeProperties {
	const options = of(resource)
		.map(({ operation: value, name, action, description }) => ({ name, value, action, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const selector: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: 'getAll',
	};
	const [first] = options;
	return !first || options.some(({ value }) => value === 'getAll') ? selector : { ...selector, default: first.value };
}

/** Where a field is shown: operations by resource. */
type Places = Map<string, string[]>;

/** Every field once, with the operations that have it. Fields that look alike count as one. */
function sharedFields(): Array<{ field: Field; places: Places }> {
	const shared = new Map<string, { field: Field; places: Places }>();
	for (const { resource, operation, fields } of operations) {
		for (const field of fields) {
			const key = JSON.stringify([field.property, field.when]);
			const known = shared.get(key) ?? { field, places: new Map() };
			known.places.set(resource, [...(known.places.get(resource) ?? []), operation]);
			shared.set(key, known);
		}
	}
	return [...shared.values()];
}

/** The conditions under which a field is shown: one for all resources that have it in the same operations. */
function conditions(places: Places): Array<{ resource: string[]; operation?: string[] }> {
	const grouped = new Map<string, { resource: string[]; operation?: string[] }>();
	for (const [resource, shownFor] of places) {
		const everywhere = shownFor.length === of(resource).length;
		const key = everywhere ? '' : shownFor.join();
		const known = grouped.get(key) ?? { resource: [], ...(!everywhere && { operation: shownFor }) };
		known.resource.push(resource);
		grouped.set(key, known);
	}
	return [...grouped.values()];
}

function fieldProperties(): INodeProperties[] {
	return sharedFields().flatMap(({ field, places }) =>
		conditions(places).map((shown) => {
			const when = Object.entries(field.when ?? {}).map(([name, accepted]) => [name, [...accepted]] as const);
			return { ...field.property, displayOptions: { show: { ...shown, ...Object.fromEntries(when) } } };
		}),
	);
}

/** Everything that the node's panel shows, built from the operations. */
export function properties(): INodeProperties[] {
	const resources = Object.keys(RESOURCES) as Resource[];
	const selector: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map((value) => ({ name: RESOURCES[value], value })),
		default: 'transaction',
	};
	return [selector, ...resources.map(operationSelector), ...fieldProperties()];
}
