import { PEERS } from '../contenders';
import { inOwnProcess } from '../inOwnProcess';
import type { Measured } from '../measureProcess';
import { type Servers, withServers } from '../processes';
import { count, figure, type Result, type Scenario } from '../result';
import { exponentOf, interleaved, medianOf } from '../run';

const MEMORY = 1.1;
const MB = 1_000_000;

interface Seen {
	time: Map<string, Array<Measured & { requests: number }>>;
	memory: Map<string, Array<Measured & { requests: number }>>;
}

const all = PEERS.map((name) => ({ name }));
/** Stripe’s rows are others, so their memory says nothing about these. */
const sameRows = all.filter(({ name }) => name !== 'Stripe');

async function measure(servers: Servers, rounds: number, memory: boolean): Promise<Seen> {
	const one =
		(withMemory: boolean) =>
		async ({ name }: { name: string }) =>
			await inOwnProcess(servers, { work: 'list', name, memory: withMemory });
	return {
		time: await interleaved(all, rounds, one(false), false),
		memory: memory ? await interleaved(sameRows, 1, one(true), false) : new Map(),
	};
}

/** A long list, as items of n8n. */
export const list: Scenario = {
	name: 'list',
	run: async (quick) =>
		await withServers(async (servers) => {
			const sizes = quick ? [1_000, 10_000] : [10_000, 100_000];
			const bySize = new Map<number, Seen>();
			let there = 1;
			for (const size of sizes) {
				await servers.ask({ rows: size - there });
				there = size;
				bySize.set(size, await measure(servers, quick ? 1 : size === sizes[0] ? 1 : 2, size !== sizes[0]));
			}
			return report(bySize, Math.max(...sizes));
		}),
};

function report(bySize: Map<number, Seen>, size: number): Result {
	const of = (name: string, what: (seen: Measured & { requests: number }) => number, at = size): number =>
		medianOf(bySize.get(at)?.time.get(name), what);
	const memory = (name: string): number => medianOf(bySize.get(size)?.memory.get(name), ({ peak, own }) => peak / own);
	const rows = PEERS.map((name) => [
		name,
		count(of(name, (seen) => seen.rows)),
		count(of(name, (seen) => seen.requests)),
		figure(of(name, (seen) => seen.wallMs) / 1000),
		figure(of(name, (seen) => seen.cpuMs) / 1000),
		figure(medianOf(bySize.get(size)?.memory.get(name), ({ peak }) => peak / MB)),
		figure(memory(name)),
		figure(exponentOf([...bySize.keys()].map((at) => [at, of(name, (seen) => seen.cpuMs, at)]))),
	]);
	const requests = PEERS.map((name) => of(name, (seen) => seen.requests));
	const ratio = of('Busha', (seen) => seen.wallMs) / of('HTTP Request', (seen) => seen.wallMs);
	const bare = of('Busha', (seen) => seen.cpuMs) / of('Bare loop', (seen) => seen.cpuMs);
	const own = medianOf(bySize.get(size)?.memory.get('Busha'), (seen) => seen.own);
	return {
		title: `List ${count(size)} rows, all of them`,
		about:
			'Each run has a fresh process. The HTTP Request node follows the cursor with its pagination; Split Out makes items of its pages. The declarative node follows the cursor as its description tells. Stripe’s node never says how many rows a page should have, so it gets ten, of customers that are about as long. Memory is the most that was alive at once above the start, found by collecting garbage all the time in a run of its own; it includes the rows themselves.',
		columns: ['', 'rows', 'requests', 'time (s)', 'CPU (s)', 'memory (MB)', 'memory to the rows’ own', 'growth'],
		rows,
		targets: [
			{
				target: 'fewest requests of all',
				seen: count(requests[0] ?? NaN),
				met: Math.min(...requests) === requests[0],
			},
			{
				target: 'time at most the HTTP Request node’s',
				seen: `${figure(ratio)} of it`,
				met: ratio <= 1,
			},
			{
				target: `memory at most ${MEMORY} times the rows’ own size in n8n’s items`,
				seen: `${figure(memory('Busha'))} times`,
				met: memory('Busha') <= MEMORY,
			},
		],
		notes: [
			`The rows by themselves take ${figure(own / MB)} MB as items of n8n, ${Math.round(own / size)} bytes each. The Busha node takes ${figure(bare)} times the CPU time of the bare loop, which reads nothing twice and checks nothing.`,
			'Ten times as many rows are a million items, which n8n itself cannot hold in its usual memory: use Get Totals, or take pages.',
		],
		charts: [
			{
				kind: 'bars',
				file: 'bench-list.svg',
				title: `Time to list ${count(size)} rows`,
				unit: 's',
				bars: PEERS.map((name) => ({
					name,
					value: of(name, (seen) => seen.wallMs) / 1000,
					note: `${count(of(name, (seen) => seen.requests))} requests`,
				})),
			},
		],
	};
}
