import type { ReadPage, Sighting } from './sighting';

/** Rows in the order of the list, and how the reading of them ended. */
export type Walk<Row> = { rows: Array<Sighting<Row>> } & (
	| { reached: true; next?: string }
	| { reached: false; resumePoint: string }
);

/** How far a walk goes. */
export interface Way<Row> {
	/** Reads at most so many pages. */
	most: number;
	isOld: (sighting: Sighting<Row>) => boolean;
	/** Old pages are read on down to this time, as far as `most` allows: new objects can appear late, behind known ones. */
	overlapFrom: number;
	outOfTime: () => boolean;
}

/**
 * Reads pages from `start` on until one is wholly old, or the list ends. One old row does not end it, since rows can be
 * out of place. After `most` pages, or when the time is up, it reads one page more, which only looks whether the old rows
 * begin right behind, where an earlier walk has stopped. If not, `resumePoint` is where to go on.
 */
export async function walk<Row>(readPage: ReadPage<Row>, start: string | undefined, way: Way<Row>): Promise<Walk<Row>> {
	const rows: Array<Sighting<Row>> = [];
	let resumePoint: string | undefined;
	for (let cursor = start, pages = 1; ; pages++) {
		const page = await readPage(cursor);
		rows.push(...page.rows);
		if (page.next === undefined) return { rows, reached: true };
		const isBehindOverlap = (page.rows.at(-1)?.created ?? 0) < way.overlapFrom;
		if (page.rows.every(way.isOld) && (isBehindOverlap || pages >= way.most))
			return { rows, reached: true, next: page.next };
		if (resumePoint !== undefined) return { rows, reached: false, resumePoint };
		if (pages === way.most || way.outOfTime()) resumePoint = page.next;
		cursor = page.next;
	}
}
