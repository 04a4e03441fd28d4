/** Where a transfer stands: still going, done, or failed for good. A status that is not known is still going. */
export type Progress = 'going' | 'done' | 'failed';

interface TransferStatus {
	/** How n8n shows it. */
	label: string;
	progress: Progress;
	/** It is the end when the money stays in a balance: `always`, or only when nothing is converted. */
	doneInBalance?: 'always' | 'unconverted';
	/** Its place on the way of a transfer that succeeds. */
	step?: number;
	/** A failure after which the money still moves: it comes back later. */
	resumes?: boolean;
	/** The money of a failed transfer has come back. */
	refunded?: boolean;
	/** Busha's lists of transfers cannot be filtered by it. */
	unfiltered?: boolean;
}

/** The statuses that Busha gives to transfers, as its guide on transfer statuses defines them. In the order of their labels. */
const STATUSES: ReadonlyMap<string, TransferStatus> = new Map(
	Object.entries<TransferStatus>({
		cancelled: { label: 'Cancelled', progress: 'failed' },
		completed: { label: 'Completed', progress: 'done', step: 6, unfiltered: true },
		failed: { label: 'Failed', progress: 'failed', unfiltered: true },
		funds_converted: { label: 'Funds Converted', progress: 'going', doneInBalance: 'always', step: 3 },
		funds_delivered: { label: 'Funds Delivered', progress: 'done', step: 5 },
		funds_not_delivered: { label: 'Funds Not Delivered', progress: 'failed', resumes: true },
		funds_received: { label: 'Funds Received', progress: 'going', doneInBalance: 'unconverted', step: 2 },
		funds_refunded: { label: 'Funds Refunded', progress: 'failed', refunded: true },
		outgoing_payment_sent: { label: 'Outgoing Payment Sent', progress: 'going', step: 4 },
		pending: { label: 'Pending', progress: 'going', step: 0 },
		processing: { label: 'Processing', progress: 'going', step: 1 },
		reverse_fund_conversion: { label: 'Reverse Fund Conversion', progress: 'failed', resumes: true },
		reversed: { label: 'Reversed', progress: 'failed', refunded: true, unfiltered: true },
	}),
);

const UNKNOWN: TransferStatus = { label: '', progress: 'going' };

/** What a status of a transfer means. One that is not known says nothing. */
export function transferStatus(status: unknown): TransferStatus {
	return STATUSES.get(String(status)) ?? UNKNOWN;
}

/** The statuses of transfers with their labels, by which they can be chosen. */
export const TRANSFER_STATUSES = [...STATUSES].map(([value, { label }]) => ({ name: label, value }));

/** Whether Busha's lists of transfers can be filtered by a status. */
export function filtersTransfers(status: string): boolean {
	return STATUSES.has(status) && transferStatus(status).unfiltered !== true;
}
