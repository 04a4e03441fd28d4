import { contenders, customerItems, PEERS } from '../contenders';
import { bareNode } from '../peers/bare';
import { otherNodes } from '../../support/package';
import { useBuiltNode, withServers } from '../processes';
import { atMost, count, figure, type Result, type Scenario } from '../result';
import { type Contender, exponentOf, interleaved, medianOf, type Outcome, runContender } from '../run';
import { plainRequests } from '../peers/plain';

const SAME = 'Bare loop, same requests';
const PLAIN = 'The requests alone, without n8n';
const MORE_MS = 0.3;
/** Those who are measured at ten times the size as well, which takes long. */
const GROWING = ['Busha', 'HTTP Request', SAME];

interface Seen {
	cpu: number;
	wall: number;
	requests: number;
	missing: number;
}

/** For each item the two requests that the Busha node sends, and nothing else. */
function sameRequests(): Contender {
	otherNodes.set(
		'bench.same',
		bareNode(async (send, _json, n8n, item) => {
			const email = n8n.getNodeParameter('email', item);
			await send('GET', `/v1/customers?q=${encodeURIComponent(String(email))}&limit=100`);
			return [(await send('POST', '/v1/customers', plainRequests.customer(String(email)))).data as never];
		}),
	);
	return {
		name: SAME,
		steps: () => [
			{ type: 'bench.same', typeVersion: 1, parameters: { email: '={{ $json.email }}' }, credential: 'bushaApi' },
		],
	};
}

/** What each contender costs for each customer that it creates, with a server that answers at once. */
export const create: Scenario = {
	name: 'create',
	run: async (quick) => {
		await useBuiltNode();
		return await withServers(async ({ world, ask }) => {
			let first = 0;
			const requests = async (): Promise<number> => {
				const { busha, stripe } = await ask({});
				return busha + stripe;
			};
			const measure = async (contender: { name: string } & Partial<Contender>, size: number): Promise<Seen> => {
				const items = customerItems(size, first);
				first += size;
				// A search goes through all customers, those of the turns before too.
				await ask({ afresh: true });
				const before = await requests();
				const outcome: Pick<Outcome, 'cpuMs' | 'wallMs'> & { items: unknown[] } = contender.steps
					? await runContender(contender as Contender, world, items)
					: await plainRequests.create(world, items);
				return {
					cpu: outcome.cpuMs / size,
					wall: outcome.wallMs / size,
					requests: (await requests()) - before,
					missing: size - outcome.items.length,
				};
			};
			const all = [...contenders('createCustomers', PEERS), sameRequests(), { name: PLAIN }];
			const main = quick ? 300 : 1_000;
			const bySize = new Map([[main, await interleaved(all, 5, async (who) => await measure(who, main))]]);
			bySize.set(main / 10, await interleaved(all, 3, async (who) => await measure(who, main / 10), false));
			const some = all.filter(({ name }) => GROWING.includes(name));
			if (!quick)
				bySize.set(10 * main, await interleaved(some, 1, async (who) => await measure(who, 10 * main), false));
			return report(
				bySize,
				main,
				all.map(({ name }) => name),
			);
		});
	},
};

function report(bySize: Map<number, Map<string, Seen[]>>, main: number, names: string[]): Result {
	const sizes = [...bySize.keys()].sort((a, b) => a - b);
	const at = (name: string, size: number, of: (seen: Seen) => number): number =>
		medianOf(bySize.get(size)?.get(name), of);
	const cpu = (name: string, size = main): number => at(name, size, (seen) => seen.cpu);
	const same = bySize.get(main)?.get(SAME) ?? [];
	const more = medianOf(
		(bySize.get(main)?.get('Busha') ?? []).map((seen, round) => seen.cpu - (same[round]?.cpu ?? NaN)),
		(value) => value,
	);
	return {
		title: `Create ${count(main)} customers`,
		about:
			'A server that answers at once and has no limits. CPU time of the process that runs n8n’s engine, for each item, as the median of rounds in which everybody takes a turn. Busha looks for the email address first, so that a customer is not made twice: two requests an item. The bare loop is a node of a few lines that does nothing but read the email address, which is an expression, and send the requests.',
		columns: ['', 'CPU an item (ms)', 'to the bare loop', 'time an item (ms)', 'requests', 'items lost', 'growth'],
		rows: names.map((name) => [
			name,
			figure(cpu(name)),
			figure(cpu(name) / cpu('Bare loop')),
			figure(at(name, main, ({ wall }) => wall)),
			count(at(name, main, ({ requests }) => requests)),
			count(at(name, main, ({ missing }) => missing)),
			figure(
				exponentOf(sizes.filter((size) => bySize.get(size)?.has(name)).map((size) => [size, cpu(name, size) * size])),
			),
		]),
		targets: [
			atMost(
				`CPU an item at most ${MORE_MS} ms above the bare loop that sends the same requests`,
				more,
				MORE_MS,
				' ms',
			),
		],
		notes: [
			`What n8n itself costs: the bare loop takes ${figure(cpu(SAME) - cpu(PLAIN))} ms more an item than the same two requests sent without n8n.`,
			`Growth is the exponent of the CPU time over ${sizes.map(count).join(', ')} items, or the first two of these sizes: 1 means in proportion.`,
		],
		charts: [
			{
				kind: 'bars',
				file: 'bench-create.svg',
				title: `CPU time for each of ${count(main)} customers`,
				unit: 'ms',
				bars: names.map((name) => ({ name, value: cpu(name) })),
			},
		],
	};
}
