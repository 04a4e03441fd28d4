import { type INodeProperties, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

const { Main } = NodeConnectionTypes;

/** The description of a stand-in, by default with one input and one output. */
export function description(
	name: string,
	version: number[],
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version,
		description: '',
		defaults: { name },
		inputs: [Main],
		outputs: [Main],
		properties: [],
		...more,
	};
}

/** A parameter that holds one value, whatever its type in the real node. */
export function value(name: string, initial: string | number | boolean = ''): INodeProperties {
	const type = typeof initial as 'string' | 'number' | 'boolean';
	return { displayName: name, name, type, default: initial };
}

export function locator(name: string): INodeProperties {
	const modes = ['list', 'id', 'name'].map((mode) => ({ displayName: mode, name: mode, type: 'string' as const }));
	return { displayName: name, name, type: 'resourceLocator', default: { mode: 'list', value: '' }, modes };
}

export function collection(name: string, ...options: INodeProperties[]): INodeProperties {
	return { displayName: name, name, type: 'collection', default: {}, options };
}

/** One group of values, named `group`; with `multiple`, several of it. */
export function group(name: string, groupName: string, values: INodeProperties[], multiple = false): INodeProperties {
	return {
		displayName: name,
		name,
		type: 'fixedCollection',
		default: {},
		typeOptions: { multipleValues: multiple },
		options: [{ displayName: groupName, name: groupName, values }],
	};
}

/** How long a question waits for an answer. */
export const limitWaitTime = group('limitWaitTime', 'values', [
	value('limitType', 'afterTimeInterval'),
	value('resumeAmount', 45),
	value('resumeUnit', 'minutes'),
]);

export const approvalOptions = group('approvalOptions', 'values', [
	value('approvalType', 'single'),
	value('approveLabel', 'Approve'),
	value('disapproveLabel', 'Disapprove'),
]);
