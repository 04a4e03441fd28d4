import { Big } from 'big.js';

import { type Booked, FAILED } from './books';
import type { Asked } from './cast';
import { hides } from './hostileForms';
import type { Played, Run } from './play';
import type { Failure, Report } from './reports';

/** What a campaign counts. All findings must stay zero. */
export interface Verdict {
	/** Payments that were made more than once. */
	duplicates: string[];
	/** Items that a run did not report, or more than once. */
	lost: string[];
	/** Reports that are not true. */
	falseReports: string[];
	/** Transfers that no report names. */
	unreported: string[];
	counts: { items: number; transfers: number; success: number; unknown: number; rejected: number; notSent: number };
}

/** Judges a played schedule by Busha's own books. */
export function judge(played: Played): Verdict {
	return new Judge(played).verdict;
}

const failed = ({ status }: Booked): boolean => FAILED.includes(status);

const sameMoney = (a: string, b: string): boolean => Big(a).eq(b);

/** Whether a transfer is what an item asks for, whatever it was asked for itself. */
function pays(transfer: Booked, asked: Asked): boolean {
	return (
		transfer.profile === asked.profile &&
		transfer.currency === asked.currency &&
		sameMoney(transfer.amount, asked.amount) &&
		(asked.account === undefined || transfer.account === asked.account)
	);
}

/** Whether a report names a transfer: as paid, or as what may have happened. */
function names({ success, failure }: Report, { id, quoteId }: Booked): boolean {
	return success?.transferId === id || failure?.transferId === id || failure?.quoteId === quoteId;
}

/** Whether a transfer was asked for as the payment of an item: with its reference, or else its quote, or else its amount. */
function isFor({ asked: order, quoteId }: Booked, asked: Asked): boolean {
	if (order.profile !== asked.profile || !sameMoney(order.amount, asked.amount)) return false;
	if (asked.reference !== undefined) return order.reference === asked.reference;
	return asked.quoteId === undefined || asked.quoteId === quoteId;
}

class Judge {
	readonly verdict: Verdict;
	private readonly transfers: Booked[];

	constructor(private readonly played: Played) {
		const { transfers, imbalances, violations } = played.books;
		this.transfers = transfers;
		this.verdict = {
			duplicates: [],
			lost: [],
			unreported: [],
			falseReports: [...imbalances, ...violations.map((violation) => `the emulator broke its contract: ${violation}`)],
			counts: { items: 0, transfers: transfers.length, success: 0, unknown: 0, rejected: 0, notSent: 0 },
		};
		this.duplicates();
		for (const run of played.runs) if (!run.killed) this.run(run);
		for (const transfer of transfers) {
			this.wanted(transfer);
			this.named(transfer);
		}
	}

	private duplicates(): void {
		const counts = new Map<string, number>();
		for (const transfer of this.transfers) {
			const payment = this.paymentOf(transfer);
			if (payment !== undefined) counts.set(payment, (counts.get(payment) ?? 0) + 1);
		}
		for (const [payment, count] of counts)
			if (count > 1) this.verdict.duplicates.push(`${payment}: ${count} transfers`);
	}

	/** What may have one transfer only: a reference, a quote, or else an item in one execution, unless its payment failed. */
	private paymentOf(transfer: Booked): string | undefined {
		const { runs, schedule } = this.played;
		const { profile, reference } = transfer.asked;
		// A quote that the user names, and whose reference Busha never shows, cannot be told from others with the reference.
		const shown = (quoteId: string | undefined) =>
			quoteId === undefined || !schedule.forms.quoteHides?.includes('reference');
		const referenced = ({ reference: given, quoteId }: Asked) =>
			given !== undefined && given === reference && shown(quoteId);
		if (runs.some(({ asked }) => asked.some(referenced))) return `reference ${reference} of ${profile}`;
		if (runs.some(({ asked }) => asked.some(({ quoteId }) => quoteId === transfer.quoteId)))
			return `quote ${transfer.quoteId}`;
		if (failed(transfer)) return undefined;
		const execution = runs.find(({ name }) => name === transfer.madeBy)?.execution;
		const item = runs
			.filter((run) => run.execution === execution)
			.map(({ asked }) => asked.findIndex((one) => isFor(transfer, one)))
			.find((index) => index >= 0);
		return `item ${item} of execution ${execution}`;
	}

	private run(run: Run): void {
		const { said } = run;
		if (said.crash !== undefined) this.false(run, `crash: ${said.crash}`);
		const items = said.stoppedAt === undefined ? said.expected : [said.stoppedAt, ...(said.alsoFailed ?? [])];
		const count = (numbers: number[], item: number) => numbers.filter((other) => other === item).length;
		for (const item of new Set([...items, ...said.reports.map((report) => report.item)])) {
			const times = count(
				said.reports.map((report) => report.item),
				item,
			);
			if (said.crash === undefined && times !== count(items, item))
				this.verdict.lost.push(`${run.name}: item ${item} was reported ${times} times`);
		}
		const paidFor = new Map<string, Asked>();
		said.reports.forEach(({ item, success, failure }, index) => {
			this.verdict.counts.items++;
			if (success) this.success(run, item, success, paidFor);
			// What is wired back into the node is paid later, or found: the last report of an item says what became of it.
			const last = said.reports.slice(index + 1).every((later) => later.item !== item);
			if (failure) this.failure(run, last ? item : undefined, failure);
		});
		for (const { item, transferId } of said.paid) this.success(run, item, { transferId }, paidFor);
	}

	private success(
		run: Run,
		item: number,
		{ transferId, status = '' }: { transferId: string; status?: string },
		paidFor: Map<string, Asked>,
	): void {
		this.verdict.counts.success++;
		const asked = run.asked[item];
		const transfer = this.transfers.find(({ id }) => id === transferId);
		if (!asked || !transfer || !pays(transfer, asked))
			return this.false(run, `item ${item} was reported as paid, but was not`);
		if (FAILED.includes(status) || (this.played.schedule.wait && failed(transfer)))
			this.false(run, `item ${item} failed, but was reported as done`);
		if (!isFor(transfer, asked) || !this.belongs(run, transfer, asked))
			this.false(run, `item ${item} was reported with the transfer of another payment`);
		const other = paidFor.get(transferId);
		const shared = asked.reference ?? asked.quoteId;
		if (other && other !== asked && (shared === undefined || (other.reference ?? other.quoteId) !== shared))
			this.false(run, `${transferId} was reported for two items`);
		paidFor.set(transferId, asked);
	}

	/** Without a reference, only the execution's own transfers are its items' payments. */
	private belongs({ execution }: Run, { madeBy }: Booked, { reference, quoteId }: Asked): boolean {
		return (
			reference !== undefined ||
			quoteId !== undefined ||
			this.played.runs.find(({ name }) => name === madeBy)?.execution === execution
		);
	}

	private failure(run: Run, item: number | undefined, { outcome, transferId, quoteId }: Failure): void {
		if (outcome !== 'unknown' && outcome !== 'rejected' && outcome !== 'notSent')
			return this.false(run, `item ${item} has the outcome ${outcome}`);
		this.verdict.counts[outcome]++;
		const asked = item === undefined ? undefined : run.asked[item];
		const made = this.transfers.filter(
			(transfer) => asked && run.answersFor.includes(transfer.madeBy) && isFor(transfer, asked) && !failed(transfer),
		);
		for (const transfer of made) {
			if (transfer.id === transferId || (outcome === 'unknown' && transfer.quoteId === quoteId)) continue;
			if (asked?.reference !== undefined && this.toldElsewhere(run, transfer, outcome === 'unknown' ? -1 : item))
				continue;
			this.false(
				run,
				outcome === 'unknown'
					? `item ${item} is unknown without a name, but was paid`
					: `item ${item} was paid, but reported as ${outcome}`,
			);
		}
	}

	/**
	 * Items that share a reference are one payment. What one of them did is told where it was done, and an item that is
	 * itself in doubt need not name it; one that paid nothing told the truth if the payment was made afterwards.
	 */
	private toldElsewhere(run: Run, transfer: Booked, after = -1): boolean {
		const runs = this.played.runs.filter(({ name }) => run.answersFor.includes(name));
		return runs.some(
			({ said }) =>
				said.paid.some(({ transferId }) => transferId === transfer.id) ||
				said.reports.some((report) => names(report, transfer) && (report.success !== undefined || report.item > after)),
		);
	}

	/** Whether the run that made a transfer was asked to. */
	private wanted(transfer: Booked): void {
		const run = this.played.runs.find(({ name }) => name === transfer.madeBy);
		const within = ({ limit }: Asked) => limit === undefined || Big(transfer.amount).lte(limit);
		const wanted = run?.asked.some((asked) => pays(transfer, asked) && isFor(transfer, asked) && within(asked));
		if (run && (!wanted || !transfer.fair))
			this.false(run, `made a payment that was not asked for: ${JSON.stringify(transfer)}`);
	}

	private named(transfer: Booked): void {
		const { runs, schedule } = this.played;
		const named = runs.some(
			({ said }) =>
				said.paid.some(({ transferId }) => transferId === transfer.id) ||
				said.reports.some((report) => names(report, transfer)),
		);
		if (named) return;
		// What a killed run made may be hidden from all others; then whoever comes for the same payment has to say that it failed.
		const killed = runs.find(({ name }) => name === transfer.madeBy)?.killed && hides(schedule.forms);
		const denied = runs.some(({ asked, said }) =>
			said.reports.some(({ item, failure }) => failure && asked[item] && isFor(transfer, asked[item])),
		);
		if (!killed || !denied) this.verdict.unreported.push(`${transfer.id} of ${transfer.madeBy} is in no report`);
	}

	private false({ name }: Run, finding: string): void {
		this.verdict.falseReports.push(`${name}: ${finding}`);
	}
}
