import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancelled } from '../api/clock';
import type { Failure, Outcome } from '../api/failure';
import type { Operation } from '../operations/operation';
import { errorItem, failureOf, nodeError } from './errors';
import type { Entry } from './ledger';
import { type AlsoFailed, type Done, inWords, type Paid, paidBy } from './paid';

/** What came out of a run, item by item: rows, errors, and what was paid. */
export class Results {
	private readonly output: INodeExecutionData[][] = [];
	private readonly paid: Paid[] = [];
	private failed = false;
	/** What earlier tries left of each item, and what is known to be paid of it. */
	private earlier: ReadonlyArray<{ left: Entry; paid: Paid[] }> = [];
	private readonly unfinished: Array<{ item: number; left: Entry; failure?: Failure }> = [];
	private stoppedBy: { item: number; failure: Failure } | Cancelled | undefined;

	constructor(private readonly n8n: IExecuteFunctions) {}

	get items(): INodeExecutionData[] {
		return this.output.flat();
	}

	/** Whether n8n runs the node again: also when its first item has a key "error", which rows of Busha may have. */
	get mayRunAgain(): boolean {
		return (
			this.n8n.getNode().retryOnFail === true &&
			(this.failed || this.items.some(({ json }) => json.error !== undefined))
		);
	}

	add(itemIndex: number, rows: readonly IDataObject[], operation: Operation): void {
		this.output[itemIndex] = rows.map((json) => ({ json, pairedItem: { item: itemIndex } }));
		if (operation.effect === 'money') this.paid.push(...paidBy(rows, itemIndex, operation));
	}

	addFile(itemIndex: number, field: string, file: IBinaryData): void {
		this.output[itemIndex] = [{ json: {}, binary: { [field]: file }, pairedItem: { item: itemIndex } }];
	}

	/** Notes what earlier tries of the run left, which stays true when this one stops before it comes to an item. */
	noteEarlier(entries: readonly Entry[], operation: Operation): void {
		if (operation.effect !== 'money') return;
		this.earlier = entries.map((left, item) => ({ left, paid: paidBy(left.output ?? [], item, operation) }));
	}

	/** Whether no further item may be begun. */
	get stopped(): boolean {
		return this.stoppedBy !== undefined;
	}

	/**
	 * The error of an item, which stops the run unless the node is to continue; of several, the first item's counts.
	 * `left` is what its tries left; an error that does not say what became of the call has the outcome `otherwise`.
	 */
	fail(itemIndex: number, problem: unknown, left: Entry = {}, otherwise: Outcome = 'unknown'): void {
		this.failed = true;
		if (problem instanceof Cancelled) {
			this.stoppedBy = problem;
			this.unfinished.push({ item: itemIndex, left });
			return;
		}
		const failure = stillInDoubt(failureOf(problem, otherwise), left);
		this.unfinished.push({ item: itemIndex, left, failure });
		if (this.n8n.continueOnFail()) this.output[itemIndex] = [errorItem(this.n8n.getNode(), failure, itemIndex)];
		else if (!this.stoppedBy || ('item' in this.stoppedBy && itemIndex < this.stoppedBy.item))
			this.stoppedBy = { item: itemIndex, failure };
	}

	/**
	 * Throws what stopped the run, once all items that were under way have ended. n8n drops the output of such a run, so
	 * the error tells what was paid; when the user stopped it, the log does.
	 */
	end(): void {
		const by = this.stoppedBy;
		if (by instanceof Cancelled) {
			const done = inWords(this.doneBesides());
			if (done) this.n8n.logger.warn(`The execution was stopped. ${done}`);
			throw by;
		}
		if (by) throw nodeError(this.n8n.getNode(), by.failure, by.item, this.doneBesides(by.item));
	}

	/** What the run has done besides the item that tells it itself. */
	private doneBesides(teller?: number): Done {
		const others = this.unfinished.filter(({ item }) => item !== teller);
		const made = others.flatMap(({ item, left, failure }) =>
			failure || left.made === undefined ? [] : [{ item, transferId: left.made }],
		);
		const alsoFailed = others.flatMap(({ item, left, failure }): AlsoFailed[] => {
			if (failure) {
				const { outcome, transferId, quoteId } = failure;
				return outcome === 'unknown' || transferId !== undefined ? [{ item, outcome, transferId, quoteId }] : [];
			}
			return mayHaveMade(left) && left.made === undefined
				? [{ item, outcome: 'unknown', quoteId: left.quote?.id }]
				: [];
		});
		const told = new Set([...this.paid, ...this.unfinished].map(({ item }) => item));
		const untold = this.earlier.map((one, item) => ({ ...one, item })).filter(({ item }) => !told.has(item));
		const before = untold.flatMap(({ paid }) => paid);
		const inDoubt = untold.flatMap(({ item, left }): AlsoFailed[] =>
			mayHaveMade(left) && !left.output
				? [{ item, outcome: 'unknown', transferId: left.posted ? left.made : undefined, quoteId: left.quote?.id }]
				: [],
		);
		return { paidEarlier: before, paid: [...this.paid, ...made], alsoFailed: [...alsoFailed, ...inDoubt] };
	}
}

/** Whether the tries of an item may have made something. */
function mayHaveMade(left: Entry | undefined): boolean {
	return left?.posted === true || left?.before !== undefined;
}

/** As long as it is not known what an earlier try of the item made, no error says that nothing happened. */
function stillInDoubt(failure: Failure, left: Entry | undefined): Failure {
	const { outcome, transferId, message, advice } = failure;
	const open = mayHaveMade(left) || left?.inDoubt === true;
	if (!open || outcome === 'unknown' || transferId !== undefined) return failure;
	const made = left?.posted ? left.made : undefined;
	const earlier =
		made === undefined
			? 'It is not known what an earlier try of this item made'
			: `An earlier try of this item made the transfer ${made}`;
	return {
		...failure,
		outcome: 'unknown',
		message: `${message}. ${earlier}`,
		advice: `Do not pay again before you know. ${advice}`,
		quoteId: left?.quote?.id,
		transferId: made,
	};
}
