import { code, type CodeLook } from './code';
import type { Field } from './field';
import { InputError } from './inputError';

/** A currency code, sent in upper case. */
export function currency<Name extends string>(
	name: Name,
	displayName: string,
	look: CodeLook = {},
): Field<Name, string> {
	const field = code(name, displayName, 'getCurrencies', { placeholder: 'NGN', ...look });
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading).toUpperCase();
			if (/^[A-Z0-9]{1,10}$/.test(given)) return given;
			throw new InputError(`"${given.slice(0, 40)}" is not a currency code`, 'Use a code such as NGN or USDT.');
		},
	};
}

/** A blockchain network, if another field names a currency one of that, sent in upper case. */
export function network<Name extends string>(
	name: Name,
	displayName: string,
	ofCurrency?: string,
	look: CodeLook = {},
): Field<Name, string> {
	const follows = ofCurrency === undefined ? [] : [ofCurrency];
	const field = code(name, displayName, 'getNetworks', { placeholder: 'TRX', follows, ...look });
	return { ...field, read: (reading) => field.read(reading).toUpperCase() };
}
