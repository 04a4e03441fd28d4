import type { Field } from './field';
import { InputError } from './inputError';
import { asText } from './text';
import { timeAt, wallTime } from './zone';

/** How Busha wants a date written. */
type Format = 'DD-MM-YYYY' | 'YYYY-MM-DD';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_FIRST = /^(\d{2})-(\d{2})-(\d{4})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads a day as n8n offers it (`2000-12-24`, or a moment) or as Busha writes it (`24-12-2000`). A moment is the day that
 * begins with it where it was written, in UTC or in the workflow's zone; one in the middle of a day has to be the same
 * day in all of them. Throws an {@link InputError} for days that do not exist or can be read two ways.
 */
export function parseDate(value: unknown, format: Format, zone: string): string {
	const given = asText(isoOf(value));
	const [, year, month, day] =
		DAY.exec(MOMENT.test(given) ? dayOf(given, zone) : given) ?? swapped(DAY_FIRST.exec(given)) ?? [];
	if (!year || !month || !day) {
		throw new InputError(
			`"${given.slice(0, 40)}" is not a date that can be read in only one way`,
			'Write it as 2000-12-24.',
		);
	}
	const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
	if (date.getUTCDate() !== Number(day) || Number(year) < 1800) throw noDay(given);
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

function dayOf(given: string, zone: string): string {
	const time = momentOf(given, zone);
	const [, written, clock] = MOMENT.exec(given) ?? [];
	if (time === undefined || !written || !clock) throw noDay(given);
	const views = [`${written} ${clock}`, wallTime(time, 'UTC'), wallTime(time, zone)];
	const midnight = time % 1000 === 0 ? views.find((view) => /^\S+ 00:00(:00(\.0+)?)?$/.test(view)) : undefined;
	const days = new Set((midnight === undefined ? views : [midnight]).map((view) => view.slice(0, written.length)));
	if (days.size === 1) return [...days][0] ?? '';
	throw new InputError(
		`"${given}" is a different day in UTC and in the time zone ${zone}`,
		`Write the day alone, such as ${written}.`,
	);
}

/** The point in time that a text names, in milliseconds. Without a zone of its own it is meant in `zone`. */
function momentOf(given: string, zone: string): number | undefined {
	const [, day, clock = '00:00', offset] = MOMENT.exec(given) ?? (DAY.test(given) ? ['', given] : []);
	if (day === undefined || new Date(`${day}T00:00Z`).getUTCDate() !== Number(day.slice(-2))) return undefined;
	const written = Date.parse(`${day}T${clock}${(offset ?? 'Z').toUpperCase()}`);
	if (Number.isNaN(written)) return undefined;
	return offset === undefined ? timeAt(written, zone) : written;
}

function noDay(given: string): InputError {
	return new InputError(`"${given.slice(0, 40)}" is not a day of the calendar`, 'Check the day and the month.');
}

/** A required day. */
export function date<Name extends string>(
	name: Name,
	displayName: string,
	format: Format,
	description = '',
): Field<Name, string> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			required: true,
			description,
		},
		read: ({ value, zone }) => parseDate(value, format, zone),
	};
}

/** A required point in time, in milliseconds. Text without a zone is meant in the workflow's zone. */
export function moment<Name extends string>(
	name: Name,
	displayName: string,
	description?: string,
): Field<Name, number> {
	return {
		name,
		property: { displayName, name, type: 'dateTime', default: '', required: true, description },
		read: ({ value, zone }) => {
			const given = asText(isoOf(value));
			const time = momentOf(given, zone);
			if (time !== undefined) return time;
			throw new InputError(`"${given.slice(0, 40)}" is not a point in time`, 'Write it as 2026-05-01T09:00:00Z.');
		},
	};
}
