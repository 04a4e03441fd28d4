import type { INodeProperties } from 'n8n-workflow';

import { InputError } from './inputError';
import type { ItemFile } from './itemFile';

/** One parameter of one item, as a field gets to see it. */
export interface Reading {
	/** The value for this item, expressions resolved. A resource locator or plain text, whatever n8n hands over. */
	readonly value: unknown;
	/** The same parameter as the workflow stores it, with its expression unresolved. */
	readonly raw: unknown;
	/** The time zone of the workflow. */
	readonly zone: string;
	/** The node runs as a tool of an agent. */
	readonly asTool: boolean;
	/** What the fields before this one hold for the item. */
	readonly before: Readonly<Record<string, unknown>>;
	/** A file of the same item: by the name of its binary field, or the file itself as an expression gives it. */
	readonly file: (given: unknown) => ItemFile;
}

/** Values of other fields, by name: a field applies while each of them holds one of its values. */
export type Condition = Readonly<Record<string, ReadonlyArray<string | boolean>>>;

/** A parameter of the node: how n8n shows it, and how its value is read and judged. */
export interface Field<Name extends string = string, Value = unknown> {
	readonly name: Name;
	readonly property: INodeProperties;
	/** Shown, and read, only while other fields hold one of these values. */
	readonly when?: Condition;
	/** The value names the profile that the item's requests act for. */
	readonly profile?: true;
	/** Returns a value that is safe to send, or throws an {@link InputError}. */
	readonly read: (reading: Reading) => Value;
}

/** What the fields of an operation hold for one item, by name. */
export type Values<Fields extends readonly Field[]> = {
	[F in Fields[number] as F['name']]: ReturnType<F['read']>;
};

/** The same field, shown and read only while the named other fields, which stand before it, hold one of these values. */
export function when<Name extends string, Value>(
	condition: Condition,
	field: Field<Name, Value>,
): Field<Name, Value | undefined> {
	return { ...field, when: { ...field.when, ...condition } };
}

function applies(field: Field, values: Readonly<Record<string, unknown>>): boolean {
	return Object.entries(field.when ?? {}).every(([name, accepted]) =>
		accepted.includes(values[name] as string | boolean),
	);
}

/**
 * Reads the fields in order, each through `readingOf`. A field that does not apply is `undefined`.
 * The first value that cannot be used ends it with an {@link InputError} that starts with the field's label.
 */
export function readFields<Fields extends readonly Field[]>(
	fields: Fields,
	readingOf: (field: Field, before: Reading['before']) => Reading,
): Values<Fields> {
	const values: Record<string, unknown> = {};
	for (const field of fields) {
		if (!applies(field, values)) continue;
		try {
			values[field.name] = field.read(readingOf(field, values));
		} catch (problem) {
			throw problem instanceof InputError ? problem.within(`${field.property.displayName}:`) : problem;
		}
	}
	return values as Values<Fields>;
}

/** The value itself when n8n hands it over inside a resource locator. */
export function unwrapped(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'mode' in value && 'value' in value ? value.value : value;
}

/** Whether the user put something into the field, were it an expression that comes out empty for this item. */
export function isFilledIn(raw: unknown): boolean {
	const entered = unwrapped(raw);
	return entered !== undefined && entered !== null && entered !== '';
}
