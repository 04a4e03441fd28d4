import type { Collection, Stored } from './collection';
import type { World } from './world';

/** The rows of a profile, oldest first, as a list shows them that lags by so many milliseconds. */
export function listed<T extends Stored>(
	world: World,
	collection: Collection<T>,
	profileId: string,
	lagMs: number,
): readonly T[] {
	const rows = collection.rows(profileId);
	if (lagMs === 0) return rows;
	return rows.flatMap((row) => visible(world, collection, row, lagMs) ?? []);
}

/** The object with this id, if it belongs to the profile and can be seen already, as a read shows it. */
export function readable<T extends Stored>(
	world: World,
	collection: Collection<T>,
	id: string,
	profileId: string,
): T | undefined {
	const record = collection.find(id, profileId);
	return record && visible(world, collection, record, world.forms.readsLagMs);
}

function visible<T extends Stored>(world: World, collection: Collection<T>, record: T, lagMs: number): T | undefined {
	const spared = lagMs === 0 || (world.forms.outOfOrder && record.row.seq % 2 === 1);
	return spared ? record : collection.asOf(record, world.clock.now() - lagMs);
}
