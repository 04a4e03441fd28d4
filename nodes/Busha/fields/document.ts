import type { Field } from './field';
import { InputError } from './inputError';
import type { ItemFile } from './itemFile';
import { asText } from './text';

const HINT = 'A binary field of the input item, or an expression that gives a file. PDF, JPG, JPEG or PNG, below 4 MB.';

/** A file that has to be there, named by its binary field or given as n8n's expressions give it. */
export function document<Name extends string>(name: Name, displayName: string): Field<Name, ItemFile> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder: 'data',
			description: HINT,
			required: true,
		},
		read: ({ value, file }) => {
			const given = typeof value === 'object' && value !== null ? value : asText(value);
			if (given === '') throw new InputError('is empty', 'Enter the name of a binary field of the input item.');
			return file(given);
		},
	};
}
