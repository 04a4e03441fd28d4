import type { Settled } from '../api/client';
import { attempt, leftBehind } from './attempt';
import type { ByKey, Made, Making, OnceContext } from './making';
import type { Memory } from './memory';

/**
 * Makes an object that is found by its key. The one that an earlier try of this item has noted is not read again: only
 * its id is known then.
 */
export async function makeByKey<Row extends Made>(
	context: OnceContext,
	making: Making<Row, ByKey<Row>>,
): Promise<Settled<Row>> {
	const { memory } = context;
	const { key } = making.finding;
	const tried = mayHaveMade(memory, key);
	if (tried && memory.made !== undefined) return { value: { id: memory.made } as Row, replayed: true };
	memory.asked = key;
	memory.made = undefined;
	const there = tried ? await leftBehind(making.finding.find) : await bringUpToDate(making.finding);
	const settled = there ? { value: there, replayed: true } : await make(context, making);
	if (typeof settled.value.id === 'string') memory.made = settled.value.id;
	return settled;
}

/** Whether an earlier try of this item may have made the object with this key. */
export function mayHaveMade({ asked, before, made }: Memory, key: string): boolean {
	return asked === key && (before !== undefined || made !== undefined);
}

async function bringUpToDate<Row>({ find, update }: ByKey<Row>): Promise<Row | undefined> {
	const existing = update && (await find());
	return existing && (await update(existing));
}

async function make<Row extends Made>(
	{ api, memory }: OnceContext,
	{ call, finding }: Making<Row, ByKey<Row>>,
): Promise<Settled<Row>> {
	return await attempt(memory, [], async () => await api.send<Row>({ method: 'POST', ...call, recover: finding.find }));
}
