/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';

import type { RunError } from '../support/busha';
import { otherCredentials, type CredentialStore } from '../support/credentials';
import { itemsOf, runWorkflow, type WorkflowJson } from '../support/engine';
import { median } from '../support/statistics';

/** Where the servers are, and what is there. */
export interface World {
	url: string;
	secretKey: string;
	stripeUrl: string;
	recipientId: string;
	transferId: string;
}

/** A node of a workflow. */
export interface Step extends Pick<INode, 'type' | 'typeVersion' | 'parameters'> {
	/** The type of its credential, if it has one. */
	credential?: string;
}

/** Somebody who does a piece of work in n8n: nodes that are run one after the other. */
export interface Contender {
	name: string;
	steps: (world: World) => Step[];
	settings?: Partial<INode>;
}

/** What came of a run. */
export interface Outcome {
	run: IRun;
	items: INodeExecutionData[];
	error?: RunError;
	wallMs: number;
	/** CPU time of this process. */
	cpuMs: number;
}

const nameOf = (index: number): string => `Node ${index}`;

function workflowOf(steps: Step[], settings: Partial<INode>): WorkflowJson {
	const start: Step = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const nodes = [start, ...steps].map(({ credential, ...step }, index) => ({
		...step,
		id: String(index),
		name: nameOf(index),
		position: [index * 200, 0] as [number, number],
		...(index > 0 && settings),
		...(credential && { credentials: { [credential]: { id: '1', name: credential } } }),
	}));
	const links = steps.map((_step, index) => [
		nameOf(index),
		{ main: [[{ node: nameOf(index + 1), type: 'main' as const, index: 0 }]] },
	]);
	return { nodes, connections: Object.fromEntries(links) as WorkflowJson['connections'], settings: {} };
}

/**
 * Stripe's node sends all requests to Stripe itself, which nothing of its parameters or its credential changes. So the
 * credential, which signs each request, also exchanges the address; the node is the real one.
 */
function pointStripeTo(url: string): void {
	otherCredentials.set('stripeApi', {
		name: 'stripeApi',
		displayName: 'Stripe API',
		properties: [],
		authenticate: async (_credentials, request) => {
			const { uri } = request as unknown as { uri: string };
			return await Promise.resolve({ ...request, uri: uri.replace(/^https:\/\/[^/]+/, url) });
		},
	});
}

function credentialsFor({ url, secretKey, stripeUrl }: World): CredentialStore {
	pointStripeTo(stripeUrl);
	otherCredentials.set('httpHeaderAuth', { name: 'httpHeaderAuth', displayName: 'Header Auth', properties: [] });
	return {
		bushaApi: { environment: 'custom', baseUrl: url, secretKey },
		httpHeaderAuth: { name: 'Authorization', value: `Bearer ${secretKey}` },
		stripeApi: { secretKey: 'sk_sample' },
	};
}

/** Runs a contender over items, through n8n's engine. */
export async function runContender(
	{ steps, settings = {} }: Contender,
	world: World,
	input: IDataObject[],
): Promise<Outcome> {
	const chain = steps(world);
	const workflow = workflowOf(chain, settings);
	const credentials = credentialsFor(world);
	const [cpu, begun] = [process.cpuUsage(), performance.now()];
	const run = await runWorkflow(workflow, { credentials, input: input.map((json) => ({ json })) });
	const wallMs = performance.now() - begun;
	const { user, system } = process.cpuUsage(cpu);
	return {
		run,
		items: itemsOf(run, nameOf(chain.length)),
		error: run.data.resultData.error as RunError | undefined,
		wallMs,
		cpuMs: (user + system) / 1000,
	};
}

/** Rounds in which everybody takes a turn; those of the first round, in which the compiler warms up, do not count. */
export async function interleaved<Who extends { name: string }, Value>(
	contenders: readonly Who[],
	rounds: number,
	one: (contender: Who) => Promise<Value>,
	warmUp = true,
): Promise<Map<string, Value[]>> {
	const seen = new Map<string, Value[]>(contenders.map(({ name }) => [name, []]));
	for (let round = warmUp ? -1 : 0; round < rounds; round++) {
		for (const contender of contenders) {
			const value = await one(contender);
			if (round >= 0) seen.get(contender.name)?.push(value);
		}
	}
	return seen;
}

export const medianOf = <Value>(values: readonly Value[] | undefined, of: (value: Value) => number): number =>
	median((values ?? []).map(of));

/** The exponent with which a cost grows with a size: 1 is in proportion, 0 not at all. Least squares over the logarithms. */
export function exponentOf(points: ReadonlyArray<readonly [size: number, cost: number]>): number {
	const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
	const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [x, y] = [mean(logs.map(([size]) => size)), mean(logs.map(([, cost]) => cost))];
	const sum = (of: (log: readonly [number, number]) => number): number => logs.reduce((all, log) => all + of(log), 0);
	return sum(([size, cost]) => (size - x) * (cost - y)) / sum(([size]) => (size - x) ** 2);
}
