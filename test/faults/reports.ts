import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

import type { RunError } from '../support/busha';
import { itemsOf } from '../support/engine';

/** What a run said about one of its items. */
export interface Report {
	item: number;
	success?: { transferId: string; status?: string };
	failure?: Failure;
}

export interface Failure {
	outcome?: string;
	transferId?: string;
	quoteId?: string;
}

/** All that a run said. */
export interface Said {
	/** Items that it worked on: once for each time that they came in. */
	expected: number[];
	reports: Report[];
	/** The item at which the workflow stopped: n8n drops what was said before, and nothing comes after. */
	stoppedAt?: number;
	/** Other items that the error names as failed or in doubt. */
	alsoFailed?: number[];
	/** What the error that stopped the workflow names as paid. */
	paid: Array<{ item: number; transferId: string }>;
	/** Something that was neither a result nor a proper error. */
	crash?: string;
}

const OUTCOMES = ['notSent', 'rejected', 'unknown'];

/** What one of the node's items says. `plainError` is how a person reads an error without an outcome. */
export function reportOf(item: number, json: IDataObject, plainError?: string): Report {
	if (typeof json.id === 'string')
		return { item, success: { transferId: json.id, status: json.status as string | undefined } };
	return { item, failure: failureFrom(json.details as Failure | undefined, plainError) };
}

function failureFrom({ outcome, transferId, quoteId }: Failure = {}, plainError?: string): Failure {
	return { outcome: outcome ?? plainError, transferId, quoteId };
}

export function pairedItem({ pairedItem: paired }: INodeExecutionData): number {
	const first = Array.isArray(paired) ? paired[0] : paired;
	return typeof first === 'number' ? first : (first?.item ?? -1);
}

/** Reads the error that stopped a run. */
export function stopOf(
	error: RunError | undefined,
	plainError?: string,
): Pick<Said, 'stoppedAt' | 'alsoFailed' | 'paid' | 'crash'> & { stopReports: Report[] } {
	if (!error) return { paid: [], stopReports: [] };
	const { itemIndex, details } = error.context ?? {};
	const {
		paid = [],
		alsoFailed = [],
		...failure
	} = (details ?? {}) as Failure & {
		paid?: Said['paid'];
		alsoFailed?: Array<Failure & { item: number }>;
	};
	const report = { item: itemIndex ?? -1, failure: failureFrom(failure, plainError) };
	if (itemIndex === undefined || !OUTCOMES.includes(report.failure.outcome ?? ''))
		return { paid: [], stopReports: [], crash: error.stack ?? error.message };
	const others = alsoFailed.map(({ item, ...known }) => ({ item, failure: known }));
	return { stoppedAt: itemIndex, paid, alsoFailed: others.map(({ item }) => item), stopReports: [report, ...others] };
}

/** What a node said in all of its passes; `inputs` holds the items of each pass by their number. */
export function saidIn(run: IRun, node: string, inputs: number[][], plainError?: string): Said {
	const reports = inputs.flatMap((items, pass) =>
		[0, 1].flatMap((output) =>
			itemsOf(run, node, output, pass).map((item) => reportOf(items[pairedItem(item)] ?? -1, item.json, plainError)),
		),
	);
	const { stopReports, ...stop } = stopOf(run.data.resultData.error as RunError | undefined, plainError);
	return { expected: inputs.flat(), reports: [...reports, ...stopReports], ...stop };
}
