import type { Operation } from '../operations/operation';
import type { Input } from './input';

/** How many items are under way at once where nothing is changed, and where they wait for long between their steps. */
const [READERS, WAITERS] = [4, 10];

/** Items that change something run one after the other, unless they do nothing but wait for most of their time. */
export function widthOf({ effect, settles }: Operation, inputs: ReadonlyArray<Input | undefined>): number {
	if (effect === 'read') return READERS;
	return settles && inputs.some((input) => input !== undefined && settles(input as never)) ? WAITERS : 1;
}

/** Runs `one` for every index in order, at most `width` at a time, until it is stopped. Ends when all of them have ended. */
export async function forEach(
	count: number,
	width: number,
	one: (index: number) => Promise<void>,
	isStopped: () => boolean,
): Promise<void> {
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < count && !isStopped()) await one(next++);
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
}
