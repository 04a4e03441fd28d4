import type { ReadOne, ReadPage } from './sighting';
import type { Bounds } from './state';

/** What to watch, and how. */
export interface Watch<Row> {
	/** A page of the list, newest first. */
	readPage: ReadPage<Row>;
	/** One object of the list. */
	readOne: ReadOne<Row>;
	/**
	 * How changes of known objects are found. `read`: each unfinished one is read by itself. `compare`: the list is read
	 * again, a part in every poll.
	 */
	follow: 'read' | 'compare';
	/** The status of a new object that is no change yet. */
	initial?: string;
	/** Whether a change is told, rather than only noted. */
	isWanted: (row: Row) => boolean;
	bounds: Bounds;
	/** The work of one poll: pages for new objects, as many again to compare old ones, single reads, and items. */
	work: { pages: number; reads: number; items: number };
	/** Whether n8n would soon give the poll up, so that no further request is begun. */
	outOfTime: () => boolean;
	/** Writes into n8n's log. */
	warn: (message: string) => void;
}
