import type { INodeProperties } from 'n8n-workflow';

import { type Field, isFilledIn, type Reading, unwrapped } from './field';
import { InputError } from './inputError';
import { cleaned } from './text';

/** What agents write into a parameter that they have nothing for. */
const NOTHING_OF_AGENTS = ['', 'null', 'undefined', 'none', 'n/a'];

/**
 * Whether there is nothing to read: the user left the field blank, or an agent that uses the node as a tool has
 * nothing for it. A field that is filled in but comes out empty for this item is an {@link InputError} instead, since
 * nobody can tell whether the value is missing on purpose.
 */
export function isBlank({ raw, value, asTool }: Pick<Reading, 'raw' | 'value' | 'asTool'>): boolean {
	if (!isFilledIn(raw)) return true;
	const given = unwrapped(value);
	const text = typeof given === 'string' ? cleaned(given) : (given ?? '');
	if (asTool && typeof text === 'string' && NOTHING_OF_AGENTS.includes(text.toLowerCase())) return true;
	if (text !== '') return false;
	throw new InputError(
		'is filled in, but empty for this item',
		'Check the expression, or clear the field if you do not want to use it.',
	);
}

/** The same field, but it may be left blank. */
export function optional<Name extends string, Value>(field: Field<Name, Value>): Field<Name, Value | undefined> {
	return {
		...field,
		property: { ...field.property, required: undefined },
		read: (reading) => (isBlank(reading) ? undefined : field.read(reading)),
	};
}

/** What of a field's appearance may differ from one operation to another. */
type Label<Name extends string> = Partial<Pick<INodeProperties, 'displayName' | 'description' | 'default'>> & {
	name?: Name;
};

/** The same field under another name or label. */
export function relabelled<Name extends string, Value, NewName extends string = Name>(
	field: Field<Name, Value>,
	label: Label<NewName>,
): Field<NewName, Value> {
	const property = { ...field.property, ...label };
	return { ...field, name: property.name as NewName, property };
}
