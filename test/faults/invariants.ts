import { Big } from 'big.js';

import type { Emulator, Transfer } from '../../emulator';
import { amountOf, type Execution, type Played, type Report, START_BALANCE } from './play';

/** What a campaign counts. The first three must stay zero. */
export interface Verdict {
	duplicates: string[];
	lost: string[];
	falseReports: string[];
	counts: { items: number; transfers: number; success: number; unknown: number; rejected: number; notSent: number };
}

const FAILED = ['funds_not_delivered', 'funds_refunded', 'failed', 'cancelled'];

function failed(transfer: Transfer): boolean {
	return FAILED.includes(transfer.status);
}

/** Items that are one payment: those that share a reference, in a profile. Else every item is one of its own. */
function paymentOf({ schedule, profiles }: Played, index: number): string {
	const reference = schedule.items[index]?.reference;
	return reference === undefined ? `item ${index}` : `reference ${reference} of ${profiles[index]}`;
}

function indexOf(transfer: Transfer): number {
	return Number(transfer.source_amount) - Number(amountOf(0));
}

/** Judges a played schedule by Busha's own books. */
export function judge(emulator: Emulator, played: Played): Verdict {
	const verdict: Verdict = {
		duplicates: [],
		lost: [],
		falseReports: [],
		counts: { items: 0, transfers: emulator.state.transfers.size, success: 0, unknown: 0, rejected: 0, notSent: 0 },
	};
	duplicates(emulator, played, verdict);
	for (const execution of finals(played)) reports(emulator, played, execution, verdict);
	balances(emulator, played, verdict);
	if (emulator.violations.length > 0) verdict.falseReports.push(`the emulator broke its contract: ${emulator.violations[0]}`);
	return verdict;
}

/** Executions that stand for themselves: one that was continued counts with the one that continued it. */
function finals({ executions }: Played): Execution[] {
	const [first, second] = executions;
	if (!first || !second?.continued) return executions;
	return [{ ...second, added: [...first.added, ...second.added] }];
}

function duplicates(emulator: Emulator, played: Played, verdict: Verdict): void {
	const newExecutions = finals(played).length;
	const counts = new Map<string, number>();
	for (const transfer of emulator.state.transfers.values()) {
		const payment = paymentOf(played, indexOf(transfer));
		counts.set(payment, (counts.get(payment) ?? 0) + 1);
	}
	const referenced = played.schedule.items.some(({ reference }) => reference !== undefined);
	for (const [payment, count] of counts) {
		const allowed = referenced ? 1 : newExecutions;
		if (count > allowed) verdict.duplicates.push(`${payment}: ${count} transfers`);
	}
}

function reports(emulator: Emulator, played: Played, execution: Execution, verdict: Verdict): void {
	if (execution.crash) verdict.falseReports.push(`crash: ${execution.crash}`);
	const made = new Map<number, Transfer[]>();
	for (const transfer of execution.added) made.set(indexOf(transfer), [...(made.get(indexOf(transfer)) ?? []), transfer]);
	for (const transfers of made.values()) {
		if (transfers.length > 1) verdict.duplicates.push(`${transfers.length} transfers for one item in one execution`);
	}
	played.schedule.items.forEach((_item, index) => {
		const all = execution.reports.get(index) ?? [];
		const stopped = execution.stoppedAt;
		if (stopped === undefined || index === stopped) {
			verdict.counts.items++;
			if (all.length !== 1) verdict.lost.push(`item ${index} was reported ${all.length} times`);
		}
		if (stopped !== undefined && index > stopped && made.has(index)) verdict.falseReports.push(`item ${index} was paid after the stop`);
		for (const report of all) judgeReport(emulator, played, index, report, made.get(index) ?? [], verdict);
	});
}

function judgeReport(
	emulator: Emulator,
	played: Played,
	index: number,
	{ success, failure }: Report,
	made: Transfer[],
	verdict: Verdict,
): void {
	if (success) {
		verdict.counts.success++;
		const transfer = emulator.state.transfers.get(success.transferId);
		const right = transfer && transfer.profile_id === played.profiles[index] && paymentOf(played, indexOf(transfer)) === paymentOf(played, index);
		if (!right) verdict.falseReports.push(`item ${index} was reported as paid, but was not`);
		if (played.schedule.wait && transfer && failed(transfer)) verdict.falseReports.push(`item ${index} failed, but was reported as done`);
		return;
	}
	const outcome = failure?.outcome;
	if (outcome !== 'unknown' && outcome !== 'rejected' && outcome !== 'notSent') {
		verdict.falseReports.push(`item ${index} has the outcome ${outcome}`);
		return;
	}
	verdict.counts[outcome]++;
	const happened = made.some((transfer) => !failed(transfer));
	if (outcome !== 'unknown' && happened) verdict.falseReports.push(`item ${index} was paid, but reported as ${outcome}`);
}

/** The balance that pays has lost exactly the transfers that did not fail. */
function balances(emulator: Emulator, played: Played, verdict: Verdict): void {
	for (const profile of new Set(played.profiles)) {
		const transfers = [...emulator.state.transfers.values()].filter((transfer) => transfer.profile_id === profile && !failed(transfer));
		const deposits = played.schedule.items[0]?.kind === 'deposit';
		const moved = transfers.reduce((sum, transfer) => sum.plus(deposits ? transfer.target_amount : transfer.source_amount), Big(0));
		const expected = deposits ? Big(START_BALANCE).plus(moved) : Big(START_BALANCE).minus(moved);
		const { total } = emulator.balance('NGN', profile);
		if (!expected.eq(total)) verdict.falseReports.push(`the balance of ${profile} is ${total} instead of ${expected.toFixed()}`);
	}
}
