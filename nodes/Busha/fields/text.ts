import type { INodeProperties } from 'n8n-workflow';

import { type Field, type Reading, unwrapped } from './field';
import { InputError } from './inputError';

/** How a field looks, beyond its label. Anything n8n knows of a string parameter. */
export type Look = Partial<Pick<INodeProperties, 'description' | 'placeholder' | 'hint' | 'typeOptions' | 'default'>>;

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/** What is left in a text when a part of its expression gave nothing that can be written. */
const LEFTOVER = /undefined|\[object |Invalid Date|(?<![a-z])null(?![A-Za-z0-9])|(?<![A-Za-z])NaN(?![A-Za-z0-9])/;

/** Printable characters of ASCII, without outer spaces: there is nothing to clean. */
const CLEAN = /^(?! )[ -~]*(?<! )$/;

/** Text as people see it: without invisible characters and outer spaces, and each letter in its one composed form. */
export function cleaned(text: string): string {
	if (CLEAN.test(text)) return text;
	return text
		.replace(/\p{Cf}/gu, '')
		.replace(/\p{Zs}/gu, ' ')
		.normalize('NFC')
		.trim();
}

/**
 * One line of text, cleaned; empty when there is none. Throws an {@link InputError} for anything that is not text, for
 * numbers that may have lost digits, and for control characters.
 */
export function asText(value: unknown): string {
	const text = cleaned(rawText(value));
	refuseControls(text);
	return text;
}

function rawText(value: unknown): string {
	const given = unwrapped(value);
	if (given === undefined || given === null) return '';
	if (typeof given === 'number') return textOfNumber(given);
	if (typeof given === 'string') return given;
	throw new InputError('is not text', 'Check the expression: it has to give text.');
}

function textOfNumber(given: number): string {
	const exact = Number.isInteger(given) ? Number.isSafeInteger(given) : /^-?\d+\.\d+$/.test(String(given));
	if (exact) return String(given);
	throw new InputError(
		`got the number ${given}, which may have lost digits`,
		'Hand it over as text, for example by formatting the column as plain text in your spreadsheet.',
	);
}

/** Throws an {@link InputError} if the text has a line break or another control character anywhere. */
export function refuseControls(text: string): void {
	if (CONTROL.test(text)) throw new InputError('contains a line break or another control character', 'Remove it.');
}

/** Text that names something, such as an ID, a name or an address. What a failed expression leaves behind is an {@link InputError}. */
export function asIdentity(value: unknown): string {
	const given = asText(value);
	const leftover = LEFTOVER.exec(given);
	if (!leftover) return given;
	throw new InputError(
		`"${given.slice(0, 80)}" shows that an expression failed`,
		`Check the expression: a part of it gave "${leftover[0].trim()}" instead of a value.`,
	);
}

function line<Name extends string, Value>(
	name: Name,
	displayName: string,
	look: Look,
	read: (reading: Reading) => Value,
): Field<Name, Value> {
	return { name, property: { displayName, name, type: 'string', default: '', required: true, ...look }, read };
}

function filled(given: string): string {
	if (given !== '') return given;
	throw new InputError('is empty', 'Enter a value, or check the expression.');
}

/** A required line of text. */
export function text<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	return line(name, displayName, look, ({ value }) => filled(asIdentity(value)));
}

/** A required text of any number of lines, such as a note. */
export function paragraphs<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	return line(name, displayName, { typeOptions: { rows: 3 }, ...look }, ({ value }) => {
		const lines = rawText(value)
			.split(LINE_BREAK)
			.map((one) => asText(one.replaceAll('\t', ' ')));
		return filled(lines.join('\n').trim());
	});
}

/** A required part of a postal address. Several lines become one, with commas in between. */
export function addressLine<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Field<Name, string> {
	return line(name, displayName, look, ({ value }) => {
		const lines = rawText(value)
			.split(LINE_BREAK)
			.map((one) => asIdentity(one).replace(/,$/, ''));
		return filled(lines.filter((one) => one !== '').join(', '));
	});
}

/**
 * A required number that is a name rather than a quantity, such as an account number. A JavaScript number may have lost
 * leading zeros on its way, so it is refused, unless it has all of the `length` digits that every such number has.
 */
export function exactText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look & { length?: number } = {},
): Field<Name, string> {
	const { length, ...rest } = look;
	const field = text(name, displayName, rest);
	return {
		...field,
		read: (reading) => {
			const given = unwrapped(reading.value);
			if (typeof given !== 'number' || String(given).length === length) return field.read(reading);
			throw new InputError(
				'came as a number, which loses leading zeros',
				'Hand it over as text, for example by formatting the column as plain text in your spreadsheet.',
			);
		},
	};
}

/** One or more words, as a list or separated by commas. */
export function words<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string[]> {
	return line(name, displayName, look, ({ value }) => {
		const list: unknown[] = Array.isArray(value) ? value : asText(value).split(',');
		const given = list.map(asIdentity).filter((word) => word !== '');
		if (given.length === 0) throw new InputError('is empty', 'Enter at least one value.');
		return given;
	});
}
