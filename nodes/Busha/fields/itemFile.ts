import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from './inputError';

const TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png'];
const EXTENSIONS = ['pdf', 'jpg', 'jpeg', 'png'];
const MAX_BYTES = 4 * 1024 * 1024;

/** A document of the item, checked by type when it is named and by size when it is loaded. */
export interface ItemFile {
	/** The content as Busha takes it: plain base64. Throws an {@link InputError} when it is empty or 4 MB and more. */
	readonly base64: () => Promise<string>;
}

function tooLarge(binaryField: string): InputError {
	return new InputError(
		`the file in "${binaryField}" is 4 MB or larger`,
		'Busha takes documents below 4 MB. Use a smaller scan or a compressed picture.',
	);
}

/** Finds a file of an item by the name of its binary field. Nothing is loaded yet. */
export function itemFile(n8n: IExecuteFunctions, itemIndex: number, binaryField: string): ItemFile {
	const meta = n8n.getInputData()[itemIndex]?.binary?.[binaryField];
	if (!meta) {
		throw new InputError(
			`the item has no file in a binary field named "${binaryField}"`,
			'Enter the name of a binary field of the input item, such as data.',
		);
	}
	const extension = (meta.fileExtension ?? meta.fileName?.split('.').pop() ?? '').toLowerCase();
	if (!TYPES.includes(meta.mimeType) && !EXTENSIONS.includes(extension)) {
		throw new InputError(
			`the file in "${binaryField}" is of type ${meta.mimeType}`,
			'Busha takes PDF, JPG, JPEG and PNG files.',
		);
	}
	if (typeof meta.bytes === 'number' && meta.bytes >= MAX_BYTES) throw tooLarge(binaryField);
	return {
		base64: async () => {
			const content = await n8n.helpers.getBinaryDataBuffer(itemIndex, binaryField);
			if (content.length === 0) throw new InputError(`the file in "${binaryField}" is empty`, 'Pass a file that has content.');
			if (content.length >= MAX_BYTES) throw tooLarge(binaryField);
			return content.toString('base64');
		},
	};
}
