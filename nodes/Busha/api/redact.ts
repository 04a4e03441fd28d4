const LONGEST = 300;
/** Longer than any id, address or hash that Busha names, so it can only be the content of a document. */
const CONTENT = /[A-Za-z0-9+/]{80,}={0,2}/g;
const DOCUMENT_KEYS = ['image_front', 'image_back', 'file'];

/** A copy without secrets and without long content, such as a document that an answer repeats. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
	const text = (part: string): string => {
		const safe = secrets
			.reduce((rest, secret) => rest.replaceAll(secret, '***'), part)
			.slice(0, 4 * LONGEST)
			.replace(CONTENT, '***');
		return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}...` : safe;
	};
	const clean = (part: unknown): unknown => {
		if (typeof part === 'string') return text(part);
		if (Array.isArray(part)) return part.map(clean);
		if (typeof part !== 'object' || part === null) return part;
		return Object.fromEntries(Object.entries(part).map(([key, inner]) => [text(key), clean(inner)]));
	};
	return clean(value) as T;
}

/** The contents of the documents in a request's body, which its answer may repeat. */
export function documentsIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	return Object.entries(body).flatMap(([key, part]) =>
		typeof part === 'string' ? (DOCUMENT_KEYS.includes(key) && part !== '' ? [part] : []) : documentsIn(part),
	);
}
