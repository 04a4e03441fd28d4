/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import type { INodeType } from 'n8n-workflow';

import { workflowWith } from '../support/busha';
import { itemsOf, runWorkflow, type WorkflowJson } from '../support/engine';
import { otherNodes } from '../support/package';
import { median } from '../support/statistics';
import { bareNode } from './bare';
import type { Case } from './cases';
import type { Account } from './emulatorProcess';
import { BUILT_NODE } from './processes';

const ROUNDS = 9;

/** The node as it is published. */
export async function builtNode(): Promise<INodeType> {
	const { Busha } = (await import(BUILT_NODE)) as { Busha: new () => INodeType };
	return new Busha();
}

function bareWorkflow(): WorkflowJson {
	const workflow = workflowWith({});
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => (node.name === 'Busha' ? { ...node, type: 'bench.bare' } : node)),
	};
}

/** CPU milliseconds of this process for each item of one run through n8n's engine. */
async function cpuPerItem(workflow: WorkflowJson, items: number, { url, secretKey }: Account): Promise<number> {
	const credentials = { bushaApi: { environment: 'custom', baseUrl: url, secretKey } };
	const input = Array.from({ length: items }, () => ({ json: {} }));
	const before = process.cpuUsage();
	const run = await runWorkflow(workflow, { credentials, input });
	const { user, system } = process.cpuUsage(before);
	if (itemsOf(run, 'Busha').length !== items) throw run.data.resultData.error ?? new Error('Some items are missing');
	return (user + system) / 1000 / items;
}

/** Medians of several rounds, in which the bare loop and the node take turns. */
export async function compare(
	{ items, parameters, bare }: Case,
	account: Account,
): Promise<{ bare: number; node: number; difference: number }> {
	otherNodes.set('bench.bare', bareNode(account.customerId, bare));
	otherNodes.set('n8n-nodes-busha.busha', await builtNode());
	const [bareRun, nodeRun] = [bareWorkflow(), workflowWith(parameters)];
	const seen = { bare: [] as number[], node: [] as number[], difference: [] as number[] };
	for (let round = -1; round < ROUNDS; round++) {
		const of = { bare: await cpuPerItem(bareRun, items, account), node: await cpuPerItem(nodeRun, items, account) };
		// The first round is for the compiler to warm up.
		if (round < 0) continue;
		seen.bare.push(of.bare);
		seen.node.push(of.node);
		seen.difference.push(of.node - of.bare);
	}
	return { bare: median(seen.bare), node: median(seen.node), difference: median(seen.difference) };
}
