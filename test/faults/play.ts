import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Emulator, Transfer } from '../../emulator';
import { type BushaOptions, locator, type Parameters, type Ran, runBusha } from '../support/busha';
import { fastTime } from '../support/time';
import type { PlannedItem, Schedule } from './schedule';

/** What the node said about one item. */
export interface Report {
	success?: { transferId: string };
	failure?: { outcome: string; transferId?: string };
}

/** One execution of a schedule: what was reported, and the transfers that it added. */
export interface Execution {
	/** By item; an item without a report was not reached, or its output was dropped by the error that stopped the run. */
	reports: Map<number, Report[]>;
	/** The item at which the workflow stopped. */
	stoppedAt?: number;
	/** Something that was neither a result nor a proper error. */
	crash?: string;
	added: Transfer[];
	/** Continues the one before, so both count as one. */
	continued: boolean;
}

export interface Played {
	schedule: Schedule;
	/** The profile of each item: '' is the business. */
	profiles: string[];
	executions: Execution[];
	/** Kinds of the faults that were really put on a request, with their number. */
	faults: Map<string, number>;
}

export const START_BALANCE = '1000000';

/** The amount tells items apart in Busha's books. */
export function amountOf(index: number): string {
	return String(1000 + index);
}

/** Who makes the payments of a schedule. */
export interface Payer {
	run: (emulator: Emulator, schedule: Schedule, options: BushaOptions) => Promise<Ran>;
	/** How a person reads an error that does not say whether something happened. */
	plainError?: string;
}

/** The Busha node of this package. */
export const bushaNode: Payer = {
	run: async (emulator, schedule, options) => await runBusha(emulator, parameters(schedule), options),
};

function parameters(schedule: Schedule): Parameters {
	const kind = schedule.items[0]?.kind ?? 'payout';
	const common: Parameters = {
		resource: 'transaction',
		operation: kind,
		customerId: '={{ $json.customer }}' as never,
		sourceCurrency: 'NGN',
		amountType: 'source',
		amount: '={{ $json.amount }}',
		...(schedule.items.some(({ reference }) => reference !== undefined) && { reference: '={{ $json.reference }}' }),
		options: schedule.wait ? { waitForCompletion: true, waitTimeout: 120 } : {},
	};
	if (kind === 'convert') return { ...common, targetCurrency: 'USDT' };
	if (kind === 'deposit') return { ...common, targetCurrency: 'NGN', method: 'bankAccount' };
	return { ...common, targetCurrency: 'NGN', destination: 'bankTransfer', recipientId: locator('={{ $json.recipient }}') };
}

interface Cast {
	profiles: string[];
	items: IDataObject[];
}

/** Sets the emulator up: two customers with money and recipients, and the input items. */
function cast(emulator: Emulator, { items }: Schedule): Cast {
	const customers = [emulator.addCustomer().id, emulator.addCustomer().id];
	const all = [emulator.businessId, ...customers];
	for (const customer of customers) emulator.fund('NGN', START_BALANCE, customer);
	const recipients = all.map((id) => emulator.addRecipient({}, id === emulator.businessId ? undefined : id).id);
	const refusing = all.map((id) => emulator.addRecipient({ account_number: '9999999999' }, id === emulator.businessId ? undefined : id).id);
	const input = items.map((item: PlannedItem, index) => ({
		customer: all[item.profile],
		amount: amountOf(index),
		reference: item.reference === undefined ? `only-${index}` : `shared-${item.reference}`,
		recipient: (item.refusedByBank ? refusing : recipients)[item.profile],
	}));
	return { profiles: items.map(({ profile }) => all[profile] ?? ''), items: input as IDataObject[] };
}

function itemIndex({ pairedItem }: INodeExecutionData): number {
	const paired = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof paired === 'number' ? paired : (paired?.item ?? -1);
}

function reportOf({ json }: INodeExecutionData, plainError = 'none'): Report {
	if (typeof json.id === 'string') return { success: { transferId: json.id } };
	const details = (json.details ?? {}) as { outcome?: string; transferId?: string };
	return { failure: { outcome: details.outcome ?? plainError, transferId: details.transferId } };
}

function read(ran: Ran, added: Transfer[], continued: boolean, plainError?: string): Execution {
	const reports = new Map<number, Report[]>();
	const note = (index: number, report: Report) => reports.set(index, [...(reports.get(index) ?? []), report]);
	for (const item of [...ran.items, ...ran.failed]) note(itemIndex(item), reportOf(item, plainError));
	const { error } = ran;
	if (!error) return { reports, added, continued };
	const stoppedAt = error.context?.itemIndex;
	const details = (error.context?.details ?? { outcome: plainError }) as { outcome?: string; transferId?: string };
	if (stoppedAt === undefined || details.outcome === undefined) return { reports, added, continued, crash: error.stack ?? error.message };
	note(stoppedAt, { failure: { outcome: details.outcome, transferId: details.transferId } });
	return { reports, added, continued, stoppedAt };
}

/** Plays a schedule through n8n's engine against a new emulator. */
export async function play(emulator: Emulator, schedule: Schedule, payer: Payer = bushaNode): Promise<Played> {
	const { profiles, items } = cast(emulator, schedule);
	const faults = new Map<string, number>();
	emulator.onRequest((_request, index) => {
		const fault = schedule.faults[index % schedule.faults.length];
		if (fault) faults.set(nameOf(fault), (faults.get(nameOf(fault)) ?? 0) + 1);
		return fault;
	});
	const options = {
		items,
		settings: {
			onError: schedule.onError,
			retryOnFail: schedule.retryOnFail,
			maxTries: 3,
			waitBetweenTries: 1,
		},
	};
	const restore = fastTime(emulator, { requestTimeoutMs: 80 });
	try {
		const executions: Execution[] = [];
		let ran = await payer.run(emulator, schedule, options);
		executions.push(read(ran, [...emulator.state.transfers.values()], false, payer.plainError));
		if (schedule.then === 'newExecution' || (schedule.then === 'retryExecution' && ran.error)) {
			const before = emulator.state.transfers.size;
			const continued = schedule.then === 'retryExecution';
			ran = await payer.run(emulator, schedule, continued ? { ...options, retryOf: ran.run } : options);
			executions.push(read(ran, [...emulator.state.transfers.values()].slice(before), continued, payer.plainError));
		}
		emulator.onRequest(undefined);
		emulator.clock.advance(600_000);
		return { schedule, profiles, executions, faults };
	} finally {
		restore();
	}
}

/** How the totals name a fault. */
export function nameOf(fault: NonNullable<Schedule['faults'][number]>): string {
	if (fault.kind === 'all') return fault.faults.map(nameOf).join(' + ');
	const name = fault.kind === 'answer' ? `${fault.status}${fault.retryAfter === undefined ? '' : ' with Retry-After'}` : fault.kind;
	if (!('commit' in fault) || (fault.kind === 'answer' && fault.status === 429)) return name;
	return `${name} ${fault.commit ? 'after' : 'before'} commit`;
}
