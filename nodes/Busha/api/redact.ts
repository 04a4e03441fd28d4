const LONGEST = 300;
/** Longer than any id, address or hash that Busha names, so it can only be the content of a document. */
const CONTENT = /[A-Za-z0-9+/]{80,}={0,2}/g;
const DOCUMENT_KEYS = ['image_front', 'image_back', 'file'];

function walk(value: unknown, visit: (text: string, key: string) => unknown, key = ''): unknown {
	if (typeof value === 'string') return visit(value, key);
	if (Array.isArray(value)) return value.map((part) => walk(part, visit, key));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part, visit, name)]));
}

/** A copy without secrets and without long content, such as a document that an answer repeats. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
	const clean = (text: string): string => {
		const safe = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text).replace(CONTENT, '***');
		return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}...` : safe;
	};
	return walk(value, clean) as T;
}

/** The contents of the documents in a request's body, which its answer may repeat. */
export function documentsIn(body: unknown): string[] {
	const contents: string[] = [];
	walk(body, (text, key) => DOCUMENT_KEYS.includes(key) && text !== '' && contents.push(text));
	return contents;
}
