import type { Cluster } from '../cluster';
import type { Told } from '../executions';
import { type Case, endsOf } from './case';

const WANTED = 50;
/** Pairs that are started at once: as many as both workers have room for. */
const AT_ONCE = 10;
const MOST = 300;

/** How many payments two workers have said something of. */
function onTwoWorkers({ workers }: Cluster, executions: ReadonlyArray<{ id: string; told: Told[] }>): number {
	const [first, second] = workers.map(
		(worker) =>
			new Set(executions.flatMap(({ id, told }) => (worker.took(id) ? told.map(({ reference }) => reference) : []))),
	);
	return [...(first ?? [])].filter((reference) => second?.has(reference)).length;
}

/** The same payment twice at the same instant, until fifty pairs have been on two workers. */
const pairs: Case = {
	name: 'the same reference on two workers at once',
	play: async (cluster, payouts) => {
		const all = payouts.payments('paid-at-once', MOST);
		let started = 0;
		let apart = 0;
		while (apart < WANTED && started < MOST) {
			const wave = all.slice(started, started + AT_ONCE);
			await Promise.all(wave.flatMap((one) => [0, 1].map(async (through) => await payouts.start([one], through))));
			const ended = (await payouts.settled(2 * (started + AT_ONCE))).slice(-2 * AT_ONCE);
			started += AT_ONCE;
			apart += await onTwoWorkers(cluster, await payouts.told(ended));
		}
		if (apart < WANTED) throw new Error(`Only ${apart} of ${started} pairs were on two workers`);
		return `${started} pairs, ${apart} of them on two workers; ${endsOf(await payouts.executions())}`;
	},
};

export const together: readonly Case[] = [pairs];
