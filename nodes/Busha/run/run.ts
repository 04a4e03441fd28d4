import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { Busha } from '../api/client';
import { stopIfCancelled } from '../api/clock';
import { References } from '../money/references';
import type { Item, Operation } from '../operation';
import { find } from '../operations';
import { errorItem, failureOf, nodeError } from './errors';
import { type Input, readInput } from './input';
import { Ledger } from './ledger';
import { simplified } from './simplify';

/** Operations that change nothing run this many items side by side. All others run one item after the other. */
const READERS = 4;

/** THE item loop: every operation of the node runs through here, and nothing else loops over items. */
export async function run(n8n: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosen(n8n);
	const inputs = readAll(n8n, operation);
	const desk = await openDesk(n8n, operation);
	const output: INodeExecutionData[][] = [];
	let failed = false;

	const one = async (itemIndex: number): Promise<void> => {
		try {
			stopIfCancelled(desk.api.signal);
			const input = inputs[itemIndex];
			if (input instanceof Error) throw input;
			const rows = await finish(n8n, desk, operation, input as Input, itemIndex);
			output[itemIndex] = rows.map((json) => ({ json, pairedItem: { item: itemIndex } }));
		} catch (problem) {
			failed = true;
			const failure = failureOf(problem);
			if (!n8n.continueOnFail()) throw nodeError(n8n.getNode(), failure, itemIndex);
			output[itemIndex] = [errorItem(failure, itemIndex)];
		}
	};
	await inTurn(inputs.length, operation.effect === 'read' ? READERS : 1, one);
	if (!failed) desk.ledger.close();
	return output.flat();
}

function chosen(n8n: IExecuteFunctions): Operation {
	const resource = String(n8n.getNodeParameter('resource', 0));
	const name = String(n8n.getNodeParameter('operation', 0));
	const operation = find(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(n8n.getNode(), `The resource "${resource}" has no operation "${name}"`, {
		description: 'Choose the resource and the operation again in the node.',
	});
}

/**
 * Reads every item before the first one runs. If the workflow is to stop on errors, bad input in any item stops it
 * here, with nothing sent; otherwise the problem stands in for the item's input.
 */
function readAll(n8n: IExecuteFunctions, operation: Operation): Array<Input | Error> {
	return n8n.getInputData().map((_item, itemIndex) => {
		try {
			return readInput(n8n, operation.fields, itemIndex);
		} catch (problem) {
			const failure = failureOf(problem);
			if (!n8n.continueOnFail()) throw nodeError(n8n.getNode(), failure, itemIndex);
			return problem as Error;
		}
	});
}

interface RunDesk {
	api: Busha;
	ledger: Ledger;
	references: References;
}

async function openDesk(n8n: IExecuteFunctions, { resource, operation }: Operation): Promise<RunDesk> {
	try {
		return { api: await Busha.open(n8n), ledger: new Ledger(n8n, `${resource}.${operation}`), references: new References() };
	} catch (problem) {
		throw nodeError(n8n.getNode(), failureOf(problem), 0);
	}
}

/** The rows of one item: those that an earlier try finished, or what the operation makes now. */
async function finish(
	n8n: IExecuteFunctions,
	{ api, ledger, references }: RunDesk,
	operation: Operation,
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
	const asTool = n8n.getNode().type.endsWith('Tool');
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
