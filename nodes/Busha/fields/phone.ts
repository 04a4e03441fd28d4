import type { Field } from './field';
import { InputError } from './inputError';
import { asIdentity, type Look, text } from './text';

/** The calling code of a country, and its mobile numbers without the zero that they start with at home. */
interface Plan {
	code: string;
	national: RegExp;
}

const PLANS: Readonly<Record<string, Plan>> = {
	NG: { code: '234', national: /^[789]\d{9}$/ },
	KE: { code: '254', national: /^[17]\d{8}$/ },
	GH: { code: '233', national: /^[25]\d{8}$/ },
};

/**
 * A phone number in its international form, such as `+2348031234567`. The local form is understood for mobile numbers
 * of Nigeria, Kenya and Ghana if that is the number's country. Throws an {@link InputError} for everything else.
 */
export function parsePhone(value: unknown, country?: string): string {
	const given = asIdentity(value);
	const dialled = given.replace(/[ ()./-]/g, '').replace(/^00/, '+');
	const number = dialled.startsWith('+') ? withoutTrunkZero(dialled.slice(1)) : fromLocal(dialled, country);
	if (number !== undefined && /^[1-9]\d{7,14}$/.test(number)) return `+${number}`;
	throw new InputError(
		`"${given.slice(0, 40)}" is not a phone number that can be told for certain`,
		'Write it with the calling code of its country, such as +2348031234567.',
	);
}

/** People write +234 (0) 803: the zero is only dialled at home. */
function withoutTrunkZero(number: string): string {
	const plan = Object.values(PLANS).find(({ code }) => number.startsWith(`${code}0`));
	return plan ? plan.code + number.slice(plan.code.length + 1) : number;
}

function fromLocal(dialled: string, country: string | undefined): string | undefined {
	const plans = Object.entries(PLANS).filter(([name]) => country === undefined || name === country);
	for (const [, { code, national }] of plans) {
		const international = dialled.startsWith(code) ? withoutTrunkZero(dialled).slice(code.length) : '';
		if (national.test(international)) return code + international;
		const local = dialled.replace(/^0/, '');
		if (country !== undefined && national.test(local)) return code + local;
	}
	return undefined;
}

/** A number as mobile money in Kenya wants it, to show how one looks. */
export const KENYAN = '+254712345678';

/** A required phone number. `countryOf` tells its country from the fields that stand before it, as far as they do. */
export function phone<Name extends string>(
	name: Name,
	displayName: string,
	look: Look,
	countryOf: (before: Readonly<Record<string, unknown>>) => string | undefined,
): Field<Name, string> {
	const field = text(name, displayName, { placeholder: '+2348031234567', ...look });
	return {
		...field,
		read: (reading) => parsePhone(field.read(reading), countryOf(reading.before)),
	};
}

/** The country of a field that holds one. */
export const countryIn = (name: string) => (before: Readonly<Record<string, unknown>>) =>
	before[name] as string | undefined;

const HOME_OF: Readonly<Record<string, string>> = { NGN: 'NG', KES: 'KE', GHS: 'GH' };

/** The country whose money a field names. */
export const homeOf = (name: string) => (before: Readonly<Record<string, unknown>>) => HOME_OF[String(before[name])];
