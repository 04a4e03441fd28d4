import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { InputError } from './inputError';

/** The labels of the fields of a collection that are needed, but not given. */
export function missingIn({ property }: Field, given: object, needed: readonly string[]): string[] {
	return (property.options as INodeProperties[])
		.filter(({ name }) => needed.includes(name) && !(name in given))
		.map(({ displayName }) => displayName);
}

/** The same collection, which has the needed fields or none at all. Anything else is an {@link InputError}. */
export function complete<Name extends string, Value extends object>(
	field: Field<Name, Value>,
	needed: readonly string[],
): Field<Name, Value> {
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading);
			const missing = Object.keys(given).length > 0 ? missingIn(field, given, needed) : [];
			if (missing.length === 0) return given;
			throw new InputError(`lacks ${missing.join(', ')}`, 'Add what is missing.');
		},
	};
}
