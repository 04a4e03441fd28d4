/**
 * Decimal numbers as text. Nothing here ever becomes a JavaScript number: digits are kept as a BigInt with a
 * scale, so `"0.1"` plus `"0.2"` is exactly `"0.3"` and eighteen fraction digits stay eighteen.
 */
interface Scaled {
	digits: bigint;
	scale: number;
}

function scaled(value: string): Scaled {
	const negative = value.startsWith('-');
	const [whole = '0', fraction = ''] = (negative ? value.slice(1) : value).split('.');
	const digits = BigInt(whole + fraction);
	return { digits: negative ? -digits : digits, scale: fraction.length };
}

function text({ digits, scale }: Scaled): string {
	const negative = digits < 0n;
	const all = String(negative ? -digits : digits).padStart(scale + 1, '0');
	const fraction = scale === 0 ? '' : all.slice(-scale).replace(/0+$/, '');
	const whole = scale === 0 ? all : all.slice(0, -scale);
	return `${negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

function aligned(a: Scaled, b: Scaled): [bigint, bigint, number] {
	const scale = Math.max(a.scale, b.scale);
	return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

/** The exact sum of two decimal strings, without trailing zeros. */
export function add(a: string, b: string): string {
	const [x, y, scale] = aligned(scaled(a), scaled(b));
	return text({ digits: x + y, scale });
}

/** The exact product of two decimal strings, without trailing zeros. */
export function multiply(a: string, b: string): string {
	const [x, y] = [scaled(a), scaled(b)];
	return text({ digits: x.digits * y.digits, scale: x.scale + y.scale });
}

/** Negative, zero or positive, as `a` is smaller than, equal to or larger than `b`. */
export function compare(a: string, b: string): number {
	const [x, y] = aligned(scaled(a), scaled(b));
	return x < y ? -1 : x > y ? 1 : 0;
}

/** Whether a value from the API is a decimal string, so that the functions above take it. */
export function isDecimal(value: unknown): value is string {
	return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
}
