import type { Field } from './field';
import { InputError } from './inputError';
import { asIdentity } from './text';

/** A required id that users pick from a searchable list or enter themselves. */
export function locator<Name extends string>(
	name: Name,
	displayName: string,
	searchListMethod: string,
	{ description, placeholder }: { description?: string; placeholder: string },
): Field<Name, string> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description,
			modes: [
				{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod, searchable: true } },
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
			],
		},
		read: ({ value }) => {
			const id = asIdentity(value);
			if (id === '') throw new InputError('is empty', 'Choose one from the list, or check the expression.');
			return id;
		},
	};
}
