import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from './inputError';

const TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png'];
const EXTENSIONS = ['pdf', 'jpg', 'jpeg', 'png'];
const UNKNOWN_TYPE = 'application/octet-stream';
const MAX_BYTES = 4 * 1024 * 1024;

/** A document of the item, checked by type and size when it is named, and by size again when it is loaded. */
export interface ItemFile {
	/** The content as Busha takes it: plain base64. Throws an {@link InputError} when it is empty or 4 MB and more. */
	readonly base64: () => Promise<string>;
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
	if (!isDocument(meta)) {
		throw new InputError(
			`the file in "${binaryField}" is of type ${meta.mimeType}`,
			'Busha takes PDF, JPG, JPEG and PNG files.',
		);
	}
	// Without an id the content is in memory, as base64.
	const bytes = meta.id === undefined ? Math.floor((meta.data.replace(/=+$/, '').length * 3) / 4) : meta.bytes;
	if (bytes !== undefined) checkSize(bytes, binaryField);
	return {
		base64: async () => {
			const content = await n8n.helpers.getBinaryDataBuffer(itemIndex, binaryField);
			checkSize(content.length, binaryField);
			return content.toString('base64');
		},
	};
}

/** Decides by the type that n8n found, and by the name only when that type says nothing. */
function isDocument({ mimeType = '', fileExtension, fileName }: IBinaryData): boolean {
	const type = mimeType.toLowerCase();
	if (type !== '' && type !== UNKNOWN_TYPE) return TYPES.includes(type);
	const extension = fileExtension ?? fileName?.split('.').pop() ?? '';
	return EXTENSIONS.includes(extension.toLowerCase());
}

function checkSize(bytes: number, binaryField: string): void {
	if (bytes === 0) throw new InputError(`the file in "${binaryField}" is empty`, 'Pass a file that has content.');
	if (bytes < MAX_BYTES) return;
	throw new InputError(
		`the file in "${binaryField}" is 4 MB or larger`,
		'Busha takes documents below 4 MB. Use a smaller scan or a compressed picture.',
	);
}
