import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancelled } from '../api/clock';
import type { Failure, Outcome } from '../api/failure';
import type { Operation } from '../operations/operation';
import { errorItem, failureOf, nodeError } from './errors';
import type { Entry } from './ledger';
import { listOf, type Paid, paidBy } from './paid';

/** What came out of a run, item by item: rows, errors, and what was paid. */
export class Results {
	private readonly output: INodeExecutionData[][] = [];
	private readonly paid: Paid[] = [];
	private failed = false;

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

	/**
	 * The error of an item, which stops the workflow unless the node is to continue. `left` is what its tries left; an
	 * error that does not say what became of the call has the outcome `otherwise`.
	 */
	fail(itemIndex: number, problem: unknown, left?: Entry, otherwise: Outcome = 'unknown'): void {
		this.failed = true;
		if (problem instanceof Cancelled) this.tellOfStop(itemIndex, left);
		const failure = stillInDoubt(failureOf(problem, otherwise), left);
		if (!this.n8n.continueOnFail()) throw nodeError(this.n8n.getNode(), failure, itemIndex, this.paid);
		this.output[itemIndex] = [errorItem(failure, itemIndex)];
	}

	/** n8n drops the output of a stopped execution, so that its log is the only place to tell what was paid. */
	private tellOfStop(itemIndex: number, { made, quote, posted }: Entry = {}): void {
		const last = made ?? (posted ? `perhaps, with the quote ${quote?.id ?? ''}` : undefined);
		const all = last === undefined ? this.paid : [...this.paid, { item: itemIndex, transferId: last }];
		if (all.length > 0) this.n8n.logger.warn(`The execution was stopped. Paid before: ${listOf(all)}.`);
	}
}

/** As long as it is not known what an earlier try of the item made, no error says that nothing happened. */
function stillInDoubt(failure: Failure, left: Entry | undefined): Failure {
	const { outcome, transferId, message, advice } = failure;
	const open = left?.posted === true || left?.inDoubt === true || left?.before !== undefined;
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
