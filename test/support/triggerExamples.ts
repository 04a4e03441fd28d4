import type { IDataObject, IRun } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { credentialsOf } from './busha';
import { itemsOf, runWorkflow, type WorkflowJson } from './engine';
import { example, nodeNamed } from './examples';
import { addStandIns } from './standIns';
import { TriggerHost } from './trigger';

const TRIGGER = 'Busha Trigger';

/** An example that begins with Busha Trigger and is switched on. */
export interface Listening {
	/** Runs the workflow for every execution that was started since the last time. */
	runs(): Promise<IRun[]>;
	/** Sends a delivery again, with the same bytes and signature. */
	redeliver(event: string): Promise<void>;
}

/** Switches an example on, with its webhook registered as its first note tells, for as long as `story` lasts. */
export async function whileListening(
	emulator: Emulator,
	name: string,
	story: (workflow: Listening) => Promise<void>,
): Promise<void> {
	addStandIns();
	const workflow: WorkflowJson = example(name);
	const credentials = credentialsOf(emulator);
	const host = await new TriggerHost(nodeNamed(workflow, TRIGGER).parameters as IDataObject, credentials).listen();
	try {
		await host.activate();
		emulator.webhooks.register(host.url);
		await story({
			runs: async () => {
				await emulator.webhooks.idle();
				const runs: IRun[] = [];
				for (const input of host.executions.splice(0))
					runs.push(await runWorkflow(workflow, { credentials, input, start: TRIGGER }));
				return runs;
			},
			redeliver: async (event) => {
				const { index } = emulator.webhooks.deliveries.find((delivery) => delivery.event === event) ?? { index: -1 };
				await emulator.webhooks.redeliver(index);
			},
		});
	} finally {
		emulator.webhooks.clear();
		await host.stop();
	}
}

/** What the last node of each run was given, or the error that stopped the run. */
export function messages(runs: IRun[], node: string): unknown[] {
	return runs.map((run) => run.data.resultData.error?.message ?? itemsOf(run, node).map(({ json }) => json));
}
