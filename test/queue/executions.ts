import { parse } from 'flatted';
import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import type { Cluster } from './cluster';
import { until } from './program';

export interface Execution {
	id: string;
	/** n8n's word for how it ended, or that it has not. */
	status: string;
	/** When it ended, in epoch milliseconds; NaN while it has not. */
	endedAt: number;
}

/** What an execution said of one payment. */
export interface Told {
	reference: string;
	/** The transfer of a payment that was reported as made; else what the error says of it. */
	transferId?: string;
	outcome?: string;
	error?: string;
}

const OPEN = ['new', 'running', 'waiting'];

/** The executions of a workflow, the oldest first. */
export async function executionsOf({ postgres }: Cluster, workflow: { id: string }): Promise<Execution[]> {
	const rows = await postgres.query(
		`select id, status, extract(epoch from "stoppedAt") * 1000 from execution_entity where "workflowId" = '${workflow.id}' order by id`,
	);
	return rows.map(([id = '', status = '', ended = '']) => ({
		id,
		status,
		endedAt: ended === '' ? NaN : Number(ended),
	}));
}

/** Waits until a workflow has so many executions, and all of them have ended. Returns them. */
export async function settled(
	cluster: Cluster,
	workflow: { id: string },
	count: number,
	seconds: number,
): Promise<Execution[]> {
	let all: Execution[] = [];
	await until(
		`${count} executions of the workflow have ended`,
		async () => {
			all = await executionsOf(cluster, workflow);
			return all.length >= count && all.every(({ status }) => !OPEN.includes(status));
		},
		seconds,
	);
	return all;
}

/** What an execution said of its payments; nothing when it crashed, or was canceled: then n8n hands its input on. */
export async function toldBy({ main }: Cluster, { id, status }: Execution): Promise<Told[]> {
	if (status === 'canceled') return [];
	const { data } = await main.call<{ data: string }>('GET', `/rest/executions/${id}`);
	const { runData } = (parse(data) as IRunExecutionData).resultData;
	const output = (node: string): INodeExecutionData[][] =>
		(runData[node]?.at(-1)?.data?.main ?? []).map((items) => items ?? []);
	const [items = []] = output('Payments');
	const [paid = [], failed = []] = output('Pay');
	const about = ({ pairedItem }: INodeExecutionData): string =>
		String(items[(pairedItem as { item: number }).item]?.json.payment);
	return [
		...paid.map((item) => ({ reference: about(item), transferId: String(item.json.id) })),
		...failed.map((item) => {
			const { outcome } = item.json.details as { outcome?: string };
			return { reference: about(item), outcome, error: String(item.json.error) };
		}),
	];
}
