import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { stopIfCancelled } from '../api/clock';
import { simplified } from '../fields/simplify';
import { stopBehind } from '../money/context';
import { inTurn } from '../once/turns';
import { type Item, OutputFile } from '../operations/operation';
import { actingFor, isFinished, lookBefore } from './before';
import { digestOf } from './digest';
import { hintsOf } from './hints';
import { type Input, inputReader } from './input';
import type { Entry, Kept, Ledger } from './ledger';
import { openRun, planOf, type Run } from './open';
import { forEach, widthOf } from './sideBySide';
import { Results } from './results';

/** THE item loop: every operation of the node runs through here, and nothing else loops over items. */
export async function run(n8n: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results = new Results(n8n);
	const opened = await begin(n8n, results);
	if (!opened) return results.items;
	const { operation, ledger, api } = opened;
	results.noteEarlier(earlierOf(n8n, ledger), operation);
	const inputs = readAll(n8n, opened, results);
	inputs.forEach((_input, itemIndex) => note(opened.made, ledger.left(itemIndex).output ?? []));

	const looked = lookBefore(opened, inputs);
	let left = inputs.length;
	const one = async (itemIndex: number): Promise<void> => {
		api.noteItemsLeft(left--);
		const input = inputs[itemIndex];
		if (!input) return;
		try {
			stopIfCancelled(api.signal);
			const output = await finish(opened, input, itemIndex, looked);
			if (output instanceof OutputFile) results.addFile(itemIndex, output.field, await fileOf(n8n, output));
			else results.add(itemIndex, output, operation);
		} catch (problem) {
			results.fail(itemIndex, problem, ledger.left(itemIndex));
			stopBehind(opened.payments, itemIndex);
		}
	};
	await forEach(inputs.length, widthOf(operation, inputs), one, () => results.stopped);
	results.end();
	ledger.close(results.mayRunAgain);
	n8n.addExecutionHints(...hintsOf(results.items, api.waited));
	return results.items;
}

/**
 * Opens the run. When that fails, nothing is asked of Busha, but what earlier tries of the run did stays true: finished
 * items keep their result, and what was in doubt is in doubt.
 */
async function begin(n8n: IExecuteFunctions, results: Results): Promise<Run | undefined> {
	const plan = attempt(() => planOf(n8n));
	const opened = 'problem' in plan ? plan : await openRun(n8n, plan).catch((problem: unknown) => ({ problem }));
	if (!('problem' in opened)) return opened;
	const left = 'problem' in plan ? n8n.getInputData().map((): Entry => ({})) : earlierOf(n8n, plan.ledger);
	if (!('problem' in plan)) {
		results.noteEarlier(left, plan.operation);
		left.forEach(({ output }, itemIndex) => output && results.add(itemIndex, output, plan.operation));
	}
	left.forEach((entry, itemIndex) => {
		if (entry.output) return;
		results.fail(itemIndex, opened.problem, entry, 'notSent');
		results.end();
	});
	return undefined;
}

/** What earlier tries left of each item. */
function earlierOf(n8n: IExecuteFunctions, ledger: Ledger): Entry[] {
	return n8n.getInputData().map((_item, itemIndex) => ledger.left(itemIndex));
}

function attempt<T>(make: () => T): T | { problem: unknown } {
	try {
		return make();
	} catch (problem) {
		return { problem };
	}
}

/**
 * Reads every item before the first one runs. If the workflow is to stop on errors, bad input in any item stops it
 * here, with nothing sent; otherwise the problem stands in for the item's input.
 */
function readAll(n8n: IExecuteFunctions, { operation, ledger }: Run, results: Results): Array<Input | undefined> {
	const read = inputReader(n8n, operation.fields);
	return n8n.getInputData().map((_item, itemIndex) => {
		const input = attempt(() => {
			const given = read(itemIndex);
			operation.check?.(given as never);
			return given;
		});
		if (!('problem' in input)) return input;
		results.fail(itemIndex, input.problem, ledger.left(itemIndex), 'notSent');
		results.end();
		return undefined;
	});
}

/** Reads leave nothing behind that a later try would need. */
const NOTHING_KEPT: Kept = { itemIndex: 0, entry: {}, ownReference: '', continued: false, begunAt: 0 };

async function fileOf(n8n: IExecuteFunctions, { text, name, mimeType }: OutputFile): Promise<IBinaryData> {
	return await n8n.helpers.prepareBinaryData(Buffer.from(text), name, mimeType);
}

/** What comes out of one item: the rows that an earlier try finished, or what the operation gives now. */
async function finish(
	run: Run,
	input: Input,
	itemIndex: number,
	looked: () => Promise<void>,
): Promise<IDataObject[] | OutputFile> {
	if (run.operation.effect === 'read') return await perform(run, input, NOTHING_KEPT);
	const kept = run.ledger.entry(itemIndex);
	// An agent may ask for the same twice at once.
	return await inTurn(kept.entry, async () => await once(run, input, kept, looked));
}

/** The output of an item, which is made once: what an earlier try finished is the result of what was asked then. */
async function once(
	run: Run,
	input: Input,
	kept: Kept,
	looked: () => Promise<void>,
): Promise<IDataObject[] | OutputFile> {
	const { entry } = kept;
	if (entry.output && isFinished(run, entry, input))
		return run.asTool ? entry.output.map((row) => ({ ...row, replayed: true })) : entry.output;

	await looked();
	const output = await perform(run, input, kept);
	if (output instanceof OutputFile) return output;
	entry.output = output;
	entry.input = digestOf([run.api.account, input]);
	note(run.made, output);
	return output;
}

async function perform(run: Run, input: Input, kept: Kept): Promise<IDataObject[] | OutputFile> {
	const { operation, payments, made, asTool } = run;
	const { itemIndex, entry: memory, ownReference, continued, begunAt, equalCall } = kept;
	const ofItem = { itemIndex, memory, ownReference, continued, begunAt, equalCall };
	const item: Item<Input> = { ...ofItem, api: actingFor(run, input), input, payments, made };
	const result = await operation.run(item as Item<never>);
	if (result instanceof OutputFile) return result;
	const rows = Array.isArray(result) ? result : [result];
	const keep = operation.simple && (input.simplify === true || asTool) ? operation.simple : undefined;
	// In place, so that a long list is not held twice.
	if (keep) for (const [index, row] of rows.entries()) rows[index] = simplified(row, keep);
	return rows;
}

function note(made: Set<string>, rows: readonly IDataObject[]): void {
	rows.forEach(({ id }) => made.add(String(id)));
}
