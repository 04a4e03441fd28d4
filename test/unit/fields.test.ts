import fc from 'fast-check';

import { choice, code, optional, percentage, toggle, wholeNumber } from '../../nodes/Busha/fields/basic';
import { country, currency, profileOf } from '../../nodes/Busha/fields/busha';
import { date, moment, parseDate } from '../../nodes/Busha/fields/date';
import type { Field } from '../../nodes/Busha/fields/field';
import { collection, rows } from '../../nodes/Busha/fields/group';
import { InputError } from '../../nodes/Busha/fields/inputError';
import { asText, digits, firmText, optionalText, text, words } from '../../nodes/Busha/fields/text';

const file = () => {
	throw new Error('no files here');
};
const read = <Value>(field: Field<string, Value>, value: unknown, raw: unknown = value): Value => field.read({ value, raw, file });

describe('dates', () => {
	test.each([
		['2000-12-24', '24-12-2000'],
		['24-12-2000', '24-12-2000'],
		['05-06-2000', '05-06-2000'],
		[' 2000-12-24 ', '24-12-2000'],
		['2000-12-24T00:00:00', '24-12-2000'],
		['2000-12-24 00:00', '24-12-2000'],
		['2000-12-24T00:00:00.000Z', '24-12-2000'],
		['2000-12-24T23:30:00.000+01:00', '24-12-2000'],
		['2000-12-24T00:30:00.000+05:30', '24-12-2000'],
		['2000-02-29', '29-02-2000'],
		[new Date('2000-12-24T00:00:00Z'), '24-12-2000'],
		[{ toISO: () => '2000-12-24T00:30:00.000+01:00' }, '24-12-2000'],
	])('%p is sent as %s', (given, sent) => {
		expect(parseDate(given, 'DD-MM-YYYY')).toBe(sent);
	});

	test.each([
		['an impossible day', '2000-02-30'],
		['an impossible day, day first', '31-04-2000'],
		['no leap year', '1900-02-29'],
		['an impossible month', '2000-13-01'],
		['month first', '12-24-2000'],
		['day zero', '2000-12-00'],
		['a year far back', '0200-12-24'],
	])('%s (%p) is no day of the calendar', (_name, given) => {
		expect(() => parseDate(given, 'DD-MM-YYYY')).toThrow('is not a day of the calendar');
	});

	test.each([
		['slashes', '24/12/2000'],
		['ambiguous slashes', '05/06/2000'],
		['points', '24.12.2000'],
		['two digits of a year', '24-12-00'],
		['one digit of a month', '2000-1-24'],
		['words', '24 December 2000'],
		['a timestamp', 977616000000],
		['a timestamp as text', '977616000000'],
		['an empty text', ''],
		['null', null],
		['undefined', undefined],
		['an invalid moment', { toISO: () => null }],
		['more than a date', '2000-12-24 or so'],
	])('%s (%p) can be read in more than one way, or in none', (_name, given) => {
		expect(() => parseDate(given, 'DD-MM-YYYY')).toThrow('is not a date that can be read in only one way');
	});

	test.each([['an invalid date', new Date('nonsense')], ['a list', ['2000-12-24']]])('%s is an error', (_name, given) => {
		expect(() => parseDate(given, 'DD-MM-YYYY')).toThrow(InputError);
	});

	test('every day of the calendar is read the same way in all forms', () => {
		const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((when) => when.toISOString());
		fc.assert(fc.property(day, (iso) => {
			const [, year, month, dayOfMonth] = /^(\d+)-(\d+)-(\d+)/.exec(iso) ?? [];
			const expected = `${dayOfMonth}-${month}-${year}`;
			for (const form of [iso, iso.slice(0, 10), expected]) {
				expect(parseDate(form, 'DD-MM-YYYY')).toBe(expected);
				expect(parseDate(form, 'YYYY-MM-DD')).toBe(iso.slice(0, 10));
			}
		}));
	});

	test('a moment is read to the millisecond, with its zone', () => {
		const field = moment('when', 'When');
		expect(read(field, '2026-05-01T10:00:00.500+01:00')).toBe(Date.UTC(2026, 4, 1, 9, 0, 0, 500));
		expect(read(field, new Date(5))).toBe(5);
		for (const bad of ['', '01-05-2026', 'soon', null]) expect(() => read(field, bad)).toThrow(InputError);
	});

	test('a date field sends the form that its part of the API wants', () => {
		expect(read(date('day', 'Day', 'YYYY-MM-DD'), '24-12-2000')).toBe('2000-12-24');
	});
});

describe('texts', () => {
	test.each([['a', 'a'], ['  a  ', 'a'], [5, '5'], [undefined, ''], [null, ''], [{ __rl: true, mode: 'id', value: ' x ' }, 'x']])('%p is read as %p', (given, expected) => {
		expect(asText(given)).toBe(expected);
	});

	test.each([[true], [{}], [['a']], [() => 'a'], ['a\nb'], ['a\u0000b'], ['a\u007fb']])('%p is no text', (given) => {
		expect(() => asText(given)).toThrow(InputError);
	});

	test('a required text has to be there; an optional one may be missing', () => {
		expect(() => read(text('a', 'A'), ' ')).toThrow('is empty');
		expect(read(optionalText('a', 'A'), ' ')).toBeUndefined();
	});

	test('a firm text may be left blank, but not come out empty', () => {
		const field = firmText('a', 'A');
		expect(read(field, '', '')).toBeUndefined();
		expect(read(field, undefined, undefined)).toBeUndefined();
		for (const value of ['', undefined, null, ' ']) expect(() => read(field, value, '={{ $json.a }}')).toThrow('filled in, but empty');
	});

	test('digits keep their zeros, and refuse numbers', () => {
		expect(read(digits('a', 'A'), '007')).toBe('007');
		for (const number of [7, 0, { mode: 'id', value: 7 }]) expect(() => read(digits('a', 'A'), number)).toThrow('came as a number');
	});

	test.each([['a, b ,,c', ['a', 'b', 'c']], [['a', ' b '], ['a', 'b']], ['a', ['a']]])('%p are the words %p', (given, expected) => {
		expect(read(words('a', 'A'), given)).toEqual(expected);
	});

	test.each([[''], [' , '], [[]], [null]])('%p has no words', (given) => {
		expect(() => read(words('a', 'A'), given)).toThrow('is empty');
	});
});

describe('choices, switches and numbers', () => {
	test('a choice is one of its values', () => {
		const field = choice('a', 'A', [{ name: 'X', value: 'x' }, { name: 'Y', value: 'y' }], { default: 'x' });
		expect(read(field, ' y ')).toBe('y');
		for (const bad of ['X', '', null, 'z', 1]) expect(() => read(field, bad)).toThrow('not one of the choices');
	});

	test.each([[true, true], ['true', true], [false, false], ['false', false], [undefined, false]])('the switch %p is %p', (given, expected) => {
		expect(read(toggle('a', 'A', ''), given)).toBe(expected);
	});

	test.each([[null], ['yes'], [''], [1], [0]])('%p is no switch', (given) => {
		expect(() => read(toggle('a', 'A', ''), given)).toThrow('neither true nor false');
	});

	test('a whole number keeps its bounds', () => {
		const field = wholeNumber('a', 'A', '', { initial: 5, min: 1, max: 10 });
		expect([read(field, 1), read(field, '10')]).toEqual([1, 10]);
		for (const bad of [0, 11, 1.5, '', ' ', 'x', null, NaN, Infinity, true]) expect(() => read(field, bad)).toThrow(InputError);
	});

	test('a share is a number from 0 to 100', () => {
		expect([read(percentage('a', 'A'), '33.3'), read(percentage('a', 'A'), 0)]).toEqual([33.3, 0]);
		for (const bad of [-1, 101, 'x', '', null, NaN]) expect(() => read(percentage('a', 'A'), bad)).toThrow(InputError);
	});
});

describe('codes', () => {
	test('currencies and countries are sent in upper case', () => {
		expect([read(currency('a', 'A'), ' usdt '), read(country('a', 'A'), 'ng')]).toEqual(['USDT', 'NG']);
	});

	test.each([['NGN;'], ['N N'], ['ABCDEFGHIJK'], ['']])('%p is no currency', (given) => {
		expect(() => read(currency('a', 'A'), given)).toThrow(InputError);
	});

	test('a code that came as a number is refused', () => {
		expect(() => read(code('a', 'A', 'getBanks'), 99999)).toThrow('came as a number');
	});

	test('an optional code may be left blank, but not come out empty', () => {
		const field = optional(code('a', 'A', 'getBanks'));
		expect([read(field, '', ''), read(field, undefined, undefined)]).toEqual([undefined, undefined]);
		expect(() => read(field, '', '={{ $json.a }}')).toThrow('is empty');
	});
});

describe('profiles', () => {
	test('a blank field is the business; everything else is a profile or an error', () => {
		expect(profileOf('', '')).toBeUndefined();
		expect(profileOf(' CUS_a-B_1 ', '=x')).toBe('CUS_a-B_1');
		fc.assert(fc.property(fc.anything(), (value) => {
			try {
				expect(profileOf(value, '={{ $json.customer }}')).toMatch(/^(CUS|BUS)_[A-Za-z0-9_-]+$/);
			} catch (problem) {
				expect(problem).toBeInstanceOf(InputError);
			}
		}));
	});
});

describe('groups', () => {
	const group = collection('group', 'Group', 'Add', [text('a', 'Field A'), optionalText('b', 'Field B')]);
	const list = rows('list', 'List', { name: 'entries', displayName: 'Entry', placeholder: 'Add' }, [text('a', 'Field A')]);

	test('only what was added is read', () => {
		expect(read(group, { a: ' x ' })).toEqual({ a: 'x' });
		expect(read(group, {})).toEqual({});
		expect(() => read(group, { a: '' })).toThrow('Field A: is empty');
	});

	test('what was added counts although its expression gives nothing', () => {
		expect(() => read(group, {}, { a: '={{ $json.none }}' })).toThrow('Field A: is empty');
	});

	test.each([['text'], [5], [['a']]])('%p is no group', (value) => {
		expect(() => read(group, value, '={{ $json.group }}')).toThrow('not an object');
	});

	test('entries are read one by one, and an error names the entry', () => {
		expect(read(list, { entries: [{ a: '1' }, { a: '2' }] })).toEqual([{ a: '1' }, { a: '2' }]);
		expect(read(list, {})).toEqual([]);
		expect(() => read(list, { entries: [{ a: '1' }, { a: '' }] })).toThrow('entry 2, Field A: is empty');
		expect(() => read(list, { entries: 'x' })).toThrow('not a list');
	});
});
