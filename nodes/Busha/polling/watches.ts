import type { IDataObject } from 'n8n-workflow';

import { type Busha, path } from '../api/client';
import { BushaError } from '../api/failure';
import { page } from '../api/pages';
import { rescue } from '../api/rescue';
import type { Customer, Transfer } from '../api/types';
import { progress } from '../money/status';
import type { Watch } from './poll';
import type { ReadPage, Seen } from './walk';

/** What can be watched, under the names that workflows store. */
export type WatchName = 'transferStatusChanged' | 'newTransaction' | 'customerStatusChanged';

const WORK = { pages: 10, reads: 20 };
const BOUNDS = { recent: 500, unfinished: 500 };
const CUSTOMERS = 5_000;

/** Failures after which money comes back later, so they are followed on. */
const NOT_THE_END = ['funds_not_delivered', 'reverse_fund_conversion'];

type Row = IDataObject;
type IsFinal = (row: Row) => boolean;

/** The watch of that name, for one customer or without one. See the guides on transfers, transactions and customers. */
export function watchOf(name: WatchName, api: Busha, customerId: string | undefined): Watch<Row> {
	const profile = api.as(customerId);
	const base = { bounds: BOUNDS, work: WORK };
	if (name === 'newTransaction') return { ...base, readPage: listOf(profile, '/v1/transactions', () => true) };
	if (name === 'transferStatusChanged') {
		const isFinal: IsFinal = (row) => progress(row as Transfer) !== 'going' && !NOT_THE_END.includes(String(row.status));
		const readOne = async (id: string) => await ifThere(profile.get<Row>(path`/v1/transfers/${id}`), isFinal);
		return { ...base, readPage: listOf(profile, '/v1/transfers', isFinal), follow: { by: 'read', readOne } };
	}
	const readPage = customerId === undefined ? listOf(api, '/v1/customers', () => false) : only(api, customerId);
	return { readPage, follow: { by: 'compare' }, initial: 'inactive', bounds: { recent: CUSTOMERS, unfinished: 0 }, work: WORK };
}

function listOf(api: Busha, url: string, isFinal: IsFinal): ReadPage<Row> {
	return async (cursor) => {
		const { rows, next } = await page<Row>(api, url, { cursor });
		return { rows: rows.map((row) => seenOf(row, isFinal)), next };
	};
}

function only(api: Busha, customerId: string): ReadPage<Row> {
	return async () => ({ rows: [seenOf(await api.get<Customer>(path`/v1/customers/${customerId}`), () => false)] });
}

async function ifThere(reading: Promise<Row>, isFinal: IsFinal): Promise<Seen<Row> | undefined> {
	const row = await rescue<Row | undefined, BushaError>(reading, BushaError, (error) => {
		if (error.failure.httpCode === 404) return undefined;
		throw error;
	});
	return row && seenOf(row, isFinal);
}

function seenOf(row: Row, isFinal: IsFinal): Seen<Row> {
	const created = Date.parse(String(row.created_at));
	if (typeof row.id !== 'string' || Number.isNaN(created)) {
		throw new BushaError({
			outcome: 'rejected',
			message: 'Busha answered with an object that has no ID or no time of creation',
			advice: 'Check the environment and the base URL in the credential, and any proxy in between.',
		});
	}
	const updated = Date.parse(String(row.updated_at));
	return { row, id: row.id, created, changed: Number.isNaN(updated) ? created : updated, status: String(row.status), final: isFinal(row) };
}
