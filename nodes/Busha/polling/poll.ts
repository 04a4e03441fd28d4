import { clock } from '../api/clock';
import { Notebook } from './notebook';
import { readAgain } from './readAgain';
import { observed, type Page } from './sighting';
import { type State, trimmed } from './state';
import { walk } from './walk';
import type { Watch } from './watch';

/** How late behind others an object may appear in a list that is too long for one page. */
const OVERLAP_MS = 120_000;

/** What a poll found, oldest change first, and what it remembers for the next one. */
export interface Polled<Row> {
	changes: Row[];
	state: State;
}

/** Whose state it is: what is watched, with which key. */
export type Owner = Pick<State, 'of' | 'key'>;

/** The state before a first poll that tells everything that was made at a time or later. */
export function startingAt(owner: Owner, time: number): State {
	return { ...owner, polledAt: 0, oldUntil: time - 1, observations: [], resumePoints: [] };
}

/** The first poll: everything that is there counts as seen, and nothing as changed. */
export async function firstPoll<Row>(
	{ readPage, follow, bounds, work, outOfTime }: Watch<Row>,
	owner: Owner,
): Promise<State> {
	let { rows, next } = await readPage();
	// A page may end in the middle of objects that were all made in the newest moment.
	const goesOn = (pages: number): boolean => pages < work.pages || rows.at(-1)?.created === rows[0]?.created;
	for (let pages = 1; next !== undefined && goesOn(pages) && !outOfTime(); pages++) {
		const page: Page<Row> = await readPage(next);
		rows = [...rows, ...page.rows];
		next = page.next;
	}
	const oldUntil = next === undefined ? 0 : rows.reduce((least, { created }) => Math.min(least, created), clock.now());
	const comparison = next !== undefined && follow === 'compare' ? { cursor: next, rows: rows.length } : undefined;
	return {
		...owner,
		polledAt: clock.now(),
		resumePoints: [],
		comparison,
		...trimmed(rows.map(observed), oldUntil, bounds),
	};
}

/**
 * One poll: finds new objects from the newest down to the known ones, and changes of known ones. A poll that cannot
 * read down to the known ones gives nothing and remembers where it stopped; the next ones go on there, first down and
 * then up again, so that everything leaves once and oldest first.
 */
export async function poll<Row>(watch: Watch<Row>, before: State): Promise<Polled<Row>> {
	const { readPage, follow, initial, isWanted, work, outOfTime } = watch;
	const startedAt = clock.now();
	const notebook = new Notebook<Row>(before, { initial, adopts: follow === 'compare', isWanted });
	const start = before.resumePoints.at(-1);
	const isOld = notebook.isOld.bind(notebook);
	const walked = await walk(readPage, start, {
		most: work.pages,
		isOld,
		overlapFrom: before.polledAt - OVERLAP_MS,
		outOfTime,
	});
	if (!walked.reached)
		return { changes: [], state: { ...before, resumePoints: [...before.resumePoints, walked.resumePoint] } };

	walked.rows.reverse().forEach((sighting) => notebook.note(sighting));
	if (follow === 'read') await readAgain(watch, notebook);
	let { comparison } = before;
	if (follow === 'compare' && start === undefined) {
		comparison = await compareAgain(
			watch,
			notebook,
			comparison ?? (walked.next ? { cursor: walked.next, rows: walked.rows.length } : undefined),
		);
	}
	const { rows: changes, heldBack } = notebook.changes(work.items);
	const resumePoints = heldBack === undefined ? before.resumePoints.slice(0, -1) : before.resumePoints;
	const { observations, oldUntil } = trimmed(notebook.observations, before.oldUntil, watch.bounds);
	const state = { ...before, polledAt: startedAt, resumePoints, comparison, observations };
	return {
		changes,
		state: {
			...state,
			oldUntil: heldBack === undefined ? oldUntil : Math.max(before.oldUntil, Math.min(oldUntil, heldBack - 1)),
		},
	};
}

/** Compares a part of the list with what is known of it. Returns where to go on, or nothing to begin at the top again. */
async function compareAgain<Row>(
	watch: Watch<Row>,
	notebook: Notebook<Row>,
	from: State['comparison'],
): Promise<State['comparison']> {
	const { readPage, work, bounds, outOfTime } = watch;
	let at = from;
	for (let pages = 0; at && pages < work.pages && !outOfTime(); pages++) {
		const { rows, next }: Page<Row> = await readPage(at.cursor);
		rows.forEach((sighting) => notebook.note(sighting));
		const count: number = at.rows + rows.length;
		at = next !== undefined && count < bounds.recent ? { cursor: next, rows: count } : undefined;
	}
	return at;
}
