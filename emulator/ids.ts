const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
// Taken once: under jest every look at a global is slow, and bulk history makes hundreds of thousands of ids.
const { random, floor, min } = Math;

/** A prefix and `length` random letters and digits, in the shape of Busha's ids. */
export function newId(prefix: string, length: number): string {
	let id = prefix;
	for (let left = length; left > 0; left -= 4) {
		let number = floor(random() * 62 ** 4);
		for (let i = min(left, 4); i > 0; i--) {
			id += ALPHABET[number % 62];
			number = floor(number / 62);
		}
	}
	return id;
}

/** `length` random hexadecimal digits. */
export function newHex(length: number): string {
	let hex = '';
	while (hex.length < length)
		hex += floor(random() * 2 ** 48)
			.toString(16)
			.padStart(12, '0');
	return hex.slice(0, length);
}

export function newUuid(): string {
	return `${newHex(8)}-${newHex(4)}-4${newHex(3)}-a${newHex(3)}-${newHex(12)}`;
}
