import { inOwnProcess } from '../inOwnProcess';
import type { Measured } from '../measureProcess';
import { withServers } from '../processes';
import { count, figure, type Scenario } from '../result';
import { exponentOf } from '../run';

const MB = 1_000_000;
const LIMIT = 16 * MB;
/** With more rows n8n would have to hold hundreds of megabytes for the HTTP Request node. */
const MOST_ITEMS = 100_000;

/** Sums over a history of any length. */
export const totals: Scenario = {
	name: 'totals',
	run: async (quick) =>
		await withServers(async (servers) => {
			const sizes = quick ? [1_000, 10_000] : [10_000, 100_000, 1_000_000];
			const seen: Array<Measured & { requests: number; size: number; name: string }> = [];
			let there = 1;
			for (const size of sizes) {
				await servers.ask({ rows: size - there });
				there = size;
				for (const name of size > MOST_ITEMS ? ['Busha'] : ['Busha', 'HTTP Request'])
					seen.push({ size, name, ...(await inOwnProcess(servers, { work: 'totals', name, memory: true })) });
			}
			const own = seen.filter(({ name }) => name === 'Busha');
			const big = own.filter(({ size }) => size >= sizes[sizes.length - 2]!);
			const most = Math.max(...big.map(({ peak }) => peak));
			const spread = most - Math.min(...big.map(({ peak }) => peak));
			return {
				title: 'Add up a long history',
				about:
					'Transaction: Get Totals adds up while it reads. With n8n’s own nodes it takes three: HTTP Request with pagination, Split Out, and Summarize, which hold all rows. Memory is what was alive at most above the start; requests for one row each hundred are the same for both.',
				columns: ['', 'rows', 'requests', 'memory over base (MB)', 'CPU (s)'],
				rows: seen.map(({ size, name, requests, peak, cpuMs }) => [
					name === 'Busha' ? 'Busha' : 'HTTP Request, Split Out, Summarize',
					count(size),
					count(requests),
					figure(peak / MB),
					figure(cpuMs / 1000),
				]),
				targets: [
					{
						target: `memory over base at most 16 MB, the same for ${big.map(({ size }) => count(size)).join(' and ')} rows`,
						seen: big.map(({ peak }) => `${figure(peak / MB)} MB`).join(', '),
						met: most <= LIMIT && spread <= LIMIT / 4,
					},
				],
				notes: [
					`Memory grows with the exponent ${figure(exponentOf(own.map(({ size, peak }) => [size, peak])))}, CPU time with ${figure(exponentOf(own.map(({ size, cpuMs }) => [size, cpuMs])))} (garbage is collected all the time here, so it is too high).`,
				],
				charts: [
					{
						kind: 'lines',
						file: 'bench-totals.svg',
						title: 'Memory to add up a history',
						x: 'rows',
						y: 'MB',
						lines: ['Busha', 'HTTP Request'].map((name) => ({
							name,
							points: seen.filter((one) => one.name === name).map(({ size, peak }) => [size, peak / MB] as const),
						})),
					},
				],
			};
		}),
};
