import type { Field } from './field';
import { InputError } from './inputError';
import { isBlank } from './optional';
import { sized } from './shape';
import { type Look, text } from './text';

const LENGTH = { min: 12, max: 64 };

/**
 * A required reference of a payment, as Busha takes it: 12 to 64 characters. Whatever may give one payment two
 * spellings, or two payments one, is cleaned or refused.
 */
export function referenceText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Field<Name, string> {
	return sized(
		text(name, displayName, look),
		LENGTH,
		'Use a longer or shorter ID that is always the same for the same payment, for example with a prefix such as "invoice-2026-".',
	);
}

/**
 * The same optional reference, but an agent has to give one: agents repeat what they are not sure of, and only a
 * reference makes the second call harmless. A reference that the author of the workflow entered is one.
 */
export function askedOfAgents<Name extends string>(
	field: Field<Name, string | undefined>,
): Field<Name, string | undefined> {
	return {
		...field,
		read: (reading) => {
			if (!reading.asTool || !isBlank(reading)) return field.read(reading);
			throw new InputError(
				'is needed when an agent pays',
				'Give an ID that is always the same for the same payment, such as the number of the invoice, so that it is never paid twice.',
			);
		},
	};
}
