import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { documentType } from './fileType';
import { InputError } from './inputError';

const MAX_BYTES = 4 * 1024 * 1024;
/** As many characters of base64 as hold the first bytes of a file. */
const HEAD = 64;

/** A document of the item, checked when it is named as far as its content is at hand, and in full when it is loaded. */
export interface ItemFile {
	/** The content as Busha takes it: plain base64. Throws an {@link InputError} for a file that Busha does not take. */
	readonly base64: () => Promise<string>;
}

/** Finds a file of an item: by the name of its binary field, or as an expression gives it. Nothing is loaded yet. */
export function itemFile(n8n: IExecuteFunctions, itemIndex: number, given: unknown): ItemFile {
	const { label, meta } = found(n8n, itemIndex, given);
	if (meta.id === undefined) {
		checkSize(Math.floor((meta.data.replace(/=+$/, '').length * 3) / 4), label);
		checkType(Buffer.from(meta.data.slice(0, HEAD), 'base64'), meta, label);
	} else if (meta.bytes !== undefined) {
		checkSize(meta.bytes, label);
	}
	return {
		base64: async () => {
			const content = await read(n8n, itemIndex, typeof given === 'string' ? given : meta, label);
			checkSize(content.length, label);
			checkType(content, meta, label);
			return content.toString('base64');
		},
	};
}

function found(n8n: IExecuteFunctions, itemIndex: number, given: unknown): { label: string; meta: IBinaryData } {
	if (typeof given === 'string') {
		const meta = asserted(n8n, itemIndex, given);
		if (meta) return { label: `"${given}"`, meta };
		throw new InputError(
			`the item has no file in a binary field named "${given}"`,
			'Enter the name of a binary field of the input item, such as data.',
		);
	}
	const meta = asserted(n8n, itemIndex, given) ?? ofItem(n8n, itemIndex, given as object);
	if (meta) return { label: `"${meta.fileName ?? 'the file'}"`, meta };
	throw new InputError(
		'is neither a file nor the name of one',
		'Enter the name of a binary field of the input item, such as data.',
	);
}

/** The file as n8n finds it, in all forms that it keeps files in. */
function asserted(n8n: IExecuteFunctions, itemIndex: number, given: unknown): IBinaryData | undefined {
	try {
		return n8n.helpers.assertBinaryData(itemIndex, given as string);
	} catch {
		return undefined;
	}
}

/** `$binary.data` gives all of a file but its content, which n8n leaves out: the one file of the item that looks the same. */
function ofItem(n8n: IExecuteFunctions, itemIndex: number, given: object): IBinaryData | undefined {
	const shown = Object.entries(given);
	const files = Object.values(n8n.getInputData()[itemIndex]?.binary ?? {});
	const alike = files.filter(
		(file) => shown.length > 0 && shown.every(([key, value]) => file[key as keyof IBinaryData] === value),
	);
	const contents = new Set(alike.map(({ data }) => data));
	return contents.size === 1 ? alike[0] : undefined;
}

/** The content of a file. Another process of n8n may have kept it where this one cannot read. */
async function read(
	n8n: IExecuteFunctions,
	itemIndex: number,
	file: string | IBinaryData,
	label: string,
): Promise<Buffer> {
	const content = await n8n.helpers.getBinaryDataBuffer(itemIndex, file).catch((problem: Error) => problem);
	if (Buffer.isBuffer(content)) return content;
	throw new InputError(
		`the file in ${label} cannot be read: ${content.message}`,
		'n8n keeps files where its setting N8N_DEFAULT_BINARY_DATA_MODE says. When several processes of n8n share the work, each of them must be able to read that place: let them share one folder, or choose the mode "database".',
	);
}

function checkType(head: Buffer, { mimeType }: IBinaryData, label: string): void {
	const type = documentType(head);
	if (type.taken) return;
	throw new InputError(
		`the file in ${label} is ${type.name}, whatever its label ${mimeType ? `${mimeType} ` : ''}says`,
		'Busha takes PDF, JPG, JPEG and PNG files. Convert the file first.',
	);
}

function checkSize(bytes: number, label: string): void {
	if (bytes === 0) throw new InputError(`the file in ${label} is empty`, 'Pass a file that has content.');
	if (bytes < MAX_BYTES) return;
	throw new InputError(
		`the file in ${label} is 4 MB or larger`,
		'Busha takes documents below 4 MB. Use a smaller scan or a compressed picture.',
	);
}
