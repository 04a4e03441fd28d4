import type { Failure } from '../api/failure';
import type { Observation } from './state';

/** An object as an answer of the API shows it, as far as polling looks into it. */
export interface Sighting<Row> extends Omit<Observation, 'missing'> {
	row: Row;
	/** When it changed last, epoch milliseconds. */
	changed: number;
	/** The row has no time of creation; `created` is that of its neighbour in the list. */
	undated?: true;
}

/** A page of a list that is sorted newest first, and where the next one begins. */
export interface Page<Row> {
	rows: Array<Sighting<Row>>;
	next?: string;
}

export type ReadPage<Row> = (cursor?: string) => Promise<Page<Row>>;

/** What came of reading one object by its id. */
export type Reading<Row> = { sighting: Sighting<Row> } | { failure: Failure };

export type ReadOne<Row> = (id: string) => Promise<Reading<Row>>;

/** What is remembered of a sighting. */
export function observed<Row>({ id, created, status, final }: Sighting<Row>): Observation {
	return { id, created, status, final };
}
