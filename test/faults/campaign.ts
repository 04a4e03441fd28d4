import { type Emulator, startEmulator } from '../../emulator';
import { namesOf } from './hostileForms';
import { judge, type Verdict } from './invariants';
import { type Payer, play } from './play';
import { type Draw, scheduleOf } from './schedule';

/** What was played and found: in all, or under one form of the API. */
export interface Tally {
	schedules: number;
	requests: number;
	counts: Verdict['counts'];
	duplicates: number;
	lost: number;
	falseReports: number;
	unreported: number;
}

export interface Totals extends Tally {
	/** How often each kind of fault was put on a request. */
	faults: Record<string, number>;
	/** By form of the API; a schedule with several forms counts for each. */
	byForm: Record<string, Tally>;
	/** Seeds of schedules that broke an invariant, with what was found. */
	failing: Array<{ seed: number; findings: string[] }>;
}

const newTally = (): Tally => ({
	schedules: 0,
	requests: 0,
	duplicates: 0,
	lost: 0,
	falseReports: 0,
	unreported: 0,
	counts: { items: 0, transfers: 0, success: 0, unknown: 0, rejected: 0, notSent: 0 },
});

export const newTotals = (): Totals => ({ ...newTally(), faults: {}, byForm: {}, failing: [] });

function added<Key extends string>(a: Record<Key, number>, b: Record<Key, number>): Record<Key, number> {
	const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Key[];
	return Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)])) as Record<Key, number>;
}

function both(a: Tally, b: Tally): Tally {
	return {
		schedules: a.schedules + b.schedules,
		requests: a.requests + b.requests,
		counts: added(a.counts, b.counts),
		duplicates: a.duplicates + b.duplicates,
		lost: a.lost + b.lost,
		falseReports: a.falseReports + b.falseReports,
		unreported: a.unreported + b.unreported,
	};
}

/** The totals of two parts together. */
export function sum(a: Totals, b: Totals): Totals {
	const forms = [...new Set([...Object.keys(a.byForm), ...Object.keys(b.byForm)])];
	const byForm = Object.fromEntries(
		forms.map((form) => [form, both(a.byForm[form] ?? newTally(), b.byForm[form] ?? newTally())]),
	);
	return { ...both(a, b), faults: added(a.faults, b.faults), byForm, failing: [...a.failing, ...b.failing] };
}

export interface Campaign {
	/** The seed of the first schedule. */
	first: number;
	count: number;
	draw?: Draw;
	/** Told after every schedule. */
	progress?: (totals: Totals) => void;
	/** Who pays instead of this package's node. */
	payer?: Payer;
}

/** Plays the schedules of `count` seeds and adds up what was found. */
export async function campaign({ first, count, draw, progress, payer }: Campaign): Promise<Totals> {
	let totals = newTotals();
	for (let seed = first; seed < first + count; seed++) {
		// A new account each time: nothing that the node learned about the last one's limits is left over.
		const emulator = await startEmulator();
		totals = sum(totals, await one(emulator, seed, draw, payer).finally(async () => await emulator.stop()));
		progress?.(totals);
	}
	return totals;
}

async function one(emulator: Emulator, seed: number, draw?: Draw, payer?: Payer): Promise<Totals> {
	const played = await play(emulator, scheduleOf(seed, draw), payer);
	const { counts, duplicates, lost, falseReports, unreported } = judge(played);
	const tally: Tally = {
		schedules: 1,
		requests: emulator.requests.length,
		counts,
		duplicates: duplicates.length,
		lost: lost.length,
		falseReports: falseReports.length,
		unreported: unreported.length,
	};
	const findings = [...duplicates, ...lost, ...falseReports, ...unreported];
	const { forms, refusesAfterCommit } = played.schedule;
	const names =
		refusesAfterCommit === undefined
			? namesOf(forms)
			: [...namesOf(forms), `refusesAfterCommit: ${refusesAfterCommit}`];
	return {
		...tally,
		faults: Object.fromEntries(played.faults),
		byForm: Object.fromEntries(names.map((name) => [name, tally])),
		failing: findings.length > 0 ? [{ seed, findings }] : [],
	};
}

/** A tally in one line. */
export function summary({ schedules, requests, counts, duplicates, lost, falseReports, unreported }: Tally): string {
	const { items, transfers, success, unknown, rejected, notSent } = counts;
	return (
		`${schedules} schedules, ${requests} requests, ${items} item reports (${success} paid, ${unknown} unknown, ${rejected} rejected, ` +
		`${notSent} not sent), ${transfers} transfers: ${duplicates} duplicates, ${lost} lost, ${falseReports} false reports, ${unreported} without a report`
	);
}
