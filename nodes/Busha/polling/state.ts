/** What is remembered of one object: how it was when it was last seen. */
export interface Observation {
	id: string;
	/** When it was made, epoch milliseconds. */
	created: number;
	/** Its status, or {@link UNTOLD}. */
	status: string;
	/** Whether that is its last status. */
	final: boolean;
	/** How often in a row it was not there when it was read by itself. */
	missing?: number;
}

/** Stands for the status of an object that could not be told yet, so that any status is news. */
export const UNTOLD = '';

/** What a polling trigger remembers between two polls. Plain JSON, since n8n stores it with the workflow. */
export interface State {
	/** What is watched. The state of another watch or customer is of no use. */
	of: string;
	/** A digest of the key and the address that were used last: another one may belong to another account. */
	key: string;
	/** When the last poll ran that read down to what is known, epoch milliseconds. */
	polledAt: number;
	/** Objects that were made at this time or before, and are not known, are old. */
	oldUntil: number;
	/** Recent objects, and older ones that are still followed. */
	observations: readonly Observation[];
	/**
	 * Cursors to go on at when a poll could not read down to what is known. The last one is the lowest and comes first,
	 * so that changes leave oldest first.
	 */
	resumePoints: readonly string[];
	/** Where to go on comparing old objects, and how many were compared since the top. */
	comparison?: { cursor: string; rows: number };
}

/** How many objects are remembered. */
export interface Bounds {
	/** The newest ones, whatever their status. */
	recent: number;
	/** The newest ones among those that can still change. */
	unfinished: number;
}

function isObservation(value: unknown): value is Observation {
	if (typeof value !== 'object' || value === null) return false;
	const { id, created, status, final } = value as Partial<Observation>;
	return (
		typeof id === 'string' && typeof created === 'number' && typeof status === 'string' && typeof final === 'boolean'
	);
}

/** The stored state, or `undefined` when there is none for this watch, so that the next poll is the first one. */
export function readState(stored: unknown, of: string): State | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const state = stored as Partial<State>;
	const { observations, resumePoints, oldUntil, polledAt, key } = state;
	if (state.of !== of || typeof key !== 'string' || typeof oldUntil !== 'number' || typeof polledAt !== 'number')
		return undefined;
	if (!Array.isArray(observations) || !Array.isArray(resumePoints) || !observations.every(isObservation))
		return undefined;
	return state as State;
}

/**
 * What stays known. Everything that was made in the newest moment stays, since more of that moment may come. What is old
 * reaches up to the newest object that is dropped, so that nothing dropped is taken for new later.
 */
export function trimmed(
	observations: readonly Observation[],
	oldUntil: number,
	bounds: Bounds,
): Pick<State, 'observations' | 'oldUntil'> {
	const newestFirst = [...observations].sort((a, b) => b.created - a.created);
	const newest = newestFirst[0]?.created;
	const keep = new Set<string>();
	let unfinished = 0;
	let raised = oldUntil;
	newestFirst.forEach(({ id, created, final }, index) => {
		const followed = !final && unfinished++ < bounds.unfinished;
		if (created === newest || index < bounds.recent || followed) keep.add(id);
		else raised = Math.max(raised, created);
	});
	return { observations: observations.filter(({ id }) => keep.has(id)), oldUntil: raised };
}
