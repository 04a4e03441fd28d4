import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation, Resource } from '../operation';
import * as all from './all';

const operations: readonly Operation[] = Object.values(all);

const RESOURCES: Readonly<Record<Resource, string>> = {
	balance: 'Balance',
	customer: 'Customer',
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

/** The properties of a resource's fields. A field that several of its operations share is shown for all of them. */
function fieldProperties(resource: string): INodeProperties[] {
	const shared = new Map<string, { field: Field; operations: string[] }>();
	for (const { operation, fields } of of(resource)) {
		for (const field of fields) {
			const key = JSON.stringify([field.property, field.when]);
			const known = shared.get(key) ?? { field, operations: [] };
			known.operations.push(operation);
			shared.set(key, known);
		}
	}
	return [...shared.values()].map(({ field, operations: shownFor }) => {
		const when = Object.entries(field.when ?? {}).map(([name, accepted]) => [name, [...accepted]] as const);
		const show = { resource: [resource], operation: shownFor, ...Object.fromEntries(when) };
		return { ...field.property, displayOptions: { show } };
	});
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
	return [selector, ...resources.map(operationSelector), ...resources.flatMap(fieldProperties)];
}
