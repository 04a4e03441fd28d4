import { randomBytes } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { clock } from '../api/clock';
import type { Memory } from '../once/memory';
import { Recent } from '../once/recent';
import type { Operation } from '../operations/operation';
import { broughtAlong } from './broughtAlong';
import { digestOf } from './digest';

/** What the tries of one item did, and what came out of it. */
export interface Entry extends Memory {
	/** The output of a finished item, and the digest of its input: asked for something else, it is not the result. */
	output?: IDataObject[];
	input?: string;
}

/** What the ledger knows of an item. */
export interface Kept {
	itemIndex: number;
	entry: Entry;
	/** A reference of the node's own for this item: the same in each try and in each copy of the execution. */
	ownReference: string;
	/** The run is continued: a copy of it may have made what the entry does not tell. */
	continued: boolean;
	/** When the run began first, in milliseconds of this machine's clock. */
	begunAt: number;
	/** What an equal item of an earlier call of this sub-workflow did, or does at this moment. */
	equalCall?: Entry;
}

/** What is kept of a run of the node: a book for each operation, as somebody may change it between two tries and back. */
interface Books {
	/** The run that they belong to. */
	of: string;
	books: Record<string, Book>;
}

/** What is kept of one operation. */
interface Book {
	/** The execution that began it, and when. */
	execution: string;
	begunAt: number;
	/** With it, copies of the run make the same references of their own, and find each other's payments. */
	token: string;
	entries: Record<string, Entry>;
}

/** Items that calls of sub-workflows pay, by the call: n8n gives a repeated call nothing that tells it from the first one. */
const paidByCalls = new Recent<string, Entry>(10_000);

/**
 * What a run of the node already did, item by item. It lives in n8n's node context, which survives the tries of Retry On
 * Fail and a manual "Retry execution", so a new try continues instead of starting over. Calls of an AI agent are told
 * apart by what they ask, since n8n counts a new run for each try of one call.
 */
export class Ledger {
	private readonly book: Book;
	private readonly items: INodeExecutionData[];
	/** The keys of the items, as far as they were needed. */
	private readonly keys: string[] = [];
	/** An earlier try of the run, or a copy of it, has begun before. */
	private readonly begun: boolean;
	private readonly call: string | undefined;

	/** Opens the ledger of the current run of the node. What another run left there is dropped. */
	constructor(
		n8n: IExecuteFunctions,
		{ resource, operation, effect }: Operation,
		private readonly asTool: boolean,
	) {
		this.items = n8n.getInputData();
		const context = n8n.getContext('node');
		const name = `${resource}.${operation}`;
		const run = asTool ? 'tool' : String(n8n.getWorkflowDataProxy(0).$runIndex);
		const of = `${name} ${run}`;
		const kept = context.busha as Books | undefined;
		const books = kept?.of === run ? kept.books : {};
		const tried = books[name];
		this.call = effect === 'money' ? callOf(n8n, of) : undefined;
		this.book = tried ?? newBook(n8n, of, this.call);
		this.begun = tried ? !asTool || tried.execution !== n8n.getExecutionId() : n8n.getMode() === 'retry';
		context.busha = { of: run, books: { ...books, [name]: this.book } };
	}

	/** The entry of an item, empty when nothing was done for it yet. */
	entry(itemIndex: number): Kept {
		const key = this.keyOf(itemIndex);
		const kept = this.book.entries[key];
		const equalCall = this.equalCallOf(key, kept);
		const entry = kept ?? { ...broughtAlong(this.items[itemIndex]?.json ?? {}), ...memoryOf(equalCall) };
		this.book.entries[key] = entry;
		if (this.call !== undefined && !equalCall) paidByCalls.set(`${this.call} ${key}`, entry);
		return {
			itemIndex,
			entry,
			ownReference: `n8n-${digestOf([this.book.token, key])}`,
			continued: this.begun || equalCall !== undefined || (this.asTool && kept !== undefined),
			begunAt: this.book.begunAt,
			equalCall,
		};
	}

	/** What earlier tries of an item left, in this run or, as the item itself tells, in one before. */
	left(itemIndex: number): Entry {
		return this.book.entries[this.keyOf(itemIndex)] ?? broughtAlong(this.items[itemIndex]?.json ?? {});
	}

	/** The run ended. What it did is kept only as long as n8n may run it again, or an agent call it again. */
	close(mayRunAgain: boolean): void {
		if (!mayRunAgain && !this.asTool) this.book.entries = {};
	}

	private keyOf(itemIndex: number): string {
		return (this.keys[itemIndex] ??= `${itemIndex} ${digestOf(identityOf(this.items[itemIndex]?.json ?? {}))}`);
	}

	private equalCallOf(key: string, kept: Entry | undefined): Entry | undefined {
		const other = this.call === undefined ? undefined : paidByCalls.get(`${this.call} ${key}`);
		return other === kept ? undefined : other;
	}
}

/** What an equal item made in an earlier call, without what came out of it. */
function memoryOf(entry: Entry | undefined): Entry {
	return entry ? { ...entry, output: undefined, input: undefined } : {};
}

/** Tells an input item from others. A payment that comes in is known by its ID, since all else of it changes with time. */
function identityOf(json: IDataObject): unknown {
	const { id, created_at } = json;
	return typeof id === 'string' && typeof created_at === 'string' ? id : json;
}

/** A call of this node in a sub-workflow. */
function callOf(n8n: IExecuteFunctions, of: string): string | undefined {
	const parent = n8n.getExecutionContext?.()?.parentExecutionId;
	return parent && [parent, n8n.getWorkflow().id, n8n.getNode().id, of].join(' ');
}

/**
 * A new book. Calls of a sub-workflow by one execution share a token. When an execution is retried that failed before
 * this node ran, nothing was kept of it but the moment at which it began: all retries of it share a token made of that.
 */
function newBook(n8n: IExecuteFunctions, of: string, call: string | undefined): Book {
	const began = n8n.getMode() === 'retry' ? n8n.getExecutionContext?.()?.establishedAt : undefined;
	const retried = began === undefined ? undefined : [began, n8n.getWorkflow().id, n8n.getNode().id, of].join(' ');
	const token = call ?? retried ?? randomBytes(16).toString('base64url');
	return { execution: n8n.getExecutionId(), begunAt: began ?? clock.now(), token, entries: {} };
}
