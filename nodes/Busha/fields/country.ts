import type { Field } from './field';
import { InputError } from './inputError';
import { type Look, text } from './text';

/** A country by its two letters. */
export function country<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	const field = text(name, displayName, {
		placeholder: 'NG',
		description: 'The two-letter code of the country',
		...look,
	});
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading).toUpperCase();
			if (/^[A-Z]{2}$/.test(given)) return given;
			throw new InputError(
				`"${given.slice(0, 40)}" is not a country code`,
				'Use the two letters of ISO 3166, such as NG or KE.',
			);
		},
	};
}
