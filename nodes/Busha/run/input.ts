import type { IExecuteFunctions } from 'n8n-workflow';

import { type Field, readFields } from '../fields/field';
import { type ItemFile, itemFile } from '../fields/itemFile';
import { isTool } from './tool';

export type Input = Readonly<Record<string, unknown>>;

/** Whether a stored parameter holds an expression somewhere, so that its value depends on the item. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/**
 * Returns the function that reads an operation's fields for one item. It throws an `InputError` at the first value that
 * cannot be used. Parameters without an expression are the same for every item, and n8n is not asked for them again.
 */
export function inputReader(n8n: IExecuteFunctions, fields: readonly Field[]): (itemIndex: number) => Input {
	const { parameters } = n8n.getNode();
	const depends = new Set(fields.map(({ name }) => name).filter((name) => hasExpression(parameters[name])));
	const zone = n8n.getTimezone();
	const asTool = isTool(n8n.getNode());
	return (itemIndex) => {
		const file = (given: unknown): ItemFile => itemFile(n8n, itemIndex, given);
		return readFields(fields, ({ name }, before) => {
			const raw = parameters[name];
			const value = depends.has(name)
				? n8n.getNodeParameter(name, itemIndex, undefined, { skipValidation: true })
				: raw;
			return { value, raw, zone, asTool, before, file };
		});
	};
}
