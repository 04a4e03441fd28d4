import { START } from '../api/list';
import { choice, toggle, wholeNumber } from './basic';
import { moment } from './date';
import { type Field, when } from './field';
import { collection } from './group';
import { InputError } from './inputError';
import { relabelled } from './optional';
import { asText, text } from './text';

/** How many rows a Get Many operation returns. */
export const paging = [
	toggle('returnAll', 'Return All', 'Whether to return all results or only up to a given limit'),
	when(
		{ returnAll: [false] },
		wholeNumber('limit', 'Limit', 'Max number of results to return', { initial: 50, min: 1 }),
	),
] as const satisfies readonly Field[];

const position = text('cursor', 'Cursor', {
	default: START,
	description: `Return one page of up to Limit rows, at most 100. If there are more, a last item holds next_cursor: give it here to get the next page. For the first page, give "${START}".`,
});

/** Where a page begins. Busha's cursors are opaque, so any text passes that is no sign of a failed expression. */
const cursor: typeof position = {
	...position,
	read: ({ value }) => {
		const given = asText(value);
		if (!['', 'undefined', 'null'].includes(given)) return given;
		throw new InputError(
			given === '' ? 'is empty' : `is "${given}", so its expression failed`,
			`Give "${START}" for the first page, and next_cursor of the page before for every other.`,
		);
	},
};

/** The options of a list that has pages. */
export const listOptions = collection('options', 'Options', 'Add Option', [cursor]);

/** The period in which rows were made. */
export const createdAfter = moment('createdAfter', 'Created After', 'The first moment of the period');
export const createdBefore = moment('createdBefore', 'Created Before', 'The first moment after the period');

/** The order of a list, as Busha sorts it. */
export const sort = choice(
	'sort',
	'Sort',
	[
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	{ default: 'desc' },
);

/** The same filter, told to be one that the node applies, since Busha's list does not have it. */
export function ownFilter<Name extends string, Value>(field: Field<Name, Value>): Field<Name, Value> {
	const { description } = field.property;
	const told = 'Applied by the node, not by Busha.';
	return relabelled(field, { description: description ? `${description}. ${told}` : told });
}
