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

export const shutdown: readonly Case[] = [paced];
