import { observed, type Sighting } from './sighting';
import { type Observation, type State, UNTOLD } from './state';

/** What a notebook has to know of the watch that it is for. */
export interface Interest<Row> {
	/** The status of a new object that is no change yet. */
	initial?: string;
	/** Whether old objects that are not known are remembered too. */
	adopts: boolean;
	/** Whether a change is told, rather than only noted. */
	isWanted: (row: Row) => boolean;
}

/** What one poll knows and has found so far. */
export class Notebook<Row> {
	private readonly known: Map<string, Observation>;
	private readonly before: ReadonlyMap<string, Observation>;
	private readonly met = new Set<string>();
	private found: Array<Sighting<Row>> = [];

	constructor(
		private readonly state: State,
		private readonly interest: Interest<Row>,
	) {
		this.before = new Map(state.observations.map((observation) => [observation.id, observation]));
		this.known = new Map(this.before);
	}

	isOld({ id, created }: Sighting<Row>): boolean {
		return this.known.has(id) || created <= this.state.oldUntil;
	}

	/** Notes an object, and that it changed if it did. One without a time that is not known yet is told once it has one. */
	note(sighting: Sighting<Row>): void {
		const { id, created, status, undated, row } = sighting;
		const known = this.known.get(id);
		const isNew = !known && created > this.state.oldUntil;
		const seen = { ...observed(sighting), created: (undated && known?.created) || created };
		this.met.add(id);
		if (undated && (isNew || known?.status === UNTOLD)) {
			this.known.set(id, { ...seen, status: UNTOLD, final: false });
			return;
		}
		const isFirst = isNew || known?.status === UNTOLD;
		const isChange = isFirst ? status !== this.interest.initial : known !== undefined && known.status !== status;
		if (isChange && this.interest.isWanted(row)) this.found.push(sighting);
		if (known || isNew || this.interest.adopts) this.known.set(id, seen);
	}

	/** Unfinished objects that this poll has not met, those first that were read the longest ago. */
	unmet(): Observation[] {
		return [...this.known.values()].filter(({ id, final }) => !final && !this.met.has(id));
	}

	/** Remembers an object as it is given, behind all others of {@link unmet}. */
	postpone(observation: Observation): void {
		this.known.delete(observation.id);
		this.known.set(observation.id, observation);
	}

	/**
	 * The changes, oldest first, at most `most` of them. The rest counts as not seen, so that the next poll finds it
	 * again. `heldBack` is when the oldest object of that rest was made.
	 */
	changes(most: number): { rows: Row[]; heldBack?: number } {
		const sorted = this.found.sort((a, b) => a.changed - b.changed);
		const rest = sorted.slice(most);
		for (const { id } of rest) {
			const before = this.before.get(id);
			if (before) this.known.set(id, before);
			else this.known.delete(id);
		}
		const heldBack =
			rest.length > 0 ? rest.reduce((least, { created }) => Math.min(least, created), Infinity) : undefined;
		return { rows: sorted.slice(0, most).map(({ row }) => row), heldBack };
	}

	/** Everything that is known by now. */
	get observations(): Observation[] {
		return [...this.known.values()];
	}
}
