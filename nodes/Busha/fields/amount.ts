import { compare } from './decimal';
import { InputError } from './inputError';

const PLAIN = /^\d+(\.\d+)?$/;

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
