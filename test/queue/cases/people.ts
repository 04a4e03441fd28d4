/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Cluster } from '../cluster';
import type { Execution } from '../executions';
import type { Payouts } from '../payouts';
import { until } from '../program';
import { type Case, endsOf } from './case';

const PAYMENTS = 12;

/** Presses Retry in the list of executions, and waits until that has ended. Returns how. */
async function retry({ main }: Cluster, payouts: Payouts, { id }: Execution): Promise<string> {
	await main.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
	return endsOf((await payouts.settled(2)).slice(-1));
}

/** Starts an execution with a Busha that takes its time, and returns when some of its payments are made. */
async function begun(payouts: Payouts): Promise<number> {
	payouts.emulator.onRequest(() => ({ kind: 'delay', ms: 500 }));
	await payouts.start(payouts.payments('begun-by-webhook', PAYMENTS));
	await until('some payments are made', () => payouts.emulator.state.transfers.size >= 3);
	return payouts.emulator.state.transfers.size;
}

const failed: Case = {
	name: 'Retry of an execution that failed',
	setting: { onError: 'stopWorkflow' },
	play: async (cluster, payouts) => {
		const all = payouts.payments('fails-in-the-middle', PAYMENTS);
		const where = ({ rawBody }: { rawBody: string }): boolean => rawBody.includes(all[6]?.payment ?? '');
		payouts.emulator.fault({ method: 'POST', where }, { kind: 'answer', status: 400, commit: false });
		await payouts.start(all);
		const [execution] = (await payouts.settled(1)) as [Execution];
		const { size } = payouts.emulator.state.transfers;
		const ended = await retry(cluster, payouts, execution);
		return `${size} of ${PAYMENTS} paid when it ended (${execution.status}); the rest by Retry (${ended})`;
	},
};

const crashed: Case = {
	name: 'Retry of an execution that crashed',
	play: async (cluster, payouts) => {
		const size = await begun(payouts);
		await cluster.powerCut();
		payouts.emulator.onRequest(undefined);
		const [execution] = (await payouts.settled(1)) as [Execution];
		const ended = await retry(cluster, payouts, execution);
		return `${size} of ${PAYMENTS} paid when both workers were killed (${execution.status}); the rest by Retry (${ended})`;
	},
};

const stopped: Case = {
	name: 'Stop of an execution that a webhook process started',
	play: async (cluster, payouts) => {
		const size = await begun(payouts);
		const [execution] = (await payouts.executions()) as [Execution];
		await cluster.main.call('POST', `/rest/executions/${execution.id}/stop`);
		await sleep(3_000);
		const [after] = (await payouts.executions()) as [Execution];
		payouts.emulator.onRequest(undefined);
		await sleep(10_000);
		const { size: later } = payouts.emulator.state.transfers;
		await payouts.again(payouts.payments('begun-by-webhook', PAYMENTS));
		return `${size} of ${PAYMENTS} paid when it was stopped; n8n shows it as ${after.status}, and ${later} were paid ten seconds later`;
	},
};

export const people: readonly Case[] = [failed, crashed, stopped];
