import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancelled, stopIfCancelled } from '../api/clock';
import { BushaError, type Failure } from '../api/failure';
import { simplified } from '../fields/simplify';
import type { Item, Operation } from '../operations/operation';
import { digestOf } from './digest';
import { errorItem, failureOf, nodeError } from './errors';
import { type Input, inputReader } from './input';
import type { Kept } from './ledger';
import { openRun, type Run } from './open';
import { listOf, type Paid, paidBy } from './paid';

/** Operations that change nothing run this many items side by side. All others run one item after the other. */
const READERS = 4;

/** THE item loop: every operation of the node runs through here, and nothing else loops over items. */
export async function run(n8n: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const opened = await openRun(n8n).catch((problem: unknown) => failureOf(problem, 'notSent'));
	if ('outcome' in opened) return nothing(n8n, opened);
	const { operation, ledger, api } = opened;
	const inputs = readAll(n8n, operation);
	const output: INodeExecutionData[][] = [];
	const paid: Paid[] = [];
	let failed = false;

	const one = async (itemIndex: number): Promise<void> => {
		try {
			stopIfCancelled(api.signal);
			const input = inputs[itemIndex];
			if (input instanceof BushaError) throw input;
			const rows = await finish(opened, input as Input, itemIndex);
			output[itemIndex] = rows.map((json) => ({ json, pairedItem: { item: itemIndex } }));
			if (operation.effect === 'money') paid.push(...paidBy(rows, itemIndex));
		} catch (problem) {
			failed = true;
			if (problem instanceof Cancelled && paid.length > 0) n8n.logger.warn(`The execution was stopped. Paid before: ${listOf(paid)}.`);
			const failure = failureOf(problem, 'unknown');
			if (!n8n.continueOnFail()) throw nodeError(n8n.getNode(), failure, itemIndex, paid);
			output[itemIndex] = [errorItem(failure, itemIndex)];
		}
	};
	await inTurn(inputs.length, operation.effect === 'read' ? READERS : 1, one);
	const items = output.flat();
	// n8n runs the node again when its first item has a key "error", which a transfer that failed has too.
	ledger.close(n8n.getNode().retryOnFail === true && (failed || items.some(({ json }) => json.error)));
	return items;
}

/** The end of a run that cannot begin. Thrown, n8n would send the items to the success output of a node that continues. */
function nothing(n8n: IExecuteFunctions, failure: Failure): INodeExecutionData[] {
	if (!n8n.continueOnFail()) throw nodeError(n8n.getNode(), failure, 0);
	return n8n.getInputData().map((_item, itemIndex) => errorItem(failure, itemIndex));
}

/**
 * Reads every item before the first one runs. If the workflow is to stop on errors, bad input in any item stops it
 * here, with nothing sent; otherwise the problem stands in for the item's input.
 */
function readAll(n8n: IExecuteFunctions, operation: Operation): Array<Input | BushaError> {
	const read = inputReader(n8n, operation.fields);
	return n8n.getInputData().map((_item, itemIndex) => {
		try {
			return read(itemIndex);
		} catch (problem) {
			const failure = failureOf(problem, 'notSent');
			if (!n8n.continueOnFail()) throw nodeError(n8n.getNode(), failure, itemIndex);
			return new BushaError(failure);
		}
	});
}

/** Reads leave nothing behind that a later try would need. */
const NOTHING_KEPT: Kept = { entry: {}, ownReference: '', continued: false, paidByOtherCall: false };

/** The rows of one item: those that an earlier try finished, or what the operation makes now. */
async function finish({ operation, api, ledger, payments, made, asTool }: Run, input: Input, itemIndex: number): Promise<IDataObject[]> {
	const remembers = operation.effect !== 'read';
	const { entry, ownReference, continued, paidByOtherCall } = remembers ? ledger.entry(itemIndex) : NOTHING_KEPT;
	if (paidByOtherCall) throw ambiguous();
	const asked = digestOf(input);
	if (entry.output && entry.input === asked) return asTool ? entry.output.map((row) => ({ ...row, replayed: true })) : entry.output;

	const profile = operation.fields.find((field) => field.profile);
	const item: Item<Input> = {
		api: profile ? api.as(input[profile.name] as string | undefined) : api,
		input,
		memory: entry,
		ownReference,
		continued,
		payments,
		made,
	};
	const result = await operation.run(item as Item<never>);
	const rows = Array.isArray(result) ? result : [result];
	const keep = operation.simple && (input.simplify === true || asTool) ? operation.simple : undefined;
	const output = keep ? rows.map((row) => simplified(row, keep)) : rows;
	if (!remembers) return output;
	entry.output = output;
	entry.input = asked;
	rows.forEach(({ id }) => made.add(String(id)));
	return output;
}

/** An equal item of an earlier call of this sub-workflow was finished: it may be a repeated call, or another equal payment. */
function ambiguous(): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: 'An equal item was already finished in an earlier call of this sub-workflow by the same execution',
		advice: 'Nothing was made now, since a repeated call cannot be told from another equal one. Give each payment a Reference, or each item an ID of its own.',
	});
}

/** Runs `one` for every index in order, at most `width` at a time, and stops at the first one that throws. */
async function inTurn(count: number, width: number, one: (index: number) => Promise<void>): Promise<void> {
	let next = 0;
	let stopped = false;
	const worker = async (): Promise<void> => {
		while (next < count && !stopped) {
			const index = next++;
			await one(index).catch((problem: unknown) => {
				stopped = true;
				throw problem;
			});
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: Math.min(width, count) }, worker));
	const failure = ends.find((end) => end.status === 'rejected');
	if (failure) throw failure.reason;
}
