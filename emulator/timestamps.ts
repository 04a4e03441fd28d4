/**
 * An RFC 3339 timestamp of a millisecond, with the up to nine fraction digits Busha sends. The extra digits follow from
 * the millisecond, so that order is kept and two things of the same millisecond carry the same text.
 */
export function timestamp(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, -1)}${extraDigits(ms)}Z`;
}

/** The same moment written with Lagos's offset, as Busha's transactions do. */
export function lagosTimestamp(ms: number): string {
	return `${new Date(ms + 3_600_000).toISOString().slice(0, -1)}${extraDigits(ms)}+01:00`;
}

function extraDigits(ms: number): string {
	return String(((ms % 1_000_000) * 7919) % 1_000_000)
		.padStart(6, '0')
		.replace(/0+$/, '');
}
