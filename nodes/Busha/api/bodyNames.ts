import type { IDataObject } from 'n8n-workflow';

function snakeCase(name: string): string {
	return name.replace(/(?<=[a-z])([A-Z0-9])/g, '_$1').toLowerCase();
}

function renamed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(renamed);
	return typeof value === 'object' && value !== null ? bodyNames(value) : value;
}

/** The same values, nested ones too, under the API's names. What is not given is left out. */
export function bodyNames(values: object): IDataObject {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given.map(([name, value]) => [snakeCase(name), renamed(value)])) as IDataObject;
}

/** The same values as a query under the API's names, each as text. What is not given is left out. */
export function queryNames(values: object): Record<string, string> {
	return Object.fromEntries(Object.entries(bodyNames(values)).map(([name, value]) => [name, String(value)]));
}
