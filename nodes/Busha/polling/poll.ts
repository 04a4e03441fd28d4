import { asKnown, Notebook } from './notebook';
import { type Bounds, type State, trimmed } from './state';
import { type Page, type ReadPage, type Seen, walk } from './walk';

/** What to watch, and how. */
export interface Watch<Row> {
	/** A page of the list, newest first. */
	readPage: ReadPage<Row>;
	/**
	 * How changes of known objects are found. `read`: each unfinished one is read by itself, by its id; `undefined` says
	 * that it is gone. `compare`: the list is read again, a part in every poll. Neither: objects never change.
	 */
	follow?: { by: 'read'; readOne: (id: string) => Promise<Seen<Row> | undefined> } | { by: 'compare' };
	/** The status of a new object that is no change yet. */
	initial?: string;
	bounds: Bounds;
	/** The work of one poll: pages for new objects, as many again to compare old ones, and single reads. */
	work: { pages: number; reads: number };
}

/** What a poll found, oldest change first, and what it remembers for the next one. */
export interface Polled<Row> {
	changes: Row[];
	state: State;
}

/** The first poll: everything that is there counts as seen, and nothing as changed. */
export async function firstPoll<Row>({ readPage, follow, bounds, work }: Watch<Row>, of: string): Promise<State> {
	let { rows, next } = await readPage();
	// A page may end in the middle of objects that were all made in the newest moment.
	const goesOn = (pages: number): boolean => pages < work.pages || rows.at(-1)?.created === rows[0]?.created;
	for (let pages = 1; next !== undefined && goesOn(pages); pages++) {
		const page: Page<Row> = await readPage(next);
		rows = [...rows, ...page.rows];
		next = page.next;
	}
	const floor = next === undefined ? 0 : (rows.at(-1)?.created ?? 0);
	const sweep = next !== undefined && follow?.by === 'compare' ? { cursor: next, rows: rows.length } : undefined;
	return { of, ways: [], sweep, ...trimmed(rows.map(asKnown), floor, bounds) };
}

/**
 * One poll: finds new objects from the newest down to the known ones, and changes of known ones. A poll that cannot
 * read down to the known ones gives nothing and remembers where it stopped; the next ones go on there, first down and
 * then up again, so that everything leaves once and oldest first.
 */
export async function poll<Row>(watch: Watch<Row>, before: State): Promise<Polled<Row>> {
	const notebook = new Notebook<Row>(before, watch.initial, watch.follow?.by === 'compare');
	const start = before.ways.at(-1);
	const walked = await walk(watch.readPage, start, watch.work.pages, (seen) => notebook.isOld(seen));
	if (!walked.reached) return { changes: [], state: { ...before, ways: [...before.ways, walked.way] } };

	walked.rows.reverse().forEach((seen) => notebook.note(seen));
	const { follow } = watch;
	if (follow?.by === 'read') await readAgain(notebook, follow.readOne, watch.work.reads);
	let sweep = before.sweep;
	if (follow?.by === 'compare' && start === undefined) {
		sweep = await compareAgain(watch, notebook, before.sweep ?? (walked.next ? { cursor: walked.next, rows: walked.rows.length } : undefined));
	}
	const state = { of: before.of, ways: before.ways.slice(0, -1), sweep, ...trimmed([...notebook.known.values()], before.floor, watch.bounds) };
	return { changes: notebook.changes(), state };
}

async function readAgain<Row>(
	notebook: Notebook<Row>,
	readOne: (id: string) => Promise<Seen<Row> | undefined>,
	most: number,
): Promise<void> {
	for (const known of notebook.unmet().slice(0, most)) {
		const [id, created, status] = known;
		const seen = await readOne(id);
		notebook.postpone(id, seen ? known : [id, created, status, true]);
		if (seen) notebook.note(seen);
	}
}

/** Compares a part of the list with what is known of it. Returns where to go on, or nothing to begin at the top again. */
async function compareAgain<Row>({ readPage, work, bounds }: Watch<Row>, notebook: Notebook<Row>, from: State['sweep']): Promise<State['sweep']> {
	let at = from;
	for (let pages = 0; at && pages < work.pages; pages++) {
		const { rows, next }: Page<Row> = await readPage(at.cursor);
		rows.forEach((seen) => notebook.note(seen));
		const count: number = at.rows + rows.length;
		at = next !== undefined && count < bounds.recent ? { cursor: next, rows: count } : undefined;
	}
	return at;
}
