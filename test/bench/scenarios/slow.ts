import { contenders, PEERS } from '../contenders';
import { type Servers, useBuiltNode, withServers } from '../processes';
import { count, figure, type Scenario, type Target } from '../result';
import { type Contender, runContender } from '../run';

const READS = 100;
const IN_FLIGHT = 4;
const RATIO = 1.1;

interface Case {
	reads: number;
	tripMs: number;
}

/** Those who start all items at once, which takes the machine for a moment. */
const AT_ONCE = ['HTTP Request', 'Declarative'];

/**
 * Those who go step by step read at the same time, since all of it is waiting; the others before, so that nobody waits
 * for their work. Gives the time of each in milliseconds.
 */
async function measure(
	{ world, ask }: Servers,
	{ reads, tripMs }: Case,
	names: readonly string[],
): Promise<Map<string, number>> {
	const all = contenders('getTransfers', names);
	const items = Array.from({ length: reads }, () => ({ id: world.transferId }));
	// What is loaded and compiled at the first run is no part of the round trips.
	for (const contender of all) await runContender(contender, world, items.slice(0, 10));
	await ask({ delayMs: tripMs });
	const times = new Map<string, number>();
	const time = async (contender: Contender): Promise<void> => {
		const { wallMs, items: rows, error } = await runContender(contender, world, items);
		if (rows.length !== reads) throw error ?? new Error(`${contender.name} has not read everything`);
		times.set(contender.name, wallMs);
	};
	for (const group of [true, false])
		await Promise.all(all.filter(({ name }) => AT_ONCE.includes(name) === group).map(time));
	await ask({ delayMs: 0 });
	return times;
}

const floorOf = ({ reads, tripMs }: Case): number => Math.ceil(reads / IN_FLIGHT) * tripMs;

/** An API that takes long to answer. */
export const slow: Scenario = {
	name: 'slow',
	run: async (quick) => {
		await useBuiltNode();
		return await withServers(async (servers) => {
			const cases: Case[] = [1_000, 2_000].map((tripMs) => ({ reads: quick ? 20 : READS, tripMs }));
			const seen: Array<readonly [Case, Map<string, number>]> = [];
			for (const one of cases) seen.push([one, await measure(servers, one, PEERS)]);
			const targets = seen.map(([one, times]): Target => {
				const ratio = (times.get('Busha') ?? NaN) / floorOf(one);
				return {
					target: `${one.reads} reads of ${one.tripMs / 1000} s: at most ${RATIO} times the floor of four in flight`,
					seen: `${ratio.toFixed(3)} times`,
					met: ratio <= RATIO,
				};
			});
			const others: string[] = [];
			for (const one of [
				{ reads: 10, tripMs: 1_000 },
				{ reads: quick ? 200 : 1_000, tripMs: 200 },
			]) {
				const took = (await measure(servers, one, ['Busha'])).get('Busha') ?? NaN;
				others.push(
					`${count(one.reads)} reads of ${one.tripMs / 1000} s took ${figure(took / 1000)} s, ${(took / floorOf(one)).toFixed(3)} times the floor`,
				);
			}
			const [[one, times]] = seen as [[Case, Map<string, number>]];
			const alone = (times.get('Bare loop') ?? NaN) / (one.reads * one.tripMs);
			return {
				title: 'A slow API',
				about: `Each answer takes one second, then two. The Busha node keeps four reads in flight, which is all that the limits of Busha leave room for in the long run: 100 a minute are one each 0.6 seconds. HTTP Request and declarative nodes start all items at once. That is faster as long as there are fewer items than the limit lets through in a minute, and the first answer 429 ends the run when there are more. Stripe’s node and the bare loop go one by one.`,
				columns: ['', ...cases.map(({ tripMs, reads }) => `${reads} reads of ${tripMs / 1000} s (s)`), 'to the floor'],
				rows: PEERS.map((name) => [
					name,
					...seen.map(([, times]) => figure((times.get(name) ?? NaN) / 1000)),
					seen.map(([one, times]) => ((times.get(name) ?? NaN) / floorOf(one)).toFixed(2)).join(', '),
				]),
				targets,
				notes: [
					`How it grows: ${others.join('; ')}.`,
					`How much of it is the machine: the bare loop, which only waits, takes ${figure(alone)} times its own floor of one after the other.`,
				],
				charts: [],
			};
		});
	},
};
