import { hash, randomBytes } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Memory } from '../once/memory';
import type { Operation } from '../operations/operation';
import { Recent } from '../once/recent';
import { broughtAlong } from './broughtAlong';

/** What the tries of one item did, and what came out of it. */
export interface Entry extends Memory {
	/** The output of a finished item, and the digest of its input: asked for something else, it is not the result. */
	output?: IDataObject[];
	input?: string;
}

/** What the ledger knows of an item. */
export interface Kept {
	entry: Entry;
	/** A reference of the node's own for this item: the same in each try and in each copy of the execution. */
	ownReference: string;
	/** The run is continued: a copy of it may have made what the entry does not tell. */
	continued: boolean;
	/** An earlier, equal call of this sub-workflow finished the item. */
	paidByOtherCall: boolean;
}

/** What is kept of a run of the node. */
interface Book {
	/** The run that it belongs to. */
	of: string;
	/** The execution that began it. */
	execution: string;
	/** Drawn once: with it, copies of the run make the same references of their own, and find each other's payments. */
	token: string;
	entries: Record<string, Entry>;
}

/** Books of sub-workflows by the execution that called them: the calls have nothing else in common. */
const called = new Recent<string, Book>(1_000);

/**
 * What a run of the node already did, item by item. It lives in n8n's node context, which survives the tries of Retry On
 * Fail and a manual "Retry execution", so a new try continues instead of starting over. Calls of an AI agent are told
 * apart by what they ask, since n8n counts a new run for each try of one call.
 */
export class Ledger {
	private readonly book: Book;
	private readonly items: INodeExecutionData[];
	/** An earlier try of the run, or a copy of it, has begun before. */
	private readonly begun: boolean;
	/** The run is the repetition of a call of this sub-workflow, or another equal call: the two cannot be told apart. */
	private readonly calledBefore: boolean;
	private readonly call: string | undefined;

	/** Opens the ledger of the current run of the node. What another run, or another operation, left there is dropped. */
	constructor(
		n8n: IExecuteFunctions,
		{ resource, operation, effect }: Operation,
		private readonly asTool: boolean,
	) {
		this.items = n8n.getInputData();
		const context = n8n.getContext('node');
		const name = `${resource}.${operation}`;
		const of = asTool ? name : `${name} ${String(n8n.getWorkflowDataProxy(0).$runIndex)}`;
		const kept = context.busha as Book | undefined;
		const tried = kept?.of === of ? kept : undefined;
		this.call = effect === 'money' ? callOf(n8n, of) : undefined;
		const { call } = this;
		const earlierCall = call !== undefined && !tried ? called.get(call) : undefined;
		this.book = tried ?? earlierCall ?? newBook(n8n, of);
		this.calledBefore = earlierCall !== undefined;
		this.begun = tried ? !asTool || tried.execution !== n8n.getExecutionId() : this.calledBefore || n8n.getMode() === 'retry';
		context.busha = this.book;
		if (call !== undefined) called.set(call, this.book);
	}

	/** The entry of an item, empty when nothing was done for it yet. */
	entry(itemIndex: number): Kept {
		const json = this.items[itemIndex]?.json ?? {};
		const key = `${itemIndex} ${hash('sha256', JSON.stringify(json), 'base64url').slice(0, 16)}`;
		const kept = this.book.entries[key];
		const entry = kept ?? broughtAlong(json);
		this.book.entries[key] = entry;
		return {
			entry,
			ownReference: `n8n-${hash('sha256', `${this.book.token} ${key}`, 'hex').slice(0, 32)}`,
			continued: this.begun || (this.asTool && kept !== undefined),
			paidByOtherCall: this.calledBefore && kept?.output !== undefined,
		};
	}

	/** The run ended. What came out is kept only as long as n8n may run it again; a finished item stays known to equal calls. */
	close(mayRunAgain: boolean): void {
		if (mayRunAgain || this.asTool) return;
		if (this.call === undefined) this.book.entries = {};
		for (const entry of Object.values(this.book.entries)) {
			if (entry.output) entry.output = [];
		}
	}
}

/** A call of this node in a sub-workflow: n8n gives a repeated call nothing that tells it from the first one. */
function callOf(n8n: IExecuteFunctions, of: string): string | undefined {
	const parent = n8n.getExecutionContext?.()?.parentExecutionId;
	return parent && [parent, n8n.getWorkflow().id, n8n.getNode().id, of].join(' ');
}

/**
 * A new book. When an execution is retried that failed before this node ran, nothing was kept of it but the moment at
 * which it began: with that, all retries of it draw the same token.
 */
function newBook(n8n: IExecuteFunctions, of: string): Book {
	const began = n8n.getMode() === 'retry' ? n8n.getExecutionContext?.()?.establishedAt : undefined;
	const token = began === undefined ? randomBytes(16).toString('base64url') : [began, n8n.getWorkflow().id, n8n.getNode().id, of].join(' ');
	return { of, execution: n8n.getExecutionId(), token, entries: {} };
}
