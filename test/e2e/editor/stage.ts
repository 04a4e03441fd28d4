import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import type { Editor } from './editor';

interface Named {
	id: string;
	name: string;
}

/** What the scenarios share. */
export interface Stage {
	editor: Editor;
	emulator: Emulator;
	/** The credential of the local Busha, made the first time. */
	credential: () => Promise<Named>;
	/** The version of n8n. */
	version: string;
}

/** Tries something. Returns what else is worth telling. */
export type Scenario = (stage: Stage) => Promise<string | undefined>;

const START = {
	id: 'a',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A workflow that a person starts. */
export const started = { name: 'Tried with the mouse', nodes: [START], connections: {} };

/** A workflow that a person starts, with one Busha node behind. */
export function withBusha(credential: Named, parameters: IDataObject) {
	const node = { typeVersion: 1, position: [240, 0], credentials: { bushaApi: credential }, parameters };
	return {
		...started,
		nodes: [START, { id: 'b', name: 'Busha', type: 'n8n-nodes-busha.busha', ...node }],
		connections: { Start: { main: [[{ node: 'Busha', type: 'main', index: 0 }]] } },
	};
}

/** Opens the panel of a Busha node. */
export async function openBusha({ editor, credential }: Stage, parameters: IDataObject): Promise<void> {
	await editor.open(withBusha(await credential(), parameters));
	await editor.openPanel('Busha');
}
