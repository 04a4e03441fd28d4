/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '../program';
import { type Case, endsOf } from './case';

const PAYMENTS = 70;
/** So many are under way when the worker is told: soon after that the run waits for the next minute. */
const BEFORE = 50;

/** A worker is told to end in the middle of a run that waits for Busha's limits, and has more to do than it gets time for. */
const paced: Case = {
	name: 'a worker told to end (SIGTERM) in a paced run',
	setting: { busha: { rateLimit: { perMinute: 60 } } },
	play: async (cluster, payouts) => {
		const all = payouts.payments('worker-told-to-end', PAYMENTS);
		await payouts.start(all);
		await until('payments are under way', () => payouts.emulator.state.transfers.size >= BEFORE, 120);
		const [execution] = await payouts.executions();
		const worker = cluster.workers.find((one) => one.took(execution?.id ?? ''));
		if (!worker) throw new Error('No worker took the execution');
		const begun = performance.now();
		await worker.stop();
		const seconds = (performance.now() - begun) / 1000;
		const { size } = payouts.emulator.state.transfers;
		await worker.start();
		const ended = endsOf(await payouts.settled(1, 180));
		await payouts.again(all, 300);
		return `it ended after ${seconds.toFixed(0)} s, with ${size} of ${PAYMENTS} paid (${ended}); the rest was paid when started again`;
	},
};

/** An execution that is not ready in time. The node is told, and begins nothing more. */
const late: Case = {
	name: 'an execution longer than Timeout Workflow',
	setting: { timeout: 30 },
	play: async (_cluster, payouts) => {
		const all = payouts.payments('out-of-time', 12);
		payouts.emulator.onRequest(() => ({ kind: 'delay', ms: 2_000 }));
		await payouts.start(all);
		const executions = await payouts.settled(1);
		const ended = endsOf(executions);
		payouts.emulator.onRequest(undefined);
		const { size } = payouts.emulator.state.transfers;
		await sleep(10_000);
		const later = payouts.emulator.state.transfers.size - size;
		await payouts.again(all);
		return `${size} of ${all.length} paid when it was ended (${ended}), ${later} in the ten seconds after that; the rest when started again`;
	},
};

export const shutdown: readonly Case[] = [paced, late];
