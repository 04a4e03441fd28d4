import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { isFilledIn, unwrapped } from './field';
import { InputError } from './inputError';

/** How a field looks, beyond its label. Anything n8n knows of a string parameter. */
export type Look = Partial<Pick<INodeProperties, 'description' | 'placeholder' | 'hint' | 'typeOptions' | 'default'>>;

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Text without spaces around it. Throws an {@link InputError} for anything that is not text, and for control characters. */
export function asText(value: unknown): string {
	const given = unwrapped(value);
	if (given === undefined || given === null) return '';
	if (typeof given !== 'string' && typeof given !== 'number') {
		throw new InputError('is not text', 'Check the expression: it has to give text.');
	}
	const text = String(given).trim();
	refuseControls(text);
	return text;
}

/** Throws an {@link InputError} if the text has a line break or another control character anywhere. */
export function refuseControls(text: string): void {
	if (CONTROL.test(text)) throw new InputError('contains a line break or another control character', 'Remove it.');
}

function line<Name extends string, Value>(name: Name, displayName: string, look: Look, read: Field<Name, Value>['read']): Field<Name, Value> {
	return { name, property: { displayName, name, type: 'string', default: '', ...look }, read };
}

/** A required line of text. */
export function text<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	const field = line(name, displayName, look, ({ value }) => {
		const given = asText(value);
		if (given === '') throw new InputError('is empty', 'Enter a value, or check the expression.');
		return given;
	});
	return { ...field, property: { ...field.property, required: true } };
}

/** An optional line of text. An expression that comes out empty counts as left blank. */
export function optionalText<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string | undefined> {
	return line(name, displayName, look, ({ value }) => asText(value) || undefined);
}

/** Optional text on which something depends: left blank is fine, an expression that comes out empty is not. */
export function firmText<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string | undefined> {
	return line(name, displayName, look, ({ value, raw }) => filledOrBlank(asText(value), raw));
}

/** The text, or `undefined` when the user left the field blank. Filled in but empty is an {@link InputError}. */
export function filledOrBlank(given: string, raw: unknown): string | undefined {
	if (given !== '') return given;
	if (!isFilledIn(raw)) return undefined;
	throw new InputError(
		'is filled in, but empty for this item',
		'Check the expression, or clear the field if you do not want to use it.',
	);
}

/**
 * A required number that is a name rather than a quantity, such as an account number.
 * A JavaScript number is refused: it may have lost leading zeros on its way.
 */
export function digits<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	const field = text(name, displayName, look);
	return {
		...field,
		read: (reading) => {
			if (typeof unwrapped(reading.value) === 'number') {
				throw new InputError(
					'came as a number, which loses leading zeros',
					'Hand it over as text, for example by formatting the column as plain text in your spreadsheet.',
				);
			}
			return field.read(reading);
		},
	};
}

/** One or more words, as a list or separated by commas. */
export function words<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string[]> {
	return line(name, displayName, look, ({ value }) => {
		const list: unknown[] = Array.isArray(value) ? value : asText(value).split(',');
		const given = list.map(asText).filter((word) => word !== '');
		if (given.length === 0) throw new InputError('is empty', 'Enter at least one value.');
		return given;
	});
}
