import fc from 'fast-check';

import { InputError } from '../../nodes/Busha/fields/inputError';
import { parseAmount } from '../../nodes/Busha/fields/amount';
import { add, compare, isDecimal, multiply } from '../../nodes/Busha/fields/decimal';

/** A decimal as digits of a common scale, which BigInt arithmetic can check. */
const SCALE = 30;
const scaled = (text: string): bigint => {
	const negative = text.startsWith('-');
	const [whole = '', fraction = ''] = text.replace('-', '').split('.');
	const digits = BigInt(whole + fraction.padEnd(SCALE, '0'));
	return negative ? -digits : digits;
};

const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });
const plain = fc
	.tuple(digits(25), fc.option(digits(15), { nil: undefined }))
	.map(([whole, fraction]) => (fraction === undefined ? whole : `${whole}.${fraction}`));
const signed = fc.tuple(fc.boolean(), plain).map(([negative, text]) => (negative ? `-${text}` : text));

describe('arithmetic', () => {
	test('a sum is exact', () => {
		fc.assert(fc.property(signed, signed, (a, b) => scaled(add(a, b)) === scaled(a) + scaled(b)));
	});

	test('a product is exact', () => {
		fc.assert(
			fc.property(signed, signed, (a, b) => scaled(multiply(a, b)) * 10n ** BigInt(SCALE) === scaled(a) * scaled(b)),
		);
	});

	test('comparison follows the values, not the texts', () => {
		fc.assert(
			fc.property(signed, signed, (a, b) => {
				const difference = scaled(a) - scaled(b);
				return Math.sign(compare(a, b)) === (difference < 0n ? -1 : difference > 0n ? 1 : 0);
			}),
		);
	});

	test('trailing zeros change nothing, and results have none', () => {
		fc.assert(
			fc.property(plain, fc.nat(5), (text, zeros) => {
				const longer = `${text.includes('.') ? text : `${text}.`}${'0'.repeat(zeros + 1)}`;
				expect(compare(text, longer)).toBe(0);
				expect(add(longer, '0')).toBe(add(text, '0'));
				expect(add(longer, '0')).not.toMatch(/\.\d*0$|\.$/);
			}),
		);
	});

	test('results are decimals again', () => {
		fc.assert(fc.property(signed, signed, (a, b) => isDecimal(add(a, b)) && isDecimal(multiply(a, b))));
	});

	test.each([
		['0.1', '0.2', '0.3'],
		['1', '-1', '0'],
		['-0.5', '0.25', '-0.25'],
		['9007199254740993', '0.000000000000000001', '9007199254740993.000000000000000001'],
	])('%s and %s is %s', (a, b, sum) => {
		expect(add(a, b)).toBe(sum);
	});

	test.each([
		['0.1', '0.1', '0.01'],
		['-2.50', '4', '-10'],
	])('%s times %s is %s', (a, b, product) => {
		expect(multiply(a, b)).toBe(product);
	});
});

describe('amounts', () => {
	test('every plain decimal larger than zero passes as it is written', () => {
		fc.assert(
			fc.property(plain, fc.constantFrom('', ' ', '\n', '\t '), (text, space) => {
				fc.pre(scaled(text) > 0n);
				expect(parseAmount(`${space}${text}${space}`)).toBe(text);
			}),
		);
	});

	test('every safe whole number larger than zero passes', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
				(value) => parseAmount(value) === String(value),
			),
		);
	});

	test('whatever is given, the result is a plain decimal larger than zero, or an error that says what to enter', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				try {
					const result = parseAmount(value);
					expect(result).toMatch(/^\d+(\.\d+)?$/);
					expect(scaled(result.slice(0, 40)) >= 0n).toBe(true);
				} catch (problem) {
					expect(problem).toBeInstanceOf(InputError);
					expect((problem as InputError).advice).not.toBe('');
				}
			}),
		);
	});

	test.each([
		['1,000', 'Write 1000, without separators.'],
		['12,345,678.90', 'Write 12345678.90, without separators.'],
		['10,5', 'Write 10.5, with a point before the decimals.'],
		['1e5', 'without an exponent'],
		['-5', 'Amounts are larger than zero'],
		['.5', 'Write 0.5.'],
		['5.', 'Write a plain decimal number'],
		['+5', 'Write a plain decimal number'],
		['1 000', 'Write a plain decimal number'],
		['NGN 5', 'Write a plain decimal number'],
		['0x10', 'Write a plain decimal number'],
		['٣', 'Write a plain decimal number'],
		['1_000', 'Write a plain decimal number'],
		['', 'Enter an amount'],
		['   ', 'Enter an amount'],
		['0', 'larger than zero'],
		['0.000', 'larger than zero'],
		[0, 'larger than zero'],
		[-0, 'larger than zero'],
		[-1, 'Amounts are larger than zero'],
		[1e-7, 'without an exponent'],
		[1e21, 'as text'],
		[2 ** 53, 'as text'],
		[NaN, 'Write a plain decimal number'],
		[Infinity, 'Write a plain decimal number'],
		[null, 'Enter an amount'],
		[undefined, 'Enter an amount'],
		[true, 'Enter an amount'],
		[['5'], 'Enter an amount'],
		[{ amount: '5' }, 'Enter an amount'],
	])('%p is refused, and told: %s', (value, advice) => {
		expect(() => parseAmount(value)).toThrow(
			expect.objectContaining({ name: 'InputError', advice: expect.stringContaining(advice) }),
		);
	});

	test.each([
		['1500.50', '1500.50'],
		[' 10 ', '10'],
		[10, '10'],
		[0.1, '0.1'],
		[10n, '10'],
		['0.000000000000000001', '0.000000000000000001'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	])('%p passes as %s', (value, text) => {
		expect(parseAmount(value)).toBe(text);
	});
});
