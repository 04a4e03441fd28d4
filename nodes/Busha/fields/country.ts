import { code, type CodeLook } from './code';
import type { Field } from './field';
import { InputError } from './inputError';

/** A country by its two letters. */
export function country<Name extends string>(
	name: Name,
	displayName: string,
	look: CodeLook = {},
): Field<Name, string> {
	const field = code(name, displayName, 'getCountries', {
		placeholder: 'NG',
		description: 'From the list, or a two-letter code',
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
