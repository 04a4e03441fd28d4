import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries the signature of a delivery. */
export const SIGNATURE_HEADER = 'x-bu-signature';

/**
 * Whether a delivery was signed with one of the webhook secrets: base64 of the HMAC-SHA256 of the bytes as they came,
 * compared in constant time. Only this one spelling passes, so hex digests, other alphabets and missing padding do not.
 * Without a secret nothing passes. See Busha's guide on webhooks.
 */
export function isSigned(rawBody: unknown, signature: unknown, secrets: readonly string[]): boolean {
	if (typeof signature !== 'string' || !Buffer.isBuffer(rawBody)) return false;
	const given = Buffer.from(signature);
	return secrets.some((secret) => {
		const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('base64'));
		return given.length === expected.length && timingSafeEqual(given, expected);
	});
}
