import type { Field } from './field';
import { InputError } from './inputError';
import type { ItemFile } from './itemFile';
import { asText } from './text';

const HINT = 'The binary field of the input item that holds the file: PDF, JPG, JPEG or PNG, below 4 MB';

/** A file of the item, named by its binary field. Left blank, there is none. */
export function optionalDocument<Name extends string>(name: Name, displayName: string): Field<Name, ItemFile | undefined> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', placeholder: 'data', description: HINT },
		read: ({ value, file }) => {
			const binaryField = asText(value);
			return binaryField === '' ? undefined : file(binaryField);
		},
	};
}

/** A file of the item that has to be there. */
export function document<Name extends string>(name: Name, displayName: string): Field<Name, ItemFile> {
	const field = optionalDocument(name, displayName);
	return {
		...field,
		read: (reading) => {
			const found = field.read(reading);
			if (!found) throw new InputError('is empty', 'Enter the name of a binary field of the input item.');
			return found;
		},
	};
}
