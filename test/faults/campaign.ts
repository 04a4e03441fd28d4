import { type Emulator, startEmulator } from '../emulator';
import { judge, type Verdict } from './invariants';
import { play } from './play';
import { scheduleOf } from './schedule';

export interface Totals {
	schedules: number;
	requests: number;
	faults: Map<string, number>;
	counts: Verdict['counts'];
	duplicates: number;
	lost: number;
	falseReports: number;
	/** Seeds of schedules that broke an invariant, with what was found. */
	failing: Array<{ seed: number; findings: string[] }>;
}

/** Plays the schedules of `count` seeds, beginning with `first`, and adds up what was found. */
export async function campaign(first: number, count: number, progress: (totals: Totals) => void = () => {}): Promise<Totals> {
	const totals: Totals = {
		schedules: 0,
		requests: 0,
		faults: new Map(),
		counts: { items: 0, transfers: 0, success: 0, unknown: 0, rejected: 0, notSent: 0 },
		duplicates: 0,
		lost: 0,
		falseReports: 0,
		failing: [],
	};
	for (let seed = first; seed < first + count; seed++) {
		// A new account each time: nothing that the node learned about the last one's limits is left over.
		const emulator = await startEmulator();
		await one(emulator, seed, totals).finally(async () => await emulator.stop());
		progress(totals);
	}
	return totals;
}

async function one(emulator: Emulator, seed: number, totals: Totals): Promise<void> {
	const played = await play(emulator, scheduleOf(seed));
	const verdict = judge(emulator, played);
	totals.schedules++;
	totals.requests += emulator.requests.length;
	for (const [name, times] of played.faults) totals.faults.set(name, (totals.faults.get(name) ?? 0) + times);
	for (const key of Object.keys(totals.counts) as Array<keyof Verdict['counts']>) totals.counts[key] += verdict.counts[key];
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
