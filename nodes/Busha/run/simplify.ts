import type { IDataObject } from 'n8n-workflow';

import { toggle } from '../fields/basic';
import type { Field } from '../fields/field';

/** The switch of operations whose rows have more than ten fields. */
export function simplifyField(initial: boolean): Field<'simplify', boolean> {
	const field = toggle('simplify', 'Simplify', 'Whether to return a simplified version of the response instead of the raw data');
	return { ...field, property: { ...field.property, default: initial } };
}

/** A row with only the named fields, as far as it has them. */
export function simplified(row: IDataObject, keep: readonly string[]): IDataObject {
	return Object.fromEntries(keep.filter((key) => row[key] !== undefined).map((key) => [key, row[key]]));
}
