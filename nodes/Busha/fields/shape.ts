import type { Field } from './field';
import { InputError } from './inputError';
import { type Look, text } from './text';

/** How many characters a text may have. */
export interface Length {
	min?: number;
	max: number;
}

/** The same field, for texts as long as Busha takes them. Every other length is an {@link InputError}. */
export function sized<Name extends string>(
	field: Field<Name, string>,
	{ min = 1, max }: Length,
	advice = 'Enter a text of that length.',
): Field<Name, string> {
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading);
			const { length } = [...given];
			if (length >= min && length <= max) return given;
			const taken = min > 1 ? `${min} to ${max}` : `at most ${max}`;
			throw new InputError(`has ${length} characters, and Busha takes ${taken}`, advice);
		},
	};
}

/** The same field, for texts of one form. Every other text is an {@link InputError}: `what` continues `"abc" is not …`. */
export function shaped<Name extends string>(
	field: Field<Name, string>,
	form: RegExp,
	what: string,
	advice: string,
): Field<Name, string> {
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading);
			if (form.test(given)) return given;
			throw new InputError(`"${given.slice(0, 40)}" is not ${what}`, advice);
		},
	};
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** Whether a text is an email address. */
export const isEmail = (given: string): boolean => EMAIL.test(given);

/** A required email address. */
export function email<Name extends string>(name: Name, displayName: string): Field<Name, string> {
	const field = text(name, displayName, { placeholder: 'name@email.com' });
	return shaped(field, EMAIL, 'an email address', 'Write it as name@email.com.');
}

/** A required address on the web. */
export function webAddress<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	const field = text(name, displayName, { placeholder: 'https://example.com', ...look });
	return shaped(field, /^https?:\/\/[^\s/?#]+\S*$/i, 'a web address', 'Write it with https:// at its beginning.');
}
