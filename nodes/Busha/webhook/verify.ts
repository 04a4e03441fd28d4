import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries the signature of a delivery. */
export const SIGNATURE_HEADER = 'x-bu-signature';

/**
 * Whether a delivery was signed with the webhook secret: base64 of the HMAC-SHA256 of the bytes as they came, compared
 * in constant time. Only this one spelling passes, so hex digests, other alphabets and missing padding do not. Without
 * a secret nothing passes. See Busha's guide on webhooks.
 */
export function isSigned(rawBody: unknown, signature: unknown, secret: string): boolean {
	if (secret === '' || typeof signature !== 'string' || !Buffer.isBuffer(rawBody)) return false;
	const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('base64'));
	const given = Buffer.from(signature);
	return given.length === expected.length && timingSafeEqual(given, expected);
}
