import type { Field } from './field';
import { InputError } from './inputError';
import { asText } from './text';

/** How Busha wants a date written. */
type Format = 'DD-MM-YYYY' | 'YYYY-MM-DD';

const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/;
const DAY_FIRST = /^(\d{2})-(\d{2})-(\d{4})$/;

/**
 * Reads a date as n8n offers it (`2000-12-24`, or ISO with a time, of which the date counts as it is written) or as
 * Busha writes it (`24-12-2000`). Throws an {@link InputError} for dates that do not exist or can be read two ways.
 */
export function parseDate(value: unknown, format: Format): string {
	const given = asText(isoOf(value));
	const [, year, month, day] = YEAR_FIRST.exec(given) ?? swapped(DAY_FIRST.exec(given)) ?? [];
	if (!year || !month || !day) {
		throw new InputError(`"${given.slice(0, 40)}" is not a date that can be read in only one way`, 'Write it as 2000-12-24.');
	}
	const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
	if (date.getUTCDate() !== Number(day) || Number(year) < 1800) {
		throw new InputError(`"${given.slice(0, 40)}" is not a day of the calendar`, 'Check the day and the month.');
	}
	return format === 'DD-MM-YYYY' ? `${day}-${month}-${year}` : `${year}-${month}-${day}`;
}

/** The dates that expressions make, as text: a Date, or a DateTime of Luxon in its own zone. */
function isoOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if ('toISO' in value && typeof value.toISO === 'function') return (value.toISO as () => unknown)();
	return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
}

function swapped(match: RegExpExecArray | null): Array<string | undefined> | undefined {
	return match ? [match[0], match[3], match[2], match[1]] : undefined;
}

/** A required day. */
export function date<Name extends string>(name: Name, displayName: string, format: Format, description = ''): Field<Name, string> {
	return {
		name,
		property: { displayName, name, type: 'dateTime', default: '', required: true, description },
		read: ({ value }) => parseDate(value, format),
	};
}

/** A required point in time, in milliseconds. */
export function moment<Name extends string>(name: Name, displayName: string): Field<Name, number> {
	return {
		name,
		property: { displayName, name, type: 'dateTime', default: '', required: true },
		read: ({ value }) => {
			const given = asText(isoOf(value));
			const time = YEAR_FIRST.test(given) ? Date.parse(given) : NaN;
			if (!Number.isNaN(time)) return time;
			throw new InputError(`"${given.slice(0, 40)}" is not a point in time`, 'Write it as 2026-05-01T09:00:00Z.');
		},
	};
}
