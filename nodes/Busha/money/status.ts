import type { Transfer } from '../api/types';

/** Where a transfer stands: still going, done, or failed for good. A status that is not known is still going. */
export type Progress = 'going' | 'done' | 'failed';

const FAILED = ['failed', 'cancelled', 'funds_not_delivered', 'funds_refunded', 'reverse_fund_conversion', 'reversed'];

/**
 * Reads a transfer's status as Busha's guide on transfer statuses defines it. `funds_received` and `funds_converted`
 * are final only when the money stays in a balance; `funds_received` only without a conversion besides.
 */
export function progress({ status, pay_out: payOut, source_currency, target_currency }: Transfer): Progress {
	if (FAILED.includes(status)) return 'failed';
	if (status === 'completed' || status === 'funds_delivered') return 'done';
	const staysInBalance = payOut?.type === undefined || payOut.type === 'balance';
	if (status === 'funds_converted' && staysInBalance) return 'done';
	return status === 'funds_received' && staysInBalance && source_currency === target_currency ? 'done' : 'going';
}
