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

const NAMES = ['Busha', 'Busha, simplified', ...PEERS.slice(1)];
const all = NAMES.map((name) => ({ name }));
/** Stripe’s rows are others, so their memory says nothing about these. */
const sameRows = all.filter(({ name }) => name !== 'Stripe');

async function measure(servers: Servers, rounds: number): Promise<Seen> {
	const one =
		(withMemory: boolean) =>
		async ({ name }: { name: string }) =>
			await inOwnProcess(servers, { work: 'list', name, memory: withMemory });
	return {
		time: await interleaved(all, rounds, one(false), false),
		memory: await interleaved(sameRows, 1, one(true), false),
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
				bySize.set(size, await measure(servers, quick || size === sizes[0] ? 1 : 3));
			}
			return report(bySize, Math.max(...sizes));
		}),
};

function report(bySize: Map<number, Seen>, size: number): Result {
	const of = (name: string, what: (seen: Measured & { requests: number }) => number, at = size): number =>
		medianOf(bySize.get(at)?.time.get(name), what);
	const held = (name: string, what: (seen: Measured) => number, at = size): number =>
		medianOf(bySize.get(at)?.memory.get(name), what);
	const memory = (name: string): number => held(name, ({ peak, own }) => peak / own);
	const least = Math.min(...bySize.keys());
	const more = (name: string, what: (seen: Measured) => number): number => held(name, what) - held(name, what, least);
	const further = (name: string): number => more(name, ({ peak }) => peak) / more(name, ({ own }) => own);
	const rows = NAMES.map((name) => [
		name,
		count(of(name, (seen) => seen.rows)),
		count(of(name, (seen) => seen.requests)),
		figure(of(name, (seen) => seen.wallMs) / 1000),
		figure(of(name, (seen) => seen.cpuMs) / 1000),
		figure(held(name, ({ peak }) => peak / MB)),
		figure(memory(name)),
		figure(exponentOf([...bySize.keys()].map((at) => [at, of(name, (seen) => seen.cpuMs, at)]))),
	]);
	const requests = NAMES.map((name) => of(name, (seen) => seen.requests));
	const ratio = of('Busha', (seen) => seen.wallMs) / of('HTTP Request', (seen) => seen.wallMs);
	const bare = of('Busha', (seen) => seen.cpuMs) / of('Bare loop', (seen) => seen.cpuMs);
	const own = held('Busha', (seen) => seen.own);
	return {
		title: `List ${count(size)} rows, all of them`,
		about:
			'Each run has a fresh process. The HTTP Request node follows the cursor with its pagination; Split Out makes items of its pages. The declarative node follows the cursor as its description tells. “Simplified” is the Busha node with Simplify, which is on unless you turn it off: its rows have ten fields, so their own size is another. Stripe’s node never says how many rows a page should have, so it gets ten, of customers that are about as long. Memory is the most that was alive at once above the start, found by collecting garbage twice a second in a run of its own; it includes the rows themselves, as n8n’s engine holds them to the end, and the code that is loaded at the first run. What n8n needs to save an execution comes on top, for all alike.',
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
			`Of the memory, code and what is built once are the same for any list: from ${count(least)} rows on, each further row takes ${figure(further('Busha'))} times its own size in the Busha node, and ${figure(further('Bare loop'))} times in the bare loop.`,
			'Ten times as many rows are a million items, which n8n itself cannot hold in its usual memory: use Get Totals, or take pages.',
		],
		charts: [
			{
				kind: 'bars',
				file: 'bench-list.svg',
				title: `Time to list ${count(size)} rows`,
				unit: 's',
				bars: NAMES.map((name) => ({
					name,
					value: of(name, (seen) => seen.wallMs) / 1000,
					note: `${count(of(name, (seen) => seen.requests))} requests`,
				})),
			},
		],
	};
}
