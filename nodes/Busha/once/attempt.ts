import { BushaError, knowing, orError } from '../api/failure';
import type { Memory } from './memory';

/** Makes something, and keeps in the ledger what looked like it `before`, for as long as it may have been made. */
export async function attempt<T>(memory: Memory, before: string[], make: () => Promise<T>): Promise<T> {
	memory.before = before;
	const made = await orError(make());
	if (!(made instanceof BushaError)) return made;
	if (made.failure.outcome !== 'unknown') memory.before = undefined;
	throw made;
}

/** What an earlier try left behind, if it made something. As long as that cannot be told, it is `unknown`. */
export async function leftBehind<T>(look: () => Promise<T>): Promise<T> {
	return await knowing(look(), ({ advice }) => ({
		outcome: 'unknown',
		advice: `An earlier try may have made it. Look before you make it again. ${advice}`,
	}));
}
