import type { IDataObject } from 'n8n-workflow';

import { type Recipient, recipientValue } from '../api/types';
import { toggle } from './basic';
import type { Field } from './field';
import { relabelled } from './optional';

function simplifyField(initial: boolean): Field<'simplify', boolean> {
	const field = toggle(
		'simplify',
		'Simplify',
		'Whether to return a simplified version of the response instead of the raw data',
	);
	return relabelled(field, { default: initial });
}

/** The switch of operations whose rows have more than ten fields: on for lists, off for one object. */
export const simplify = { ofList: simplifyField(true), ofOne: simplifyField(false) } as const;

/** The cursor behind a page is no part of a row, and stays. */
const BESIDE_ROWS = ['next_cursor'];

/** A row with only the named fields, as far as it has them, be it in the row itself or in a recipient's list of fields. */
export function simplified(row: IDataObject, keep: readonly string[]): IDataObject {
	const values = [...keep, ...BESIDE_ROWS].map(
		(key) => [key, row[key] ?? recipientValue(row as Recipient, key)] as const,
	);
	return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
