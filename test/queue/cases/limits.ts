import type { RecordedRequest } from '../../../emulator';
import { type Case, endsOf } from './case';

const PER_MINUTE = 240;
const EXECUTIONS = 10;
const EACH = 20;

/** The least that these requests take when no minute may hold more of an operation than the limit. */
function floorSeconds(requests: readonly RecordedRequest[]): number {
	const counts = new Map<string | undefined, number>();
	for (const { operationId, status } of requests)
		if (status !== 429) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
	return Math.max(...[...counts.values()].map((count) => Math.floor((count - 1) / PER_MINUTE))) * 60;
}

/** 200 payouts in ten executions through both workers, whose requests Busha counts together. */
const limited = (how: string, share: number): Case => ({
	name: `200 payouts, ${how}`,
	setting: { busha: { rateLimit: { perMinute: PER_MINUTE } }, share },
	play: async (cluster, payouts) => {
		const all = payouts.payments('limited-payout', EXECUTIONS * EACH);
		const begun = performance.now();
		for (let execution = 0; execution < EXECUTIONS; execution++)
			await payouts.start(all.slice(execution * EACH, (execution + 1) * EACH), execution % 2);
		const ended = await payouts.settled(EXECUTIONS, 300);
		const seconds = (performance.now() - begun) / 1000;
		const byWorker = cluster.workers.map((worker) => ended.filter(({ id }) => worker.took(id)).length);
		const { requests } = payouts.emulator;
		const refused = requests.filter(({ status }) => status === 429).length;
		return `${endsOf(ended)}; by worker ${byWorker.join(' and ')}; ${requests.length} requests, ${refused} answers 429; ${seconds.toFixed(0)} s, of which the limit takes at least ${floorSeconds(requests)}`;
	},
});

export const limits: readonly Case[] = [
	limited('the limit split between the workers', 50),
	limited('the limit not split', 100),
];
