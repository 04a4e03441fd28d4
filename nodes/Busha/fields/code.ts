import { type Field, unwrapped } from './field';
import { InputError } from './inputError';
import { locator, locatorProperty } from './locator';

/** How a code looks, beyond its label. */
export interface CodeLook {
	description?: string;
	placeholder?: string;
	/** The fields that its list depends on. */
	follows?: readonly string[];
	/** The first choice of the list of a code that may be left blank: what it means to leave it so. */
	none?: string;
}

/**
 * The name of the method behind a list. What the list needs to know is a part of it: the choice that stands for nothing,
 * and the names of the fields whose values it is told, in their order.
 */
export function listMethod(list: string, { follows = [], none }: Pick<CodeLook, 'follows' | 'none'> = {}): string {
	return [none === undefined ? list : `${list}|${none}`, ...follows].join(':');
}

/** The parts of a {@link listMethod}. */
export function partsOf(method: string): { list: string; none?: string; follows: string[] } {
	const [first = '', ...follows] = method.split(':');
	const [list = '', none] = first.split('|');
	return { list, none, follows };
}

/**
 * A required code that Busha lists, and that users pick from that list or enter themselves: a currency, a network, a
 * bank, a country. Plain text, as expressions give it, is read as well.
 */
export function code<Name extends string>(
	name: Name,
	displayName: string,
	list: string,
	{ follows, none, ...look }: CodeLook = {},
): Field<Name, string> {
	const method = listMethod(list, { follows, none });
	const { read } = locator(name, displayName, method, { placeholder: '', ...look });
	return {
		name,
		property: locatorProperty(name, displayName, method, { by: 'code', ...look }),
		read: (reading) => {
			if (typeof unwrapped(reading.value) !== 'number') return read(reading);
			throw new InputError('came as a number', 'Hand it over as text, so that leading zeros are kept.');
		},
	};
}
