/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, content: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const part = Buffer.alloc(body.length + 8);
	part.writeUInt32BE(content.length);
	body.copy(part, 4);
	part.writeUInt32BE(crc32(body), body.length + 4);
	return part;
}

/** A real PNG picture of one colour. */
export function png(width: number, height: number, rgb: readonly [number, number, number]): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width);
	header.writeUInt32BE(height, 4);
	// Eight bits a channel, true colour.
	header.set([8, 2], 8);
	const row = Buffer.from([0, ...Array.from({ length: width }, () => rgb).flat()]);
	const rows = Buffer.concat(Array.from({ length: height }, () => row));
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
