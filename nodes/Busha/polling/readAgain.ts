import type { Notebook } from './notebook';
import type { Watch } from './watch';

/** After so many answers in a row that say that an object is not there, it is taken for gone. */
const GONE_AFTER = 5;
/** Failures that are not about one object: the key was refused, or there were too many requests. */
const OF_ALL = [401, 429];

/**
 * Reads unfinished objects that were not met in the list, each by itself. One that cannot be read is tried again in
 * later polls and holds nothing else up; when nothing can be read, the rest waits for the next poll.
 */
export async function readAgain<Row>(
	{ readOne, work, outOfTime, warn }: Watch<Row>,
	notebook: Notebook<Row>,
): Promise<void> {
	for (const observation of notebook.unmet().slice(0, work.reads)) {
		if (outOfTime()) return;
		const { id, missing = 0 } = observation;
		const reading = await readOne(id);
		if ('sighting' in reading) {
			notebook.postpone({ ...observation, missing: undefined });
			notebook.note(reading.sighting);
			continue;
		}
		const { httpCode, message } = reading.failure;
		const isGone = httpCode === 404 && missing + 1 >= GONE_AFTER;
		notebook.postpone({ ...observation, missing: httpCode === 404 ? missing + 1 : missing, final: isGone });
		warn(
			`${id} could not be read (${message}), so ${isGone ? 'it is not followed any more' : 'it is tried again in the next polls'}.`,
		);
		if (httpCode === undefined || OF_ALL.includes(httpCode)) return;
	}
}
