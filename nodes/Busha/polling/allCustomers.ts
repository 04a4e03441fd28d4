import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../api/client';
import { clock } from '../api/clock';
import { BushaError, orError } from '../api/failure';
import { page, type Page } from '../api/pages';
import type { Customer } from '../api/types';
import { isSameAccount } from './account';
import { type Owner, poll, type Polled, startingAt } from './poll';
import { readState, type State } from './state';
import { type Terms, type WatchName, watchOf } from './watches';

type Row = IDataObject;

/** What is remembered of all customers. Plain JSON. */
export interface AllState extends Owner {
	/** What was made before this time is history, epoch milliseconds. */
	since: number;
	/** The page of the list of customers to go on at, and how many of its customers had their turn. */
	turn: { cursor?: string; done: number };
	/** The states of the customers who have something to remember, by their IDs. */
	states: Readonly<Record<string, State>>;
}

/** What a poll of all customers found, and what it remembers for the next one. */
export type PolledAll = Pick<Polled<Row>, 'changes'> & { state: AllState };

/** So many customers have their turn in one poll. */
const CUSTOMERS = 50;
/** Each of them has fewer objects than a business, and there are many of them to remember. */
const BOUNDS = { recent: 20, unfinished: 20 };

/** The customers who would have the first turn. */
export async function newestCustomers(api: Busha): Promise<string[]> {
	return (await page<Customer>(api, '/v1/customers', { limit: CUSTOMERS })).rows.map(({ id }) => id);
}

/** The stored state of all customers, or `undefined` when there is none for this watch. */
export function readAllState(stored: unknown, of: string): AllState | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const { since, turn, states, of: whose } = stored as Partial<AllState>;
	const isRecord = typeof states === 'object' && states !== null && typeof turn === 'object' && turn !== null;
	return whose === of && typeof since === 'number' && isRecord ? (stored as AllState) : undefined;
}

/**
 * Polls the customers of one page of their list, each as if it were watched alone, and goes on with the others in the
 * next poll. Nothing that was made before the first activation is told, so that no first turn of a customer is needed.
 */
export async function pollAll(
	api: Busha,
	name: WatchName,
	terms: Terms,
	owner: Owner,
	stored: AllState | undefined,
	startFrom?: number,
): Promise<PolledAll> {
	if (stored && (stored.key === owner.key || (await isAccountOf(api, terms, stored))))
		return await nextTurn(api, name, terms, { ...stored, ...owner });
	const since = (stored ? undefined : startFrom) ?? clock.now();
	return await nextTurn(api, name, terms, { ...owner, since, turn: { done: 0 }, states: {} });
}

async function isAccountOf(api: Busha, terms: Terms, { states }: AllState): Promise<boolean> {
	const observations = Object.keys(states).map((id) => ({ id, created: 0, status: '', final: false }));
	return await isSameAccount(watchOf('customerStatusChanged', api, undefined, terms), { observations });
}

/** A page of customers; the first one when Busha refuses the cursor of an earlier poll. */
async function customersAt(api: Busha, { turn }: AllState): Promise<Page<Customer> & { done: number }> {
	const read = async (cursor?: string): Promise<Page<Customer>> =>
		await page<Customer>(api, '/v1/customers', { limit: CUSTOMERS, cursor });
	const here = await orError(read(turn.cursor));
	if (!(here instanceof BushaError)) return { ...here, done: turn.done };
	if (turn.cursor === undefined || here.failure.httpCode === undefined) throw here;
	return { ...(await read()), done: 0 };
}

async function nextTurn(api: Busha, name: WatchName, terms: Terms, before: AllState): Promise<PolledAll> {
	const { rows, next, done } = await customersAt(api, before);
	const states = { ...before.states };
	const changes: Row[] = [];
	let place = done;
	for (const { id } of rows.slice(done)) {
		const items = terms.items - changes.length;
		if (items <= 0 || terms.outOfTime()) break;
		const state = readState(states[id], before.of) ?? startingAt(before, before.since);
		const polled = await pollOne(api, name, { ...terms, items, bounds: BOUNDS }, id, state);
		changes.push(...polled.changes);
		if (polled.state.observations.length > 0 || polled.state.resumePoints.length > 0) states[id] = polled.state;
		place++;
	}
	const isDone = place >= rows.length;
	const turn = isDone ? { cursor: next, done: 0 } : { cursor: before.turn.cursor, done: place };
	return { changes: changes.sort((a, b) => timeOf(a) - timeOf(b)), state: { ...before, turn, states } };
}

/** One customer's poll. What goes wrong with one holds no other up: it is tried again at the next turn. */
async function pollOne(api: Busha, name: WatchName, terms: Terms, id: string, state: State): Promise<Polled<Row>> {
	const polled = await orError(poll(watchOf(name, api, id, terms), state));
	if (!(polled instanceof BushaError)) return polled;
	const { httpCode, message } = polled.failure;
	if (httpCode === undefined || httpCode === 401 || httpCode === 429) throw polled;
	terms.warn(`customer ${id} could not be watched (${message}), and is tried again at the next turn.`);
	return { changes: [], state: { ...state, resumePoints: [] } };
}

function timeOf({ updated_at: updated, created_at: created }: Row): number {
	const times = [updated, created].map((time) => Date.parse(String(time)));
	return times.find((time) => !Number.isNaN(time)) ?? 0;
}
