import { hash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { UsableQuote } from '../money/execute';

/** What an execution already did for one item. Plain data: n8n saves it with the execution. */
export interface Entry {
	/** Tells this input item from another one that later stands at the same place. */
	item: string;
	/** The quote that is about to be executed, or was. Written before it is. */
	quote?: UsableQuote;
	/** An object that this item made, for operations of several calls. */
	made?: string;
	/** What looked like the object to make, before it was made: ids. Set while it may have been made. */
	before?: string[];
	/** The output of a finished item. */
	output?: IDataObject[];
}

interface Book {
	of: string;
	entries: Record<string, Entry>;
}

/**
 * What this execution of the node already did, item by item. It lives in n8n's node context, which survives the tries
 * of Retry On Fail and a manual "Retry execution", so a new try continues instead of starting over.
 */
export class Ledger {
	private readonly book: Book;
	private readonly items: INodeExecutionData[];

	/** Opens the ledger of the current run of the node. What another run, or another operation, left there is dropped. */
	constructor(n8n: IExecuteFunctions, operation: string) {
		this.items = n8n.getInputData();
		const context = n8n.getContext('node');
		const of = `${operation} ${String(n8n.getWorkflowDataProxy(0).$runIndex)}`;
		const kept = context.busha as Book | undefined;
		this.book = kept?.of === of ? kept : { of, entries: {} };
		context.busha = this.book;
	}

	/** The entry of an item, empty when this execution did nothing for it yet. */
	entry(itemIndex: number): Entry {
		const json = JSON.stringify(this.items[itemIndex]?.json ?? {});
		const item = hash('sha256', json, 'base64url');
		const kept = this.book.entries[itemIndex];
		if (kept?.item === item) return kept;
		const entry: Entry = { item };
		this.book.entries[itemIndex] = entry;
		return entry;
	}

	/** Forgets everything: the run ended without an error, so there is nothing to continue. */
	close(): void {
		this.book.entries = {};
	}
}
