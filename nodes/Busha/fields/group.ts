import type { INodePropertyCollection, INodeProperties } from 'n8n-workflow';

import { type Field, isFilledIn, type Reading, readFields, type Values } from './field';
import { InputError } from './inputError';
import { isBlank } from './optional';

function record(value: unknown): Record<string, unknown> {
	if (value === undefined || value === null) return {};
	if (typeof value === 'object' && !Array.isArray(value)) return { ...value };
	throw new InputError('is not an object with named fields', 'Check the expression.');
}

function inside(name: string, outer: Reading, before: Reading['before'] = outer.before): Reading {
	const raw = typeof outer.raw === 'object' && outer.raw !== null ? record(outer.raw)[name] : undefined;
	const value = record(outer.value)[name];
	return { ...outer, value, raw: raw ?? value, before };
}

/** Optional fields that the user adds one by one. Fields that were not added are absent from the value. */
export function collection<Name extends string, const Fields extends readonly Field[]>(
	name: Name,
	displayName: string,
	placeholder: string,
	fields: Fields,
	description?: string,
): Field<Name, Partial<Values<Fields>>> {
	const property: INodeProperties = {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: fields.map((field) => ({ ...field.property, required: undefined })),
		description,
	};
	return {
		name,
		property,
		read: (reading) => {
			if (isBlank(reading)) return {};
			// What the user added counts, not what its expression gives: n8n drops values that come out undefined.
			const added = record(typeof reading.raw === 'object' ? reading.raw : reading.value);
			const present = fields
				.filter((field) => added[field.name] !== undefined)
				.map((field) => leftOutIfEmpty(field, name));
			const values = readFields(present, (field, before) => inside(field.name, reading, before));
			return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
				Values<Fields>
			>;
		},
	};
}

/**
 * A field that was added, left out again when an agent has nothing for it. Under options, a switch whose expression gives
 * nothing stays as it is by default; everything else that is added and comes out empty is an error.
 */
function leftOutIfEmpty(field: Field, group: string): Field {
	return {
		...field,
		read: (reading) => {
			const { raw, value } = reading;
			if (group === 'options' && field.property.type === 'boolean' && (value ?? '') === '') return undefined;
			return isFilledIn(raw) && isBlank(reading) ? undefined : field.read(reading);
		},
	};
}

/** Any number of entries of one kind, each with the same fields; the workflow stores them under `entry`. */
export function rows<Name extends string, const Fields extends readonly Field[]>(
	name: Name,
	displayName: string,
	entry: { name: string; displayName: string; placeholder: string },
	fields: Fields,
	description?: string,
): Field<Name, Array<Values<Fields>>> {
	const values: INodePropertyCollection = {
		displayName: entry.displayName,
		name: entry.name,
		values: fields.map(shownInside),
	};
	return {
		name,
		property: {
			displayName,
			name,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: entry.placeholder,
			default: {},
			options: [values],
			description,
		},
		read: (reading) => {
			if (isBlank(reading)) return [];
			const list = inside(entry.name, reading);
			if (isBlank(list)) return [];
			if (!Array.isArray(list.value)) throw new InputError('is not a list', 'Check the expression.');
			const raws: unknown[] = Array.isArray(list.raw) ? list.raw : [];
			return list.value.map((value: unknown, index) => {
				const row: Reading = { ...reading, value, raw: raws[index] ?? value };
				try {
					return readFields(fields, (field, before) => inside(field.name, row, before));
				} catch (problem) {
					throw problem instanceof InputError ? problem.within(`entry ${index + 1},`) : problem;
				}
			});
		},
	};
}

/** A field's property with its condition, relative to its neighbours. */
export function shownInside(field: Field): INodeProperties {
	if (!field.when) return field.property;
	const show = Object.fromEntries(Object.entries(field.when).map(([name, accepted]) => [name, [...accepted]]));
	return { ...field.property, displayOptions: { show } };
}
