import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { InputError } from './inputError';
import { asIdentity } from './text';

/** How n8n shows a required value that users pick from a searchable list, or enter themselves. */
export function locatorProperty(
	name: string,
	displayName: string,
	searchListMethod: string,
	{ by = 'id', description, placeholder }: { by?: 'id' | 'code'; description?: string; placeholder?: string },
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod, searchable: true } },
			{ displayName: by === 'id' ? 'By ID' : 'By Code', name: by, type: 'string', placeholder },
		],
	};
}

/** A required id that users pick from a searchable list or enter themselves. */
export function locator<Name extends string>(
	name: Name,
	displayName: string,
	searchListMethod: string,
	look: { description?: string; placeholder: string },
): Field<Name, string> {
	return {
		name,
		property: locatorProperty(name, displayName, searchListMethod, look),
		read: ({ value }) => {
			const id = asIdentity(value);
			if (id === '') throw new InputError('is empty', 'Choose one from the list, or check the expression.');
			return id;
		},
	};
}
