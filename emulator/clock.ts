interface DueEvent {
	at: number;
	order: number;
	run: () => void;
}

/**
 * Emulator time in epoch milliseconds. It runs `speed` times as fast as real time, can be pushed forward, and carries
 * the events that fall due: they run in the order of their times, each seeing its own due time as now().
 */
export class Clock {
	/** Told when the earliest due time may have changed. */
	onSchedule: (() => void) | undefined;
	private readonly origin = performance.now();
	private readonly heap: DueEvent[] = [];
	private advanced = 0;
	private order = 0;
	private running: number | undefined;

	constructor(
		private readonly startAt: number,
		readonly speed: number,
	) {}

	now(): number {
		return this.running ?? this.present();
	}

	/** Pushes the time forward and runs what falls due on the way. */
	advance(ms: number): void {
		if (!(ms >= 0)) throw new Error('advance() wants a number of milliseconds, zero or more');
		this.advanced += ms;
		this.settle();
		this.onSchedule?.();
	}

	/** Runs `run` when emulator time reaches now + `delay`. */
	after(delay: number, run: () => void): void {
		this.insert({ at: this.now() + delay, order: this.order++, run });
		this.onSchedule?.();
	}

	/** Runs everything that is due by now. */
	settle(): void {
		if (this.running !== undefined) return;
		const until = this.present();
		try {
			for (let next = this.heap[0]; next && next.at <= until; next = this.heap[0]) {
				this.removeFirst();
				this.running = next.at;
				next.run();
			}
		} finally {
			this.running = undefined;
		}
	}

	/** Real milliseconds until the next event; undefined when nothing will come by itself. */
	untilNext(): number | undefined {
		const next = this.heap[0];
		if (!next || this.speed === 0) return undefined;
		return Math.max(0, (next.at - this.present()) / this.speed);
	}

	/** Drops all events that have not run yet. */
	clear(): void {
		this.heap.length = 0;
	}

	private present(): number {
		return Math.floor(this.startAt + this.advanced + (performance.now() - this.origin) * this.speed);
	}

	private insert(event: DueEvent): void {
		const heap = this.heap;
		let index = heap.push(event) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!before(event, heap[parent] as DueEvent)) break;
			heap[index] = heap[parent] as DueEvent;
			index = parent;
		}
		heap[index] = event;
	}

	private removeFirst(): void {
		const heap = this.heap;
		const last = heap.pop();
		if (!last || heap.length === 0) return;
		let index = 0;
		for (;;) {
			let child = index * 2 + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && before(heap[child + 1] as DueEvent, heap[child] as DueEvent)) child++;
			if (!before(heap[child] as DueEvent, last)) break;
			heap[index] = heap[child] as DueEvent;
			index = child;
		}
		heap[index] = last;
	}
}

function before(a: DueEvent, b: DueEvent): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}
