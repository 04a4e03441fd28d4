import type { INode } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import type { WorkflowJson } from '../../support/engine';
import { example, nodeNamed } from '../../support/examples';
import type { Mailbox } from '../mailbox';
import type { RealN8n } from '../n8n';

export interface Stage {
	n8n: RealN8n;
	emulator: Emulator;
	mailbox: Mailbox;
	/** The folder that n8n may read and write. */
	folder: string;
	credentials: { busha: Named; smtp: Named; header: Named };
	/** What has to be closed at the end. */
	closing: Array<() => void>;
}
export type Named = { id: string; name: string };
export type Workflow = WorkflowJson & { name: string };

/** An example with the credentials of the stage, as a user chooses them. */
export function prepared(file: string, { credentials }: Stage): Workflow {
	const workflow = example(file);
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-busha.')) node.credentials = { bushaApi: credentials.busha };
		if (node.type === 'n8n-nodes-base.emailSend') node.credentials = { smtp: credentials.smtp };
		if (node.type === 'n8n-nodes-base.webhook') node.credentials = { httpHeaderAuth: credentials.header };
	}
	return workflow;
}

/** Gives fields of a Set node other values. */
export function fill(workflow: Workflow, node: string, values: Record<string, string>): void {
	const { assignments } = nodeNamed(workflow, node).parameters as {
		assignments: { assignments: Array<{ name: string; value: string }> };
	};
	for (const assignment of assignments.assignments) assignment.value = values[assignment.name] ?? assignment.value;
}

/** Puts another node in the place of one, under the same name. */
export function exchange(workflow: Workflow, name: string, other: Partial<INode>): void {
	Object.assign(nodeNamed(workflow, name), { credentials: undefined }, other);
}

/** Executes a workflow from one of its triggers, and waits until it has ended. Returns how. */
export async function execute({ n8n }: Stage, { id }: { id: string }, trigger: string): Promise<string> {
	const { executionId } = await n8n.call<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger },
	});
	return await n8n.ended(executionId);
}

export const payouts = ({ emulator }: Stage) =>
	[...emulator.state.transfers.values()].filter(({ pay_out }) => pay_out.type === 'bank_transfer');
