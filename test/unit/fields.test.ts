import fc from 'fast-check';

import { choice, percentage, toggle, wholeNumber } from '../../nodes/Busha/fields/basic';
import { code } from '../../nodes/Busha/fields/code';
import { country } from '../../nodes/Busha/fields/country';
import { currency } from '../../nodes/Busha/fields/currency';
import { profileOf } from '../../nodes/Busha/fields/customer';
import { date, moment, parseDate } from '../../nodes/Busha/fields/date';
import { documentType } from '../../nodes/Busha/fields/fileType';
import type { Field, Reading } from '../../nodes/Busha/fields/field';
import { collection, rows } from '../../nodes/Busha/fields/group';
import { InputError } from '../../nodes/Busha/fields/inputError';
import { optional, relabelled } from '../../nodes/Busha/fields/optional';
import { parsePhone, phone } from '../../nodes/Busha/fields/phone';
import { askedOfAgents, referenceText } from '../../nodes/Busha/fields/reference';
import { addressLine, asText, exactText, paragraphs, text, words } from '../../nodes/Busha/fields/text';

const file = () => {
	throw new Error('no files here');
};
const here = { zone: 'Africa/Lagos', asTool: false, before: {}, file };
const read = <Value>(
	field: Field<string, Value>,
	value: unknown,
	raw: unknown = value,
	more: Partial<Reading> = {},
): Value => field.read({ ...here, value, raw, ...more });

describe('dates', () => {
	const LAGOS = 'Africa/Lagos';
	const NEW_YORK = 'America/New_York';

	test.each([
		['2000-12-24', LAGOS],
		['24-12-2000', LAGOS],
		[' 2000-12-24\u200b ', LAGOS],
		['2000-12-24T00:00:00', LAGOS],
		['2000-12-24 00:00', NEW_YORK],
		['2000-12-24T09:30:00', NEW_YORK],
		['2000-12-23T23:00:00.000Z', LAGOS],
		['2000-12-24T00:00:00.000Z', LAGOS],
		['2000-12-24T00:00:00.000Z', NEW_YORK],
		['2000-12-24T05:00:00.000Z', NEW_YORK],
		['2000-12-24T00:00:00.000+01:00', NEW_YORK],
		['2000-12-24T00:00:00.000-0500', LAGOS],
		['2000-12-24T22:59:59.999Z', LAGOS],
		[new Date('2000-12-24T00:00:00Z'), NEW_YORK],
		[new Date('2000-12-23T23:00:00Z'), LAGOS],
		[{ toISO: () => '2000-12-24T00:00:00.000+01:00' }, LAGOS],
		[{ toISO: () => '2000-12-24T03:00:00.000+01:00' }, LAGOS],
	])('%p is Christmas Eve in %s', (given, zone) => {
		expect(parseDate(given, 'DD-MM-YYYY', zone)).toBe('24-12-2000');
	});

	test.each([
		['2000-12-23T23:30:00.000Z', LAGOS],
		['2000-12-24T00:30:00', LAGOS],
		['2000-12-24T20:00:00', NEW_YORK],
		['2000-12-24T23:59:59.000-11:00', NEW_YORK],
		['2000-12-23T23:00:00.001Z', LAGOS],
		[new Date('2000-12-23T23:00:01Z'), LAGOS],
		[{ toISO: () => '2000-12-24T00:30:00.000+01:00' }, LAGOS],
	])('%p is two days at once in %s, and refused', (given, zone) => {
		expect(() => parseDate(given, 'DD-MM-YYYY', zone)).toThrow('is a different day in UTC and in the time zone');
	});

	test.each([
		['05-06-2000', '05-06-2000'],
		['2000-02-29', '29-02-2000'],
		['2000-02-29T12:00', '29-02-2000'],
	])('%p is sent as %s', (given, sent) => {
		expect(parseDate(given, 'DD-MM-YYYY', LAGOS)).toBe(sent);
	});

	test.each([
		['an impossible day', '2000-02-30'],
		['an impossible day, day first', '31-04-2000'],
		['no leap year', '1900-02-29'],
		['an impossible month', '2000-13-01'],
		['an impossible day with a time', '2000-02-30T10:00:00Z'],
		['an impossible hour', '2000-02-20T25:00:00Z'],
		['month first', '12-24-2000'],
		['day zero', '2000-12-00'],
		['a year far back', '0200-12-24'],
	])('%s (%p) is no day of the calendar', (_name, given) => {
		expect(() => parseDate(given, 'DD-MM-YYYY', 'Africa/Lagos')).toThrow('is not a day of the calendar');
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
		expect(() => parseDate(given, 'DD-MM-YYYY', 'Africa/Lagos')).toThrow(
			'is not a date that can be read in only one way',
		);
	});

	test.each([
		['an invalid date', new Date('nonsense')],
		['a list', ['2000-12-24']],
	])('%s is an error', (_name, given) => {
		expect(() => parseDate(given, 'DD-MM-YYYY', 'Africa/Lagos')).toThrow(InputError);
	});

	test('every day of the calendar is read the same way in all forms', () => {
		const day = fc
			.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
			.map((when) => when.toISOString());
		fc.assert(
			fc.property(day, (iso) => {
				const [, year, month, dayOfMonth] = /^(\d+)-(\d+)-(\d+)/.exec(iso) ?? [];
				const expected = `${dayOfMonth}-${month}-${year}`;
				for (const form of [iso, iso.slice(0, 10), expected, `${iso.slice(0, 10)}T00:00:00`]) {
					expect(parseDate(form, 'DD-MM-YYYY', 'UTC')).toBe(expected);
					expect(parseDate(form, 'YYYY-MM-DD', 'UTC')).toBe(iso.slice(0, 10));
				}
			}),
		);
	});

	test('a moment is read to the millisecond, with its zone', () => {
		const field = moment('when', 'When');
		expect(read(field, '2026-05-01T10:00:00.500+01:00')).toBe(Date.UTC(2026, 4, 1, 9, 0, 0, 500));
		expect(read(field, new Date(5))).toBe(5);
		for (const bad of ['', '01-05-2026', 'soon', null, '2026-02-30', '2026-02-30T00:00', '2026-05-01T10:00 or so'])
			expect(() => read(field, bad)).toThrow(InputError);
	});

	test.each([
		['2026-05-01T00:00:00', 'Africa/Lagos', '2026-04-30T23:00:00.000Z'],
		['2026-05-01', 'Africa/Lagos', '2026-04-30T23:00:00.000Z'],
		['2027-06-15 23:30', 'Africa/Lagos', '2027-06-15T22:30:00.000Z'],
		['2026-03-08T01:59:00', 'America/New_York', '2026-03-08T06:59:00.000Z'],
		['2026-03-08T03:00:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
		['2026-11-01T12:00:00.250', 'America/New_York', '2026-11-01T17:00:00.250Z'],
		['2026-05-01T00:00:00z', 'Africa/Lagos', '2026-05-01T00:00:00.000Z'],
	])('%s without a zone of its own is meant in %s', (given, zone, iso) => {
		expect(new Date(read(moment('when', 'When'), given, given, { zone })).toISOString()).toBe(iso);
	});

	test('a date field sends the form that its part of the API wants', () => {
		expect(read(date('day', 'Day', 'YYYY-MM-DD'), '24-12-2000')).toBe('2000-12-24');
	});
});

describe('texts', () => {
	test.each([
		['a', 'a'],
		['  a  ', 'a'],
		[5, '5'],
		[undefined, ''],
		[null, ''],
		[{ __rl: true, mode: 'id', value: ' x ' }, 'x'],
	])('%p is read as %p', (given, expected) => {
		expect(asText(given)).toBe(expected);
	});

	test.each([
		[true],
		[{}],
		[['a']],
		[() => 'a'],
		['a\nb'],
		['a\u0000b'],
		['a\u007fb'],
		['a\u0085b'],
		['a\u2028b'],
		[NaN],
		[Infinity],
		[1e21],
		[2 ** 53],
		[1.5e-7],
	])('%p is no text', (given) => {
		expect(() => asText(given)).toThrow(InputError);
	});

	test.each([
		['\ufeffa', 'a'],
		['a\u200bb', 'ab'],
		['\u202aa\u202c', 'a'],
		['a\u00a0b', 'a b'],
		['e\u0301', '\u00e9'],
		[0.5, '0.5'],
		[-5, '-5'],
	])('%j is cleaned to %j', (given, expected) => {
		expect(asText(given)).toBe(expected);
	});

	test.each([
		['pay-undefined'],
		['INVundefined'],
		['pay-[object Object]'],
		['pay-NaN'],
		['77NaN'],
		['Ada null'],
		['INVnull'],
		['Invalid DateTime'],
		['Invalid Date-1'],
	])('%p is what a failed expression leaves behind', (given) => {
		expect(() => read(text('a', 'A'), given)).toThrow('shows that an expression failed');
	});

	test.each([['Nullmeyer'], ['annulled'], ['Ada Null'], ['Nancy NaNa'], ['Banan'], ['nullable']])(
		'%p is a name',
		(given) => {
			expect(read(text('a', 'A'), given)).toBe(given);
		},
	);

	test('several lines stay several in a note, and become one in an address', () => {
		expect(read(paragraphs('a', 'A'), ' one \r\ntwo\u2028\tthree\n\n')).toBe('one\ntwo\nthree');
		expect(read(paragraphs('a', 'A'), 'one\n\ntwo')).toBe('one\n\ntwo');
		expect(read(addressLine('a', 'A'), '1 Sample Close,\n\n Flat 2\r\n')).toBe('1 Sample Close, Flat 2');
		for (const field of [paragraphs('a', 'A'), addressLine('a', 'A')]) {
			expect(() => read(field, ' \n ')).toThrow('is empty');
			expect(() => read(field, 'a\u0000')).toThrow('control character');
		}
	});

	test('a required text has to be there', () => {
		expect(() => read(text('a', 'A'), ' ')).toThrow('is empty');
	});

	test('exact texts keep their zeros, and refuse numbers', () => {
		expect(read(exactText('a', 'A'), '007')).toBe('007');
		for (const number of [7, 0, { mode: 'id', value: 7 }])
			expect(() => read(exactText('a', 'A'), number)).toThrow('came as a number');
		expect(read(exactText('a', 'A', { length: 3 }), 700)).toBe('700');
		expect(() => read(exactText('a', 'A', { length: 3 }), 70)).toThrow('came as a number');
	});

	test.each([
		['a, b ,,c', ['a', 'b', 'c']],
		[
			['a', ' b '],
			['a', 'b'],
		],
		['a', ['a']],
	])('%p are the words %p', (given, expected) => {
		expect(read(words('a', 'A'), given)).toEqual(expected);
	});

	test.each([[''], [' , '], [[]], [null]])('%p has no words', (given) => {
		expect(() => read(words('a', 'A'), given)).toThrow('is empty');
	});
});

describe('choices, switches and numbers', () => {
	test('a choice is one of its values', () => {
		const field = choice(
			'a',
			'A',
			[
				{ name: 'X', value: 'x' },
				{ name: 'Y', value: 'y' },
			],
			{ default: 'x' },
		);
		expect(read(field, ' y ')).toBe('y');
		for (const bad of ['X', '', null, 'z', 1]) expect(() => read(field, bad)).toThrow('not one of the choices');
	});

	test.each([
		[true, true],
		['true', true],
		['TRUE', true],
		[' Yes ', true],
		[1, true],
		['1', true],
		[false, false],
		['false', false],
		['FALSE', false],
		['no', false],
		[0, false],
		['0', false],
		[undefined, false],
	])('the switch %p is %p', (given, expected) => {
		expect(read(toggle('a', 'A', ''), given)).toBe(expected);
	});

	test.each([['maybe'], ['on'], [2], [-1], [[true]], [{}]])('%p is no switch', (given) => {
		expect(() => read(toggle('a', 'A', ''), given)).toThrow(InputError);
	});

	test.each([[null], [''], [undefined], [' ']])('a switch whose expression gives %j is an error', (given) => {
		expect(() => read(toggle('a', 'A', ''), given, '={{ $json.a }}')).toThrow('filled in, but empty');
	});

	test('a whole number keeps its bounds', () => {
		const field = wholeNumber('a', 'A', '', { initial: 5, min: 1, max: 10 });
		expect([read(field, 1), read(field, '10')]).toEqual([1, 10]);
		for (const bad of [0, 11, 1.5, '', ' ', 'x', '1e1', '0x5', null, NaN, Infinity, true])
			expect(() => read(field, bad)).toThrow(InputError);
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
});

describe('optional fields', () => {
	const ALL: Array<[string, Field<string, unknown>, unknown]> = [
		['text', text('a', 'A'), 'x'],
		['code', code('a', 'A', 'getBanks'), 'x'],
		['currency', currency('a', 'A'), 'NGN'],
		['day', date('a', 'A', 'DD-MM-YYYY'), '2000-12-24'],
		['note', paragraphs('a', 'A'), 'x'],
	];

	test.each(ALL)('an optional %s may be left blank, but not come out empty', (_name, field, good) => {
		const one = optional(field);
		expect([read(one, '', ''), read(one, undefined, undefined), read(one, null, null)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		for (const value of ['', undefined, null, ' ', '\u200b', '\ufeff'])
			expect(() => read(one, value, '={{ $json.a }}')).toThrow('is filled in, but empty');
		expect(read(one, good, '={{ $json.a }}')).toEqual(read(field, good));
		expect([one.property.required, field.property.required]).toEqual([undefined, true]);
	});

	test.each([[null], [undefined], [''], ['null'], ['NULL'], ['N/A'], ['n/a'], ['None'], [' undefined ']])(
		'%j of an agent is blank',
		(given) => {
			const field = optional(text('a', 'A'));
			expect(read(field, given, '={{ $json.a }}', { asTool: true })).toBeUndefined();
			if (!given) expect(() => read(field, given, '={{ $json.a }}')).toThrow('is filled in, but empty');
		},
	);

	test('a field under another label reads as before', () => {
		const other = relabelled(text('a', 'A', { placeholder: 'x' }), { name: 'b', description: 'Other' });
		expect([other.name, other.property]).toEqual([
			'b',
			expect.objectContaining({ name: 'b', displayName: 'A', description: 'Other', placeholder: 'x' }),
		]);
		expect(() => read(other, '')).toThrow('is empty');
	});
});

describe('references', () => {
	const field = referenceText('reference', 'Reference');

	test.each([
		['invoice-0001', 'invoice-0001'],
		['x'.repeat(64), 'x'.repeat(64)],
		['\ufeffinvoice-0001\u200b ', 'invoice-0001'],
		['\u202ainvoice-0001\u202c', 'invoice-0001'],
		[202611040000, '202611040000'],
		['caf\u0065\u0301-0000001', 'caf\u00e9-0000001'],
	])('%j is sent as %j', (given, sent) => {
		expect(read(field, given)).toBe(sent);
	});

	test.each([
		['shorter', 'invoice-001', 'has 11 characters'],
		['shorter once cleaned', 'invoice-001\u200b\u200b', 'has 11 characters'],
		['longer', 'x'.repeat(65), 'has 65 characters'],
		['a number that is not exact', 2 ** 60, 'may have lost digits'],
		['what a failed expression leaves', 'payment-2026-undefined', 'an expression failed'],
		['an object', 'payment-2026-[object Object]', 'an expression failed'],
		['no number', 'payment-2026-NaN', 'an expression failed'],
		['null', 'payment-2026-null', 'an expression failed'],
		['an invalid day', 'Invalid DateTime', 'an expression failed'],
		['two lines', 'invoice\n-0001-0001', 'line break'],
		['nothing', '', 'is empty'],
	])('%s is refused', (_name, given, problem) => {
		expect(() => read(field, given)).toThrow(problem);
	});

	test('an agent has to give one, a workflow does not', () => {
		const asked = askedOfAgents(optional(field));
		expect(read(asked, '', '')).toBeUndefined();
		for (const given of ['', null, 'null', undefined])
			expect(() => read(asked, given, '={{ $json.a }}', { asTool: true })).toThrow('needed when an agent pays');
		expect(() => read(asked, '', '', { asTool: true })).toThrow('needed when an agent pays');
		expect(read(asked, 'invoice-0001', 'invoice-0001', { asTool: true })).toBe('invoice-0001');
	});
});

describe('phone numbers', () => {
	test.each([
		['0803 123 4567', 'NG', '+2348031234567'],
		['0803-123-4567', 'NG', '+2348031234567'],
		['8031234567', 'NG', '+2348031234567'],
		['2348031234567', 'NG', '+2348031234567'],
		['2348031234567', undefined, '+2348031234567'],
		['+234 803 123 4567', undefined, '+2348031234567'],
		['+234 (0) 803 123 4567', undefined, '+2348031234567'],
		['+23408031234567', 'NG', '+2348031234567'],
		['002348031234567', 'KE', '+2348031234567'],
		['\u202a+234 803 123 4567\u202c', 'NG', '+2348031234567'],
		['0712345678', 'KE', '+254712345678'],
		['0110345678', 'KE', '+254110345678'],
		['254712345678', 'KE', '+254712345678'],
		['0244123456', 'GH', '+233244123456'],
		['+447911123456', 'NG', '+447911123456'],
		['+234 1 234 5678', 'NG', '+23412345678'],
	])('%j of %s is %s', (given, country, sent) => {
		expect(parsePhone(given, country)).toBe(sent);
	});

	test.each([
		['0803 123 4567', undefined],
		['0803 123 4567', 'KE'],
		['0712345678', 'NG'],
		['0712345678', 'GB'],
		['07911 123456', 'GB'],
		['12345', 'NG'],
		['+234', 'NG'],
		['+234 803 123 4567 ext 5', 'NG'],
		['+0803', 'NG'],
		['2348031234567', 'GB'],
		['ada@sample.ng', 'NG'],
		['+1234567890123456', 'NG'],
	])('%j of %s cannot be told', (given, country) => {
		expect(() => parsePhone(given, country)).toThrow('is not a phone number');
	});

	test('a number that lost its zero is whole again, where the country says so', () => {
		const field = phone('phone', 'Phone', {}, ({ countryId }) => countryId as string | undefined);
		expect(read(field, 8031234567, 8031234567, { before: { countryId: 'NG' } })).toBe('+2348031234567');
		expect(() => read(field, 8031234567)).toThrow('is not a phone number');
		expect(() => read(field, '')).toThrow('is empty');
	});
});

describe('files', () => {
	const at = (text: string) => Buffer.from(text, 'latin1');
	test.each([
		['%PDF-1.7', true],
		['\xef\xbb\xbf%PDF-1.4', true],
		['\n%PDF-1.4', true],
		['\xff\xd8\xff\xe0', true],
		['\x89PNG\r\n\x1a\n', true],
		['\0\0\0\x18ftypheic', false],
		['\0\0\0\x18ftypmif1', false],
		['RIFF\x10\0\0\0WEBPVP8 ', false],
		['GIF89a', false],
		['<!DOCTYPE html>', false],
		[' <svg', false],
		['data:image/png;base64,iVBORw0KGgo=', false],
		['iVBORw0KGgo', false],
		['PK\x03\x04', false],
		['{"a":1}', false],
		['', false],
		['PDF-', false],
	])('%j is taken: %s', (head, taken) => {
		expect(documentType(at(head))).toEqual({ name: expect.any(String) as string, taken });
	});
});

describe('profiles', () => {
	test('a blank field is the business; everything else is a profile or an error', () => {
		expect(profileOf('', '')).toBeUndefined();
		expect(profileOf(' CUS_a-B_1 ', '=x')).toBe('CUS_a-B_1');
		fc.assert(
			fc.property(fc.anything(), (value) => {
				try {
					expect(profileOf(value, '={{ $json.customer }}')).toMatch(/^(CUS|BUS)_[A-Za-z0-9_-]+$/);
				} catch (problem) {
					expect(problem).toBeInstanceOf(InputError);
				}
			}),
		);
	});
});

describe('groups', () => {
	const group = collection('group', 'Group', 'Add', [text('a', 'Field A'), optional(text('b', 'Field B'))]);
	const list = rows('list', 'List', { name: 'entries', displayName: 'Entry', placeholder: 'Add' }, [
		text('a', 'Field A'),
	]);

	test('only what was added is read', () => {
		expect(read(group, { a: ' x ' })).toEqual({ a: 'x' });
		expect(read(group, {})).toEqual({});
		expect(() => read(group, { a: '' })).toThrow('Field A: is empty');
	});

	test('what was added counts although its expression gives nothing', () => {
		for (const name of ['a', 'b'])
			expect(() => read(group, {}, { [name]: '={{ $json.none }}' })).toThrow(/^Field [AB]: is filled in, but empty/);
	});

	test('a group or a list that is one expression has to give something', () => {
		expect(() => read(group, undefined, '={{ $json.none }}')).toThrow('is filled in, but empty');
		expect(() => read(list, undefined, '={{ $json.none }}')).toThrow('is filled in, but empty');
		expect(() => read(list, {}, { entries: '={{ $json.none }}' })).toThrow('is filled in, but empty');
	});

	test('null means blank in what an expression hands over as a whole', () => {
		expect(read(group, { a: 'x', b: null }, '={{ $json.group }}')).toEqual({ a: 'x' });
		expect(() => read(group, { a: null }, '={{ $json.group }}')).toThrow('Field A: is empty');
	});

	test('under options, a switch without a value stays at its default, and everything else is an error', () => {
		const options = collection('options', 'Options', 'Add', [toggle('on', 'On', ''), text('a', 'Field A')]);
		expect(read(options, { on: null }, { on: '={{ $json.none }}' })).toEqual({});
		expect(read(options, { on: 'yes' }, { on: '={{ $json.on }}' })).toEqual({ on: true });
		expect(() => read(options, {}, { a: '={{ $json.none }}' })).toThrow('Field A: is filled in, but empty');
		expect(() =>
			read(collection('more', 'More', 'Add', [toggle('on', 'On', '')]), {}, { on: '={{ $json.none }}' }),
		).toThrow('On: is filled in, but empty');
	});

	test('what an agent has nothing for is as if it was not added', () => {
		expect(read(group, { a: 'null', b: '' }, { a: '={{ $json.a }}', b: '={{ $json.b }}' }, { asTool: true })).toEqual(
			{},
		);
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
