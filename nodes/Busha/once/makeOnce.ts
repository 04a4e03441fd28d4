import type { IDataObject } from 'n8n-workflow';

import type { Busha, Call, Settled } from '../api/client';
import { clock, pause } from '../api/clock';
import { SKEW_MS } from '../api/pages';
import { BushaError, knowing } from '../api/failure';
import { rescue } from '../api/rescue';
import type { Memory } from './memory';
import { inTurn } from './turns';

/** How something is made that Busha gives no reference to, and how it is recognised in Busha's list. */
export interface Making<Row> {
	call: Pick<Call, 'path' | 'body' | 'effect'>;
	/** The newest rows of the list that look like the one to make. */
	alike: () => Promise<Row[]>;
	/** What a person calls it, such as "order". */
	noun: string;
}

/** What is needed to make something at most once. */
export interface OnceContext {
	api: Busha;
	memory: Memory;
	/** The run is continued: a copy of it may have made what `memory` does not tell. */
	continued: boolean;
	/** When the run began first, in milliseconds of this machine's clock. */
	begunAt: number;
	/** What an equal item of an earlier call of this sub-workflow did, or does at this moment. */
	equalCall?: Memory;
	/** What the run itself has made by now: ids. None of it is what this item makes. */
	made: ReadonlySet<string>;
}

/** A row of Busha's lists. */
type Listed = { id: string } & IDataObject;

/** Waits before the looks for something that was perhaps made. */
const PATIENCE_MS = [0, 2_000, 5_000];
/** The server's clock is known to the second. */
const SECOND_MS = 1_000;

/**
 * Makes an object at most once although the API takes no reference for it. The list is read first, so that afterwards
 * a new row that looks alike is known to be the one that was made. What cannot be settled so is reported as `unknown`,
 * and not made again. Two programs that make the same thing in the same moment cannot be told apart: then it is unknown.
 */
export async function createOnce<Row extends Listed>(context: OnceContext, making: Making<Row>): Promise<Settled<Row>> {
	const { api } = context;
	const key = [api.account, api.profileId, making.call.path, JSON.stringify(making.call.body)].join(' ');
	return await inTurn(key, async () => await made(context, making));
}

async function made<Row extends Listed>(context: OnceContext, making: Making<Row>): Promise<Settled<Row>> {
	const { memory } = context;
	const { alike, noun } = making;
	notTwice(context.equalCall);
	if (memory.inDoubt) throw unsettled(noun, `An earlier try of this item may have made the ${noun}`);
	if (memory.made !== undefined) throw madeOtherwise(noun, memory.made);
	const look = async (): Promise<Row> => {
		const found = await lookPatiently(context, alike, noun);
		if (found) return found;
		throw unsettled(noun, `Busha does not show the ${noun}`);
	};
	const asked = JSON.stringify(making.call.body);
	if (memory.before !== undefined && memory.asked !== asked) throw unsettled(noun, `An earlier try of this item may have made another ${noun}`);
	memory.asked = asked;
	const before = await madeBefore(memory, look);
	const settled = before ? { value: before, replayed: true } : await make(context, making, look);
	memory.made = settled.value.id;
	return settled;
}

async function make<Row extends Listed>(context: OnceContext, { call, alike, noun }: Making<Row>, look: () => Promise<Row>): Promise<Settled<Row>> {
	const { api, memory, continued, begunAt, made: ofRun } = context;
	const before = await knowing(alike(), { outcome: 'notSent' });
	const now = api.serverNow();
	const begun = begunAt + (now ? now.earliest - clock.now() : 0) - SKEW_MS;
	const byCopy = before.some(({ id, created_at }) => continued && !ofRun.has(id) && !(Date.parse(String(created_at)) < begun));
	if (byCopy) throw unsettled(noun, `Another retry of this execution may have made the ${noun}`);
	memory.since = now && now.earliest - SECOND_MS;
	const ids = before.map(({ id }) => id);
	return await attempt(memory, ids, async () => {
		const sending = api.send<Row>({ method: 'POST', ...call, recover: look }).then(async (sent) => (named(sent) ? sent : { value: await look(), replayed: true }));
		return await rescue<Settled<Row>, BushaError>(sending, BushaError, async (refusal) => {
			const found = refusal.failure.outcome === 'rejected' && call.effect === 'money' ? await madeAllTheSame(context, alike, noun, refusal) : undefined;
			if (found) return { value: found, replayed: true };
			throw refusal;
		});
	});
}

/** An equal item of an earlier call of this sub-workflow was finished: it may be a repeated call, or another equal one. */
export function notTwice(equalCall: Memory | undefined): void {
	if (equalCall?.made === undefined) return;
	throw new BushaError({
		outcome: 'notSent',
		message: 'An equal item was already finished in an earlier call of this sub-workflow by the same execution',
		advice: `Nothing was made now, since a repeated call cannot be told from another equal one. The earlier call made ${equalCall.made}. Give each payment a Reference, or each item an ID of its own.`,
		transferId: equalCall.posted ? equalCall.made : undefined,
	});
}

/** Whether an answer tells what was made: the row has an id. */
function named({ value }: Settled<{ id?: unknown }>): boolean {
	return typeof value.id === 'string' && value.id !== '';
}

/** A refusal proves nothing where money is at stake: Busha may have refused and made it. */
async function madeAllTheSame<Row extends Listed>(context: OnceContext, alike: Making<Row>['alike'], noun: string, refusal: BushaError): Promise<Row | undefined> {
	return await knowing(lookPatiently(context, alike, noun), { ...refusal.failure, outcome: 'unknown' });
}

/** The one row that looks alike and is new: not there before, not made by another item, and not older than the try. */
async function lookPatiently<Row extends Listed>({ api, memory, made }: OnceContext, alike: Making<Row>['alike'], noun: string): Promise<Row | undefined> {
	for (const wait of PATIENCE_MS) {
		await pause(wait, api.signal);
		const rows = (await alike()).filter(({ id }) => !memory.before?.includes(id) && !made.has(id));
		const fresh = rows.filter(({ created_at }) => memory.since === undefined || !(Date.parse(String(created_at)) < memory.since));
		if (fresh.length > 1) throw unsettled(noun, `Several new ${noun}s look like this one`);
		if (fresh[0]) return fresh[0];
	}
	return undefined;
}

/** What an earlier try made, if it may have made something. As long as that cannot be told, it is `unknown`. */
export async function madeBefore<T>(memory: Memory, look: () => Promise<T | undefined>): Promise<T | undefined> {
	if (memory.before === undefined) return undefined;
	return await knowing(look(), ({ advice }) => ({
		outcome: 'unknown',
		advice: `An earlier try may have made it. Look before you make it again. ${advice}`,
	}));
}

/** Makes something, and keeps in the ledger what looked like it `before`, for as long as it may have been made. */
export async function attempt<T>(memory: Memory, before: string[], make: () => Promise<T>): Promise<T> {
	memory.before = before;
	return await rescue(make(), BushaError, (error) => {
		if (error.failure.outcome !== 'unknown') memory.before = undefined;
		throw error;
	});
}

function unsettled(noun: string, message: string): BushaError {
	return new BushaError({ outcome: 'unknown', message, advice: `Look for the ${noun} in Busha before you make it again.` });
}

function madeOtherwise(noun: string, id: string): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: `An earlier try of this item made the ${noun} ${id} with other values`,
		advice: 'Nothing was made now. Start a new execution if you want both.',
	});
}
