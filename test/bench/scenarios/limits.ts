import type { IDataObject } from 'n8n-workflow';

import { contenders, customerItems, paymentItems, PEERS } from '../contenders';
import { count, figure, type Result, type Scenario } from '../result';
import { type Contender, exponentOf, runContender } from '../run';
import { madeIn, withVirtualWorld } from '../virtualWorld';

const MINUTE_MS = 60_000;
const A_MINUTE = 20;
const SIZE = 60;
const [RATIO, REFUSED] = [1.05, 0.01];
const NAMES = [...PEERS.slice(0, 2), 'HTTP Request, in batches', ...PEERS.slice(2)];

interface Kind {
	what: string;
	work: 'createCustomers' | 'pay';
	items: (size: number) => IDataObject[];
}

const KINDS: readonly Kind[] = [
	{ what: 'customers', work: 'createCustomers', items: (size) => customerItems(size, 0) },
	{ what: 'payouts', work: 'pay', items: (size) => paymentItems(size) },
];

interface Seen {
	made: number;
	reported: number;
	took: number;
	requests: number;
	refused: number;
	error?: string;
}

async function measure(contender: Contender, input: IDataObject[]): Promise<Seen> {
	return await withVirtualWorld({}, async (virtual) => {
		const { emulator, stripe, world } = virtual;
		const begun = emulator.clock.now();
		const { items, error } = await runContender(contender, world, input);
		return {
			made: new Set(madeIn(virtual)).size,
			reported: items.length,
			took: emulator.clock.now() - begun,
			requests: emulator.requests.length + stripe.requests,
			refused: emulator.requests.filter(({ status }) => status === 429).length + stripe.refused,
			error: error?.message,
		};
	});
}

/** No minute lets more than the limit through, so the last items start after this time. */
const floorOf = (size: number): number => (Math.ceil(size / A_MINUTE) - 1) * MINUTE_MS;

async function ofKind({ what, work, items }: Kind): Promise<Pick<Result, 'rows' | 'targets'>> {
	const rows: string[][] = [];
	const targets: Result['targets'] = [];
	for (const contender of contenders(work, NAMES)) {
		const { made, reported, took, requests, refused, error } = await measure(contender, items(SIZE));
		const [all, ratio] = [reported === SIZE, took / floorOf(SIZE)];
		rows.push([
			`${SIZE} ${what}: ${contender.name}`,
			`${made}`,
			`${reported}`,
			all ? figure(took / 1000) : '-',
			all ? ratio.toFixed(3) : '-',
			`${refused} of ${requests}`,
			error === undefined ? 'done' : 'the run fails',
		]);
		if (contender.name === 'Busha')
			targets.push({
				target: `${SIZE} ${what} at the limits: all done, at most ${RATIO} times the floor, at most 1 % answers 429`,
				seen: `${reported} done, ${ratio.toFixed(3)} times, ${refused} of ${requests}`,
				met: all && made === SIZE && ratio <= RATIO && refused <= REFUSED * requests,
			});
	}
	return { rows, targets };
}

async function growth(sizes: readonly number[]): Promise<string> {
	const [busha] = contenders('pay', ['Busha']) as [Contender];
	const points: Array<readonly [number, number]> = [];
	const told: string[] = [];
	for (const size of sizes) {
		const { took } = await measure(busha, paymentItems(size));
		points.push([size, took]);
		const floor = floorOf(size);
		told.push(
			`${count(size)} payouts ${figure(took / 1000)} s${floor > 0 ? `, ${(took / floor).toFixed(3)} times the floor` : ''}`,
		);
	}
	const above = points.slice(1).map(([size, took]) => [size, took] as const);
	return `How it grows: ${told.join('; ')}. From the second size on the exponent is ${figure(exponentOf(above))}; the first fits into one minute and does not wait for the limit.`;
}

/** Busha's published limits, with time that passes at once while somebody waits. */
export const limits: Scenario = {
	name: 'limits',
	run: async (quick) => {
		const parts = [];
		for (const kind of KINDS) parts.push(await ofKind(kind));
		return {
			title: 'At Busha’s published limits',
			about: `Busha lets 20 new customers, 20 quotes and 20 transfers a minute through. Time passes at once while everybody waits, so three minutes take a second and the network takes no time. The floor is ${floorOf(SIZE) / 1000} seconds for ${SIZE} items: no two windows of a minute may hold more than 20. Stripe’s node talks to a local server with the same limits. “In batches” is the best setting of the HTTP Request node: 20 items, then a pause of a minute.`,
			columns: ['', 'made', 'reported', 'took (s)', 'to the floor', '429', 'the end'],
			rows: parts.flatMap(({ rows }) => rows),
			targets: parts.flatMap(({ targets }) => targets),
			notes: [await growth(quick ? [6, 60] : [6, 60, 600])],
			charts: [],
		};
	},
};
