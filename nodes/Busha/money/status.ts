import type { Transfer } from '../api/types';
import { kindOf } from './order';

/** Where a transfer stands: still going, done, or failed for good. A status that is not known is still going. */
export type Progress = 'going' | 'done' | 'failed';

const FAILED = ['failed', 'cancelled', 'funds_not_delivered', 'funds_refunded', 'reverse_fund_conversion', 'reversed'];

/**
 * Reads a transfer's status as Busha's guide on transfer statuses defines it. `funds_received` and `funds_converted`
 * are final only when the money stays in a balance, as the kind of the payment says (who does not know it takes what the transfer shows); `funds_received` only without a
 * conversion besides.
 */
export function progress(transfer: Transfer, kind = kindOf(transfer)): Progress {
	const { status, source_currency, target_currency } = transfer;
	if (FAILED.includes(status)) return 'failed';
	if (status === 'completed' || status === 'funds_delivered') return 'done';
	if (kind === 'payout') return 'going';
	if (status === 'funds_converted') return 'done';
	return status === 'funds_received' && source_currency === target_currency ? 'done' : 'going';
}
