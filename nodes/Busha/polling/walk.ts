/** An object of a list, as far as polling looks into it. */
export interface Seen<Row> {
	row: Row;
	id: string;
	/** Epoch milliseconds. */
	created: number;
	/** When it changed last, epoch milliseconds. */
	changed: number;
	status: string;
	/** Whether the status cannot change any more. */
	final: boolean;
}

/** A page of a list that is sorted newest first, and where the next one begins. */
export interface Page<Row> {
	rows: Array<Seen<Row>>;
	next?: string;
}

export type ReadPage<Row> = (cursor?: string) => Promise<Page<Row>>;

/** Rows in the order of the list, and how the reading of them ended. */
export type Walk<Row> = { rows: Array<Seen<Row>> } & ({ reached: true; next?: string } | { reached: false; way: string });

/**
 * Reads pages from `start` on until one holds a row for which `isOld` is true, or the list ends. Reads at most `most`
 * pages and one more: that one only looks whether the old rows begin right behind, where an earlier walk has stopped.
 * Where it has not reached them, `way` is where to go on.
 */
export async function walk<Row>(
	readPage: ReadPage<Row>,
	start: string | undefined,
	most: number,
	isOld: (seen: Seen<Row>) => boolean,
): Promise<Walk<Row>> {
	const rows: Array<Seen<Row>> = [];
	let way: string | undefined;
	for (let cursor = start, pages = 1; ; pages++) {
		const page = await readPage(cursor);
		rows.push(...page.rows);
		if (page.next === undefined || page.rows.some(isOld)) return { rows, reached: true, next: page.next };
		if (pages === most) way = page.next;
		if (way !== undefined && pages > most) return { rows, reached: false, way };
		cursor = page.next;
	}
}
