const WINDOW_MS = 60_000;
/** Clocks tick in whole milliseconds, here and there. */
const MARGIN_MS = 5;

/** One request that was counted. Its time moves to the moment of the answer, since Busha counts it somewhere in between. */
export interface Slot {
	at: number;
}

/** The requests of the last rolling minute. All times are milliseconds. */
export class Window {
	private readonly slots: Slot[] = [];

	count(now: number): number {
		// A clock that was set back must not make anyone wait for longer than a minute.
		for (const slot of this.slots) slot.at = Math.min(slot.at, now);
		const first = this.slots.findIndex(({ at }) => at + WINDOW_MS + MARGIN_MS > now);
		if (first !== 0) this.slots.splice(0, first === -1 ? this.slots.length : first);
		return this.slots.length;
	}

	add(slot: Slot): void {
		this.slots.push(slot);
	}

	/** Takes back what was not let through. */
	remove(slot: Slot): void {
		const index = this.slots.lastIndexOf(slot);
		if (index >= 0) this.slots.splice(index, 1);
	}

	/** When one more request fits in below the limit: now, or once enough of the earlier ones are a minute old. */
	freeAt(limit: number, now: number): number {
		const count = this.count(now);
		const oldest = count < limit ? undefined : this.slots[count - limit];
		return oldest ? oldest.at + WINDOW_MS + MARGIN_MS : now;
	}
}
