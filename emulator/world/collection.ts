import { without } from './omit';

/** What the emulator keeps beside every record that it lists: where the row stands, and whose it is. */
export interface Row {
	seq: number;
	/** Emulator time of creation in epoch milliseconds. */
	at: number;
	profileId: string;
}

export interface Stored {
	id: string;
	row: Row;
}

/** Records by id, and per profile in the order of time and sequence. */
export class Collection<T extends Stored> {
	readonly byId = new Map<string, T>();
	/** How records were before they changed, oldest first, by id. */
	private readonly past = new Map<string, Array<{ until: number; record: T }>>();
	private readonly byProfile = new Map<string, { rows: T[]; sorted: boolean }>();
	private seq = 0;

	nextRow(profileId: string, at: number): Row {
		return { seq: this.seq++, at, profileId };
	}

	add(record: T): T {
		this.byId.set(record.id, record);
		const list = this.list(record.row.profileId);
		const last = list.rows[list.rows.length - 1];
		if (last && last.row.at > record.row.at) list.sorted = false;
		list.rows.push(record);
		return record;
	}

	/** Changes a record, and keeps how it was until `at`, epoch milliseconds. */
	change(record: T, changes: Partial<T>, at: number): void {
		const versions = this.past.get(record.id) ?? [];
		versions.push({ until: at, record: { ...record } });
		this.past.set(record.id, versions);
		Object.assign(record, changes);
	}

	/** The record as it was at a time; undefined before it existed. */
	asOf(record: T, at: number): T | undefined {
		if (record.row.at > at) return undefined;
		return this.past.get(record.id)?.find(({ until }) => until > at)?.record ?? record;
	}

	remove(record: T): void {
		this.byId.delete(record.id);
		const list = this.list(record.row.profileId);
		list.rows = list.rows.filter((row) => row !== record);
	}

	/** The record with this id, if it belongs to the profile. */
	find(id: string, profileId: string): T | undefined {
		const record = this.byId.get(id);
		return record?.row.profileId === profileId ? record : undefined;
	}

	/** All records of a profile, oldest first. */
	rows(profileId: string): readonly T[] {
		const list = this.list(profileId);
		if (!list.sorted) {
			list.rows.sort((a, b) => a.row.at - b.row.at || a.row.seq - b.row.seq);
			list.sorted = true;
		}
		return list.rows;
	}

	private list(profileId: string) {
		let list = this.byProfile.get(profileId);
		if (!list) this.byProfile.set(profileId, (list = { rows: [], sorted: true }));
		return list;
	}
}

/** A record as it is answered: without the emulator's own row. */
export function withoutRow<T extends Stored>(record: T): Omit<T, 'row'> {
	return without(record, 'row');
}
