import type { Known, State } from './state';
import type { Seen } from './walk';

export const asKnown = <Row>({ id, created, status, final }: Seen<Row>): Known => [id, created, status, final];

/** What one poll knows and has found so far. */
export class Notebook<Row> {
	readonly known: Map<string, Known>;
	private readonly met = new Set<string>();
	private readonly found: Array<Seen<Row>> = [];

	/**
	 * `initial` is the status of a new object that is no change yet. With `adopts`, old objects that are not known are
	 * remembered too.
	 */
	constructor(
		private readonly before: State,
		private readonly initial: string | undefined,
		private readonly adopts: boolean,
	) {
		this.known = new Map(before.known.map((known) => [known[0], known]));
	}

	isOld({ id, created }: Seen<Row>): boolean {
		return this.known.has(id) || created <= this.before.floor;
	}

	/** Notes an object, and that it changed if it did. */
	note(seen: Seen<Row>): void {
		const known = this.known.get(seen.id);
		const isNew = !known && seen.created > this.before.floor;
		if (known ? known[2] !== seen.status : isNew && seen.status !== this.initial) this.found.push(seen);
		if (known || isNew || this.adopts) this.known.set(seen.id, asKnown(seen));
		this.met.add(seen.id);
	}

	/** Unfinished objects that this poll has not met, those first that were read the longest ago. */
	unmet(): Known[] {
		return [...this.known.values()].filter(([id, , , final]) => !final && !this.met.has(id));
	}

	/** Puts an object behind all others of {@link unmet}. */
	postpone(id: string, known: Known): void {
		this.known.delete(id);
		this.known.set(id, known);
	}

	changes(): Row[] {
		return this.found.sort((a, b) => a.changed - b.changed).map(({ row }) => row);
	}
}
