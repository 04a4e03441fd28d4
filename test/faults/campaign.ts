import { type Emulator, startEmulator } from '../../emulator';
import { judge, type Verdict } from './invariants';
import { bushaNode, play, type Payer } from './play';
import { scheduleOf } from './schedule';

export interface Totals {
	schedules: number;
	requests: number;
	/** How often each kind of fault was put on a request. */
	faults: Record<string, number>;
	counts: Verdict['counts'];
	duplicates: number;
	lost: number;
	falseReports: number;
	/** Seeds of schedules that broke an invariant, with what was found. */
	failing: Array<{ seed: number; findings: string[] }>;
}

export function newTotals(): Totals {
	const counts = { items: 0, transfers: 0, success: 0, unknown: 0, rejected: 0, notSent: 0 };
	return { schedules: 0, requests: 0, faults: {}, counts, duplicates: 0, lost: 0, falseReports: 0, failing: [] };
}

function added<Key extends string>(a: Record<Key, number>, b: Record<Key, number>): Record<Key, number> {
	const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Key[];
	return Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)])) as Record<Key, number>;
}

/** The totals of two parts together. */
export function sum(a: Totals, b: Totals): Totals {
	return {
		schedules: a.schedules + b.schedules,
		requests: a.requests + b.requests,
		faults: added(a.faults, b.faults),
		counts: added(a.counts, b.counts),
		duplicates: a.duplicates + b.duplicates,
		lost: a.lost + b.lost,
		falseReports: a.falseReports + b.falseReports,
		failing: [...a.failing, ...b.failing],
	};
}

/** Plays the schedules of `count` seeds, beginning with `first`, and adds up what was found. */
export async function campaign(
	first: number,
	count: number,
	progress: (totals: Totals) => void = () => {},
	payer: Payer = bushaNode,
): Promise<Totals> {
	const totals = newTotals();
	for (let seed = first; seed < first + count; seed++) {
		// A new account each time: nothing that the node learned about the last one's limits is left over.
		const emulator = await startEmulator();
		await one(emulator, seed, totals, payer).finally(async () => await emulator.stop());
		progress(totals);
	}
	return totals;
}

async function one(emulator: Emulator, seed: number, totals: Totals, payer: Payer): Promise<void> {
	const played = await play(emulator, scheduleOf(seed), payer);
	const verdict = judge(emulator, played);
	totals.schedules++;
	totals.requests += emulator.requests.length;
	totals.faults = added(totals.faults, Object.fromEntries(played.faults));
	totals.counts = added(totals.counts, verdict.counts);
	totals.duplicates += verdict.duplicates.length;
	totals.lost += verdict.lost.length;
	totals.falseReports += verdict.falseReports.length;
	const findings = [...verdict.duplicates, ...verdict.lost, ...verdict.falseReports];
	if (findings.length > 0) totals.failing.push({ seed, findings });
}

/** The totals in one line. */
export function summary({ schedules, requests, counts, duplicates, lost, falseReports }: Totals): string {
	const { items, transfers, success, unknown, rejected, notSent } = counts;
	return (
		`${schedules} schedules, ${requests} requests, ${items} item reports (${success} paid, ${unknown} unknown, ${rejected} rejected, ` +
		`${notSent} not sent), ${transfers} transfers: ${duplicates} duplicates, ${lost} lost, ${falseReports} false reports`
	);
}
