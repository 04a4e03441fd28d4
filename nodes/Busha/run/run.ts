import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { stopIfCancelled } from '../api/clock';
import { BushaError, type Failure } from '../api/failure';
import type { Item, Operation } from '../operations/operation';
import { openDesk, type RunDesk } from './desk';
import { errorItem, failureOf, nodeError } from './errors';
import { type Input, inputReader } from './input';
import { simplified } from '../fields/simplify';

/** Operations that change nothing run this many items side by side. All others run one item after the other. */
const READERS = 4;

/** THE item loop: every operation of the node runs through here, and nothing else loops over items. */
export async function run(n8n: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const desk = await openDesk(n8n).catch((problem: unknown) => failureOf(problem, 'notSent'));
	if ('outcome' in desk) return nothing(n8n, desk);
	const { operation } = desk;
	const inputs = readAll(n8n, operation);
	const output: INodeExecutionData[][] = [];
	let failed = false;

	const one = async (itemIndex: number): Promise<void> => {
		try {
			stopIfCancelled(desk.api.signal);
			const input = inputs[itemIndex];
			if (input instanceof BushaError) throw input;
			const rows = await finish(desk, input as Input, itemIndex);
			output[itemIndex] = rows.map((json) => ({ json, pairedItem: { item: itemIndex } }));
		} catch (problem) {
			failed = true;
			const failure = failureOf(problem, 'unknown');
			if (!n8n.continueOnFail()) throw nodeError(n8n.getNode(), failure, itemIndex);
			output[itemIndex] = [errorItem(failure, itemIndex)];
		}
	};
	await inTurn(inputs.length, operation.effect === 'read' ? READERS : 1, one);
	const items = output.flat();
	// n8n runs the node again when its first item has a key "error", which a transfer that failed has too.
	if (!failed && !items.some(({ json }) => json.error)) desk.ledger.close();
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

/** The rows of one item: those that an earlier try finished, or what the operation makes now. */
async function finish(
	{ operation, api, ledger, references, asTool }: RunDesk,
	input: Input,
	itemIndex: number,
): Promise<IDataObject[]> {
	const remembers = operation.effect !== 'read';
	const entry = remembers ? ledger.entry(itemIndex) : { item: '' };
	if (entry.output) return entry.output;

	const profile = operation.fields.find((field) => field.profile);
	const item: Item<Input> = {
		api: profile ? api.as(input[profile.name] as string | undefined) : api,
		input,
		entry,
		references,
	};
	const result = await operation.run(item as Item<never>);
	const rows = Array.isArray(result) ? result : [result];
	const keep = operation.simple && (input.simplify === true || asTool) ? operation.simple : undefined;
	const output = keep ? rows.map((row) => simplified(row, keep)) : rows;
	if (remembers) entry.output = output;
	return output;
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
