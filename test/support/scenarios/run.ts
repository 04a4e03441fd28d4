import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { credentialsOf } from '../busha';
import { itemsOf, runWorkflow } from '../engine';
import { example, nodeNamed } from '../examples';

/** What an example has to bring about, by what it shows. */
export type Scenarios = Readonly<Record<string, (emulator: Emulator) => Promise<void>>>;

/** How one run differs from the file as it is imported. */
export interface Changes {
	input?: IDataObject[];
	/** The trigger that fires, where there are several. */
	start?: string;
	/** Values of the fields of a Set node, by the name of the node. */
	fields?: Record<string, Record<string, string>>;
}

/** Runs an example through n8n's own engine, with its notes followed as `fields` says. */
export async function runExample(
	emulator: Emulator,
	name: string,
	{ input = [{}], start, fields = {} }: Changes = {},
): Promise<IRun> {
	const workflow = example(name);
	for (const [node, values] of Object.entries(fields)) {
		const { assignments } = nodeNamed(workflow, node).parameters as {
			assignments: { assignments: Array<{ name: string; value: string }> };
		};
		for (const assignment of assignments.assignments) assignment.value = values[assignment.name] ?? assignment.value;
	}
	const items = input.map((json): INodeExecutionData => ({ json }));
	return await runWorkflow(workflow, { credentials: credentialsOf(emulator), input: items, start });
}

/** What a node gave in a run, or the error that stopped the run. */
export function outcome(run: IRun, node: string): unknown {
	return run.data.resultData.error?.message ?? itemsOf(run, node).map(({ json }) => json);
}
