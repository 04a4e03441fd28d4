/** One object as it was last seen: when it was made in epoch milliseconds, its status, and whether that is its last one. */
export type Known = readonly [id: string, created: number, status: string, final: boolean];

/** What a polling trigger remembers between two polls. Plain JSON, since n8n stores it with the workflow. */
export interface State {
	/** What is watched: a state of another watch, customer or credential is of no use. */
	of: string;
	/** Objects that were made at this time or before, and are not known, are old. */
	floor: number;
	/** Recent objects, and older ones that are still followed. */
	known: readonly Known[];
	/**
	 * Where to go on when a poll could not read down to what is known. The last one is the lowest and comes first, so
	 * that changes leave oldest first.
	 */
	ways: readonly string[];
	/** Where to go on comparing old objects, and how many were compared since the top. */
	sweep?: { cursor: string; rows: number };
}

/** How many objects are remembered. */
export interface Bounds {
	/** The newest ones, whatever their status. */
	recent: number;
	/** The newest ones among those that can still change. */
	unfinished: number;
}

const KINDS = ['string', 'number', 'string', 'boolean'];

function isKnown(value: unknown): value is Known {
	return Array.isArray(value) && KINDS.every((kind, index) => typeof value[index] === kind);
}

/** The stored state, or `undefined` when there is none for this watch, so that the next poll is the first one. */
export function readState(stored: unknown, of: string): State | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const { known, ways, floor, ...rest } = stored as Partial<State>;
	if (rest.of !== of || typeof floor !== 'number' || !Array.isArray(known) || !Array.isArray(ways)) return undefined;
	return known.every(isKnown) ? { ...rest, of, floor, known, ways } : undefined;
}

/**
 * What stays known. Everything that was made in the newest moment stays, since more of that moment may come. The floor
 * rises to the newest object that is dropped, so that nothing dropped is taken for new later.
 */
export function trimmed(known: readonly Known[], floor: number, bounds: Bounds): Pick<State, 'known' | 'floor'> {
	const newestFirst = [...known].sort((a, b) => b[1] - a[1]);
	const newest = newestFirst[0]?.[1];
	const keep = new Set<string>();
	let unfinished = 0;
	let raised = floor;
	newestFirst.forEach(([id, created, , final], index) => {
		const followed = !final && unfinished++ < bounds.unfinished;
		if (created === newest || index < bounds.recent || followed) keep.add(id);
		else raised = Math.max(raised, created);
	});
	return { known: known.filter(([id]) => keep.has(id)), floor: raised };
}
