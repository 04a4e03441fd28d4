import type { IExecuteFunctions } from 'n8n-workflow';

import type { Field, Reading } from '../fields/field';
import { readFields } from '../fields/field';
import { itemFile } from '../fields/itemFile';

export type Input = Readonly<Record<string, unknown>>;

/** Reads an operation's fields for one item. Throws an `InputError` at the first value that cannot be used. */
export function readInput(n8n: IExecuteFunctions, fields: readonly Field[], itemIndex: number): Input {
	const parameters = n8n.getNode().parameters;
	const readingOf = ({ name }: Field): Reading => {
		const raw = parameters[name];
		return {
			raw,
			value: raw === undefined ? undefined : n8n.getNodeParameter(name, itemIndex, undefined, { skipValidation: true }),
			file: (binaryField) => itemFile(n8n, itemIndex, binaryField),
		};
	};
	return readFields(fields, readingOf);
}
