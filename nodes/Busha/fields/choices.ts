import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field } from './field';
import { InputError } from './inputError';
import { asText, type Look } from './text';

/** Any number of a fixed list, as a list or separated by commas. `kind` names one of them in the error: "a status". */
export function choices<Name extends string>(
	name: Name,
	displayName: string,
	kind: string,
	options: readonly INodePropertyOptions[],
	look: Look = {},
): Field<Name, string[]> {
	return {
		name,
		property: { displayName, name, type: 'multiOptions', options: [...options], default: [], ...look },
		read: ({ value }) => {
			const list: unknown[] = Array.isArray(value) ? value : asText(value).split(',');
			const given = list.map(asText).filter((one) => one !== '');
			const wrong = given.find((one) => !options.some((option) => option.value === one));
			if (wrong !== undefined) throw new InputError(`"${wrong.slice(0, 40)}" is not ${kind}`, 'Choose from the list.');
			return given;
		},
	};
}

/** The same field, but at least one has to be chosen. */
export function oneOrMore<Name extends string>(field: Field<Name, string[]>): Field<Name, string[]> {
	return {
		...field,
		property: { ...field.property, required: true },
		read: (reading) => {
			const given = field.read(reading);
			if (given.length > 0) return given;
			throw new InputError('is empty', 'Choose at least one, or check the expression.');
		},
	};
}
