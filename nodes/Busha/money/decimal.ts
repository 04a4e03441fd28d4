import { InputError } from '../fields/inputError';

/**
 * Decimal numbers as text. Nothing here ever becomes a JavaScript number: digits are kept as a BigInt with a
 * scale, so `"0.1"` plus `"0.2"` is exactly `"0.3"` and eighteen fraction digits stay eighteen.
 */
const PLAIN = /^\d+(\.\d+)?$/;

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

function advice(value: string): string {
	if (value === '') return 'Enter an amount such as 1500.50.';
	if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(value)) return `Write ${value.replaceAll(',', '')}, without separators.`;
	if (/^\d+,\d+$/.test(value)) return `Write ${value.replace(',', '.')}, with a point before the decimals.`;
	if (/^-/.test(value)) return 'Amounts are larger than zero. The operation says which way the money goes.';
	if (/^\.\d+$/.test(value)) return `Write 0${value}.`;
	if (/e/i.test(value)) return 'Write all digits out, without an exponent. Large or tiny numbers are safe as text.';
	return 'Write a plain decimal number such as 1500.50, without currency signs, separators or spaces.';
}

/**
 * Turns what a parameter holds into a decimal string larger than zero, or throws an {@link InputError}.
 * Takes text (spaces around it are removed) and JavaScript numbers whose own text is a plain decimal.
 */
export function parseAmount(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
		throw new InputError('is not an amount', advice(''));
	}
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new InputError(
			`got the number ${value}, which is too large to be exact`,
			'Hand large amounts over as text, so that no digit is lost.',
		);
	}
	const given = String(value).trim();
	if (!PLAIN.test(given)) throw new InputError(`"${given.slice(0, 40)}" is not a plain decimal number`, advice(given));
	if (compare(given, '0') === 0) throw new InputError('is zero', 'Enter an amount larger than zero.');
	return given;
}
