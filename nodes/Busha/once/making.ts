import type { IDataObject } from 'n8n-workflow';

import type { Busha, Call } from '../api/client';
import type { BushaError } from '../api/failure';
import type { Memory } from './memory';

/** What is needed to make something at most once. */
export interface OnceContext {
	api: Busha;
	memory: Memory;
	/** The run is continued: a copy of it may have made what `memory` does not tell. */
	continued: boolean;
	/** When the run began first, in milliseconds of this machine's clock. */
	begunAt: number;
	/** What an equal item of an earlier call of this sub-workflow did, or does at this moment. */
	equalCall?: Memory;
	/** What the run itself has made by now: ids. None of it is what this item makes. */
	made: ReadonlySet<string>;
}

/** An object that tells by itself which one it is: at most one is ever made for its key. */
export interface ByKey<Row> {
	/** What is the same in every try to make this object, such as an e-mail address. */
	key: string;
	/** The object with that key, if Busha has it. */
	find: () => Promise<Row | undefined>;
	/** Brings one that is there already up to date, in place of making another. May be repeated. */
	update?: (existing: Row) => Promise<Row>;
}

/** An object that looks like others: known as new because the list did not hold it before. */
export interface ByList<Row> {
	/** The newest rows of the list that look like the one to make. */
	alike: () => Promise<Row[]>;
	/** What a person calls it, such as "order". */
	noun: string;
	/** The error of a row that came to nothing, so that it may be made again. */
	failureOf?: (row: Row) => BushaError | undefined;
	/** Another one does no harm, so what a copy of the run may have made is no reason to stop. */
	harmless?: boolean;
}

/** How something is made that Busha takes no reference for, and how it is found again. */
export interface Making<Row, Finding = ByKey<Row> | ByList<Row>> {
	call: Pick<Call, 'path' | 'body' | 'effect'>;
	finding: Finding;
}

/** An object of Busha. Some answers show no id. */
export type Made = { id?: unknown } & IDataObject;

/** A row of Busha's lists. */
export type Listed = { id: string } & IDataObject;
