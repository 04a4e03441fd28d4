import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../api/client';
import type { Effect } from '../api/retry';
import type { Field, Values } from '../fields/field';
import type { PaymentContext } from '../money/context';
import { simplify } from '../fields/simplify';
import type { Resource } from './resources';

/** What an operation gets to work with for one item. */
export interface Item<Input> extends PaymentContext {
	/** Busha, acting for the customer of this item if its operation has one. */
	api: Busha;
	/** The operation's fields, read and judged. */
	input: Input;
	/** What the run itself has made by now: ids. */
	made: ReadonlySet<string>;
}

/** A file that an operation gives in place of rows: in which binary field, under which name, of which type, and its text. */
export class OutputFile {
	constructor(
		readonly field: string,
		readonly name: string,
		readonly mimeType: string,
		readonly text: string,
	) {}
}

/** What comes out of one item. Only operations that read may give files, which are read again by every try. */
export type Output = IDataObject | IDataObject[] | OutputFile;

/** One operation of one resource: everything that n8n shows of it, and what it does with one item. */
export interface Operation {
	resource: Resource;
	/** n8n's name of it, as workflows store it. */
	operation: string;
	name: string;
	action: string;
	description: string;
	/** What it may change. Only operations that read run side by side; only the others are kept in the ledger. */
	effect: Exclude<Effect, 'draft'>;
	fields: readonly Field[];
	/** The fields that Simplify keeps, at most ten. Gives the operation its Simplify switch. */
	simple?: readonly string[];
	/**
	 * Whether an item waits for long between its steps, so that other items may be under way meanwhile. What may not
	 * happen at the same time, such an operation puts in turn by itself.
	 */
	settles?(input: never): boolean;
	/** Judges what the fields of one item hold together. Throws an `InputError`; nothing is sent then. */
	check?(input: never): void;
	/** Looks at all items that are not finished, before the first of them is run. When it throws, none of them is. */
	before?(items: ReadonlyArray<Pick<Item<never>, 'api' | 'input'>>): Promise<void>;
	run(item: Item<never>): Promise<Output>;
}

/** Whether an operation gives rows: as many as its limit says, or those that its filters leave. */
export function isList({ fields }: Pick<Operation, 'fields'>): boolean {
	return fields.some(({ name }) => name === 'limit' || name === 'filters');
}

/** Declares an operation. The types of its fields become the type of `input`. */
export function define<const Fields extends readonly Field[]>(
	operation: Omit<Operation, 'fields' | 'check' | 'settles' | 'before' | 'run'> & {
		fields: Fields;
		check?(input: Values<Fields>): void;
		settles?(input: Values<Fields>): boolean;
		before?(items: ReadonlyArray<Pick<Item<Values<Fields>>, 'api' | 'input'>>): Promise<void>;
		run(item: Item<Values<Fields>>): Promise<Output>;
	},
): Operation {
	const { fields, simple } = operation;
	if (!simple) return operation;
	return { ...operation, fields: [...fields, isList(operation) ? simplify.ofList : simplify.ofOne] };
}
