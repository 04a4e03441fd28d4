import type { IDataObject } from 'n8n-workflow';

import { type Busha, path } from '../api/client';
import { clock } from '../api/clock';
import { BushaError, orError } from '../api/failure';
import { checkOrder, page } from '../api/pages';
import { transferStatus } from '../api/transferStatus';
import type { Transfer } from '../api/types';
import { progress } from '../money/status';
import type { Watch } from './watch';
import type { ReadOne, ReadPage, Sighting } from './sighting';
import type { Bounds } from './state';

/** What can be watched, under the names that workflows store. */
export type WatchName = 'transferStatusChanged' | 'newTransaction' | 'customerStatusChanged';

type Row = IDataObject;

/** What the caller decides about a watch: what is told, how much at once, for how long, and where problems are told. */
export type Terms = Pick<Watch<Row>, 'isWanted' | 'outOfTime' | 'warn'> & { items: number; bounds?: Bounds };

const WORK = { pages: 10, reads: 20 };
const BOUNDS = { recent: 500, unfinished: 500 };
const CUSTOMERS = 5_000;

type IsFinal = (row: Row) => boolean;

/** Failures after which money comes back later are followed on. */
function transferIsFinal(row: Row): boolean {
	return progress(row as Transfer) !== 'going' && !transferStatus(row.status).resumes;
}

/** The watch of that name, for one customer or without one. See the guides on transfers, transactions and customers. */
export function watchOf(
	name: WatchName,
	api: Busha,
	customerId: string | undefined,
	{ items, ...terms }: Terms,
): Watch<Row> {
	const common = { bounds: BOUNDS, work: { ...WORK, items }, ...terms };
	if (name === 'customerStatusChanged') {
		const readOne = oneOf(
			api,
			(id) => path`/v1/customers/${id}`,
			() => false,
		);
		const readPage = customerId === undefined ? customers(api, terms) : only(readOne, customerId);
		return {
			...common,
			readPage,
			readOne,
			follow: 'compare',
			initial: 'inactive',
			bounds: { recent: CUSTOMERS, unfinished: 0 },
		};
	}
	const profile = api.as(customerId);
	const [url, isFinal]: [string, IsFinal] =
		name === 'newTransaction' ? ['/v1/transactions', () => true] : ['/v1/transfers', transferIsFinal];
	const readPage: ReadPage<Row> = async (cursor) => {
		const { rows, next } = await page<Row>(profile, url, { sort: 'desc', cursor });
		return { rows: sightings(rows, isFinal, terms), next };
	};
	return { ...common, readPage, readOne: oneOf(profile, (id) => `${url}/${path`${id}`}`, isFinal), follow: 'read' };
}

/** Busha's list of customers has no choice of its order, so the order is only checked. */
function customers(api: Busha, terms: Pick<Terms, 'warn'>): ReadPage<Row> {
	return async (cursor) => {
		const { rows, next } = await page<Row>(api, '/v1/customers', { cursor });
		checkOrder(rows, 'desc');
		return { rows: sightings(rows, () => false, terms), next };
	};
}

function only(readOne: ReadOne<Row>, id: string): ReadPage<Row> {
	return async () => {
		const reading = await readOne(id);
		if ('failure' in reading) throw new BushaError(reading.failure);
		return { rows: [reading.sighting] };
	};
}

function oneOf(api: Busha, pathOf: (id: string) => string, isFinal: IsFinal): ReadOne<Row> {
	return async (id) => {
		const row = await orError(api.get<Row>(pathOf(id)));
		if (row instanceof BushaError) return { failure: row.failure };
		return { sighting: sighted({ ...row, id }, isFinal, clock.now()) };
	};
}

/** The objects of a page. One without a time of creation is given that of its neighbour; one without an ID is left out. */
function sightings(rows: Row[], isFinal: IsFinal, { warn }: Pick<Terms, 'warn'>): Array<Sighting<Row>> {
	let neighbour = clock.now();
	return rows.flatMap((row) => {
		if (typeof row.id !== 'string') {
			warn('Busha listed an object without an ID, so it is left out until it has one.');
			return [];
		}
		const sighting = sighted(row, isFinal, neighbour);
		if (sighting.undated) warn(`${row.id} has no time of creation, so it is tried again in the next polls.`);
		neighbour = sighting.created;
		return [sighting];
	});
}

function sighted(row: Row, isFinal: IsFinal, neighbour: number): Sighting<Row> {
	const time = Date.parse(String(row.created_at));
	const dated = Number.isNaN(time) ? { created: neighbour, undated: true as const } : { created: time };
	const updated = Date.parse(String(row.updated_at));
	const changed = Number.isNaN(updated) ? dated.created : updated;
	return { row, id: String(row.id), ...dated, changed, status: String(row.status), final: isFinal(row) };
}
