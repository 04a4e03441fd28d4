import type { Quote } from '../../../emulator';
import { contenders, paymentItems } from '../contenders';
import { count, figure, type Scenario, type Target } from '../result';
import { type Contender, exponentOf, runContender } from '../run';
import { type VirtualWorld, withVirtualWorld } from '../virtualWorld';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS = 30;
const LATER = 6;
const PAGE = 100;

interface Seen {
	requests: number;
	took: number;
}

async function one({ emulator, world }: VirtualWorld, busha: Contender, first: number): Promise<Seen> {
	const [begun, from] = [emulator.clock.now(), emulator.requests.length];
	const { items, error } = await runContender(busha, world, paymentItems(1, first));
	if (items.length !== 1) throw error ?? new Error('The payment was not made');
	return { requests: emulator.requests.length - from, took: emulator.clock.now() - begun };
}

/** What a first and a later execution cost beside quotes of the last 30 days. */
async function beside(quotes: number): Promise<{ first: Seen; later: Seen }> {
	return await withVirtualWorld({}, async (virtual) => {
		const { emulator } = virtual;
		const [plain, busha] = [contenders('pay', ['Bare loop'])[0], contenders('pay', ['Busha'])[0]] as [
			Contender,
			Contender,
		];
		await one(virtual, plain, 0);
		const [like] = emulator.state.quotes.values();
		emulator.addOlderQuotes(like as Quote, quotes, Math.floor((DAYS * DAY_MS) / quotes));
		const first = await one(virtual, busha, 1);
		emulator.clock.advance(60 * MINUTE_MS);
		return { first, later: await one(virtual, busha, 2) };
	});
}

/** One payout with a reference, where there are many older quotes to look through. */
export const olderQuotes: Scenario = {
	name: 'olderQuotes',
	run: async (quick) => {
		const sizes = quick ? [200, 2_000] : [2_000, 20_000, 50_000];
		const seen: Array<{ size: number; first: Seen; later: Seen }> = [];
		for (const size of sizes) seen.push({ size, ...(await beside(size)) });
		const targets = seen.slice(1).map(({ size, first, later }): Target => {
			const pages = Math.ceil(size / PAGE);
			return {
				target: `beside ${count(size)} quotes of ${DAYS} days: first the days asked for, later at most ${LATER} requests`,
				seen: `first ${count(first.requests)} for ${count(pages)} pages, later ${later.requests}`,
				met: first.requests <= pages + LATER && later.requests <= LATER,
			};
		});
		return {
			title: 'One payout with a reference, beside many older quotes',
			about: `Busha cannot be asked for a reference, so the first execution after a start of n8n reads the quotes of the last ${DAYS} days, 100 a request and 100 requests a minute. Later executions read what is new. Nobody else looks: the other nodes pay a second time in 2 requests. Time passes at once here.`,
			columns: ['', 'first: requests', 'took (s)', 'later: requests', 'took (s)'],
			rows: [
				...seen.map(({ size, first, later }) => [
					`Busha, ${count(size)} older quotes`,
					...[first, later].flatMap(({ requests, took }) => [count(requests), figure(took / 1000)]),
				]),
				['All others, whatever is there', '2', '0', '2', '0'],
			],
			targets,
			notes: [
				`Requests of the first execution grow with the exponent ${figure(exponentOf(seen.map(({ size, first }) => [size, first.requests])))}, those of later ones with ${figure(exponentOf(seen.map(({ size, later }) => [size, later.requests])))}.`,
			],
			charts: [],
		};
	},
};
