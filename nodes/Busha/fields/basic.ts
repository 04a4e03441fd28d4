import type { INodePropertyOptions } from 'n8n-workflow';

import { parseAmount } from './amount';
import type { Field } from './field';
import { InputError } from './inputError';
import { isBlank } from './optional';
import { asText, cleaned, type Look } from './text';

/** One of a fixed list. A value from an expression that is not on the list is an {@link InputError}. */
export function choice<Name extends string, Value extends string>(
	name: Name,
	displayName: string,
	options: ReadonlyArray<INodePropertyOptions & { value: Value }>,
	{ default: initial, ...look }: Look & { default: Value },
): Field<Name, Value> {
	return {
		name,
		property: { displayName, name, type: 'options', options: [...options], default: initial, ...look },
		read: ({ value }) => {
			const given = asText(value);
			const found = options.find((option) => option.value === given);
			if (found) return found.value;
			throw new InputError(
				`"${given.slice(0, 40)}" is not one of the choices`,
				`Use one of: ${options.map((option) => option.value).join(', ')}.`,
			);
		},
	};
}

const SWITCHED: Readonly<Record<string, boolean>> = {
	true: true,
	yes: true,
	1: true,
	false: false,
	no: false,
	0: false,
};

/** A switch. Takes what expressions and spreadsheets give for one too, such as "TRUE", "yes" and 1. */
export function toggle<Name extends string>(
	name: Name,
	displayName: string,
	description: string,
): Field<Name, boolean> {
	return {
		name,
		property: { displayName, name, type: 'boolean', default: false, description },
		read: (reading) => {
			if (isBlank(reading)) return false;
			const { value } = reading;
			const found = typeof value === 'boolean' ? value : SWITCHED[asText(value).toLowerCase()];
			if (found !== undefined) return found;
			throw new InputError('is neither true nor false', 'Check the expression: it has to give true or false.');
		},
	};
}

/** A number as itself or as a text of digits. Anything else is undefined. */
function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(cleaned(value)) ? Number(cleaned(value)) : undefined;
}

/** A whole number within bounds. */
export function wholeNumber<Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	{ initial, min, max }: { initial: number; min: number; max?: number },
): Field<Name, number> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: min, maxValue: max },
			default: initial,
			description,
		},
		read: ({ value }) => {
			const given = numberOf(value);
			if (given !== undefined && Number.isInteger(given) && given >= min && given <= (max ?? given)) return given;
			throw new InputError(
				'is not a whole number that can be used here',
				max === undefined ? `Enter ${min} or more.` : `Enter a number from ${min} to ${max}.`,
			);
		},
	};
}

/** A share from 0 to 100. */
export function percentage<Name extends string>(name: Name, displayName: string): Field<Name, number> {
	return {
		name,
		property: { displayName, name, type: 'number', typeOptions: { minValue: 0, maxValue: 100 }, default: 0 },
		read: ({ value }) => {
			const given = numberOf(value);
			if (given !== undefined && given >= 0 && given <= 100) return given;
			throw new InputError('is not a number from 0 to 100', 'Enter the share in percent.');
		},
	};
}

/** A required amount of money, as a decimal string larger than zero. */
export function amount<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', placeholder: '1500.50', required: true, ...look },
		read: ({ value }) => parseAmount(value),
	};
}
