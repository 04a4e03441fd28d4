import type { Busha, Call, Settled } from '../api/client';
import { pause } from '../api/clock';
import { BushaError } from '../api/failure';
import { rescue } from '../api/rescue';
import type { Entry } from '../run/ledger';

/** How something is made that Busha gives no reference to, and how it is recognised in Busha's list. */
export interface Making<Row> {
	call: Pick<Call, 'path' | 'body' | 'effect'>;
	/** The newest rows of the list that look like the one to make. */
	alike: () => Promise<Row[]>;
	/** What a person calls it, such as "order". */
	noun: string;
}

/** Waits before the looks for something that was perhaps made. */
const PATIENCE_MS = [0, 2_000, 5_000];

/**
 * Makes an object at most once although the API takes no reference for it. The list is read first, so that afterwards
 * a new row that looks alike is known to be the one that was made. What cannot be settled so is reported as `unknown`,
 * and not made again. Two programs that make the same thing in the same moment cannot be told apart: then it is unknown.
 */
export async function createOnce<Row extends { id: string }>(api: Busha, entry: Entry, making: Making<Row>): Promise<Settled<Row>> {
	const { call, alike, noun } = making;
	const look = async (): Promise<Row> => {
		for (const wait of PATIENCE_MS) {
			await pause(wait, api.signal);
			const made = (await alike()).filter(({ id }) => !entry.before?.includes(id));
			if (made.length > 1) throw unsettled(noun, `Several new ${noun}s look like this one`);
			if (made[0]) return made[0];
		}
		throw unsettled(noun, `Busha does not show the ${noun}`);
	};
	const made = await madeBefore(entry, look);
	if (made) return { value: made, replayed: true };
	const before = await rescue(alike(), BushaError, (error) => {
		throw error.with({ outcome: 'notSent' });
	});
	const ids = before.map(({ id }) => id);
	return await attempt(entry, ids, async () => await api.send<Row>({ method: 'POST', ...call, recover: look }));
}

/** What an earlier try made, if it may have made something. As long as that cannot be told, it is `unknown`. */
export async function madeBefore<T>(entry: Entry, look: () => Promise<T | undefined>): Promise<T | undefined> {
	if (entry.before === undefined) return undefined;
	return await rescue(look(), BushaError, (error) => {
		throw error.with({ outcome: 'unknown', advice: `An earlier try may have made it. Look before you make it again. ${error.failure.advice}` });
	});
}

/** Makes something, and keeps in the ledger what looked like it `before`, for as long as it may have been made. */
export async function attempt<T>(entry: Entry, before: string[], make: () => Promise<T>): Promise<T> {
	entry.before = before;
	return await rescue(make(), BushaError, (error) => {
		if (error.failure.outcome !== 'unknown') entry.before = undefined;
		throw error;
	});
}

function unsettled(noun: string, message: string): BushaError {
	return new BushaError({ outcome: 'unknown', message, advice: `Look for the ${noun} in Busha before you make it again.` });
}
