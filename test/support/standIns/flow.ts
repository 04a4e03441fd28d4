import {
	type IDataObject,
	type INodeProperties,
	type INodeType,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { description } from './description';

const { Main } = NodeConnectionTypes;

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = {
	seconds: 1000,
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

/** The engine hands a form's submission on as it is: the real node has made the item before the execution starts. */
export const formTrigger: INodeType = {
	description: description('formTrigger', [2.2], {
		inputs: [],
		properties: [
			{ displayName: 'Form Title', name: 'formTitle', type: 'string', default: '' },
			{ displayName: 'Form Description', name: 'formDescription', type: 'string', default: '' },
			{
				displayName: 'Form Elements',
				name: 'formFields',
				type: 'fixedCollection',
				default: {},
				options: [{ displayName: 'Values', name: 'values', values: [] }],
			},
			{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
		],
	}),
	webhook: async () => await Promise.resolve({}),
};

/** Like n8n's If: n8n itself judges the conditions, since they are a parameter of type "filter". */
export const ifNode: INodeType = {
	description: description('if', [2.2], {
		outputs: [Main, Main],
		properties: [
			{
				displayName: 'Conditions',
				name: 'conditions',
				type: 'filter',
				default: {},
				typeOptions: { filter: { caseSensitive: true, typeValidation: 'strict', version: 2 } },
			},
			{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
		],
	}),
	async execute() {
		const passes = (index: number) =>
			this.getNodeParameter('conditions', index, false, { extractValue: true }) === true;
		const items = this.getInputData().map((item, index) => ({ ...item, pairedItem: { item: index } }));
		return await Promise.resolve([
			items.filter((_, index) => passes(index)),
			items.filter((_, index) => !passes(index)),
		]);
	},
};

interface Assignment {
	name: string;
	value: unknown;
}

/** Like n8n's Edit Fields: gives the assigned fields and nothing else. n8n itself works out their expressions. */
export const setNode: INodeType = {
	description: description('set', [3.4], {
		properties: [
			{ displayName: 'Fields to Set', name: 'assignments', type: 'assignmentCollection', default: {} },
			{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
		],
	}),
	async execute() {
		const items = this.getInputData().map((_item, index) => {
			const { assignments } = this.getNodeParameter('assignments', index) as unknown as { assignments: Assignment[] };
			return {
				json: Object.fromEntries(assignments.map(({ name, value }) => [name, value])) as IDataObject,
				pairedItem: { item: index },
			};
		});
		return await Promise.resolve([items]);
	},
};

export const stopAndError: INodeType = {
	description: description('stopAndError', [1], {
		outputs: [],
		properties: [{ displayName: 'Error Message', name: 'errorMessage', type: 'string', default: '' }],
	}),
	async execute() {
		await Promise.resolve();
		throw new NodeOperationError(this.getNode(), this.getNodeParameter('errorMessage', 0) as string);
	},
};

export const stickyNote: INodeType = {
	description: description('stickyNote', [1], {
		inputs: [],
		outputs: [],
		properties: [
			{ displayName: 'Content', name: 'content', type: 'string', default: '' },
			{ displayName: 'Height', name: 'height', type: 'number', default: 160 },
			{ displayName: 'Width', name: 'width', type: 'number', default: 240 },
			{ displayName: 'Color', name: 'color', type: 'number', default: 1 },
		],
	}),
};

/** Like n8n's Wait after a time interval, but `letTimePass` says what the wait does. */
export function waitNode(letTimePass: (ms: number) => Promise<void>): INodeType {
	return {
		description: description('wait', [1.1], {
			properties: [
				{ displayName: 'Wait Amount', name: 'amount', type: 'number', default: 5 },
				{
					displayName: 'Wait Unit',
					name: 'unit',
					type: 'options',
					options: Object.keys(UNITS).map((value) => ({ name: value, value })),
					default: 'seconds',
				},
			],
		}),
		async execute() {
			const unit = UNITS[this.getNodeParameter('unit', 0) as string];
			const amount = this.getNodeParameter('amount', 0) as number;
			if (unit === undefined || !(amount >= 0)) throw new NodeOperationError(this.getNode(), 'The wait is not a time');
			await letTimePass(amount * unit);
			return [this.getInputData()];
		},
	};
}

/** A trigger that gives its execution what it was started with. */
export function trigger(name: string, version: number[], properties: INodeProperties[]): INodeType {
	return {
		description: description(name, version, { inputs: [], properties }),
		execute: async function () {
			return await Promise.resolve([this.getInputData()]);
		},
	};
}
