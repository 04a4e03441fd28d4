import type { INodeProperties } from 'n8n-workflow';

import * as all from './all';
import type { Operation } from './operation';
import { fieldProperties } from './panel';
import { type Resource, RESOURCES } from './resources';

const operations: readonly Operation[] = Object.values(all);

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
		.sort((a, b) => (a.name < b.name ? -1 : 1));
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
	return [selector, ...resources.map(operationSelector), ...fieldProperties(operations)];
}
