/** What a file is, told by its first bytes. */
interface FileType {
	/** How a person calls it, with its article. */
	name: string;
	/** Whether Busha takes it as a document. */
	taken: boolean;
}

/** Each kind of file, and how its first bytes begin, read as Latin-1. */
const KINDS: ReadonlyArray<[begins: RegExp, name: string, taken?: true]> = [
	[/^(\xef\xbb\xbf)?\s*%PDF-/, 'a PDF', true],
	[/^\xff\xd8\xff/, 'a JPEG picture', true],
	[/^\x89PNG\r\n/, 'a PNG picture', true],
	[/^[^]{4}ftyp(hei|hev|mif|msf)/, 'a HEIC picture'],
	[/^[^]{4}ftypavi/, 'an AVIF picture'],
	[/^RIFF[^]{4}WEBP/, 'a WebP picture'],
	[/^GIF8/, 'a GIF picture'],
	[/^(II\*\0|MM\0\*)/, 'a TIFF picture'],
	[/^BM/, 'a BMP picture'],
	[/^PK/, 'a ZIP archive or an Office document'],
	[/^(\xef\xbb\xbf)?\s*data:/i, 'a data URI in a text, instead of the file itself'],
	[/^(\xef\xbb\xbf)?\s*</, 'a web page or an XML text'],
	[/^(\xef\xbb\xbf)?\s*[[{]/, 'a JSON text'],
];

/** Tells what a file is by its content, as Busha does: labels and names of files are often wrong. */
export function documentType(content: Buffer): FileType {
	const head = content.subarray(0, 32).toString('latin1');
	const [, name = 'of a kind that is not known', taken = false] = KINDS.find(([begins]) => begins.test(head)) ?? [];
	return { name, taken };
}
