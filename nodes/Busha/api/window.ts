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
	/** Where those begin that still count. The ones before go together, as to take one from the front moves all others. */
	private begin = 0;

	/** A clock that was set back must not make anyone wait for longer than a minute. */
	setBack(now: number): void {
		for (const slot of this.slots) slot.at = Math.min(slot.at, now);
	}

	count(now: number): number {
		for (let slot = this.slots[this.begin]; slot && isOver(slot, now); slot = this.slots[this.begin]) this.begin++;
		if (2 * this.begin > this.slots.length) {
			this.slots.splice(0, this.begin);
			this.begin = 0;
		}
		return this.slots.length - this.begin;
	}

	/** Adds a request of now. What is over is forgotten, so that a window that nobody asks does not grow for ever. */
	add(slot: Slot): void {
		this.count(slot.at);
		this.slots.push(slot);
	}

	/** Takes back what was not let through. */
	remove(slot: Slot): void {
		const index = this.slots.lastIndexOf(slot);
		if (index >= this.begin) this.slots.splice(index, 1);
	}

	/** When one more request fits in below the limit: now, or once enough of the earlier ones are a minute old. */
	freeAt(limit: number, now: number): number {
		const count = this.count(now);
		const oldest = count < limit ? undefined : this.slots[this.begin + count - limit];
		return oldest ? oldest.at + WINDOW_MS + MARGIN_MS : now;
	}
}

const isOver = ({ at }: Slot, now: number): boolean => at + WINDOW_MS + MARGIN_MS <= now;
