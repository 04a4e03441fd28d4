import { type Progress, transferStatus } from '../api/transferStatus';
import type { Transfer } from '../api/types';
import { kindOf } from './order';

export type { Progress } from '../api/transferStatus';

/**
 * Reads where a transfer stands. Some statuses are final only when the money stays in a balance, as the kind of the
 * payment says; who does not know it takes what the transfer shows.
 */
export function progress(transfer: Transfer, kind = kindOf(transfer)): Progress {
	const { progress: stands, doneInBalance } = transferStatus(transfer.status);
	if (doneInBalance === undefined || kind === 'payout') return stands;
	return doneInBalance === 'always' || transfer.source_currency === transfer.target_currency ? 'done' : stands;
}
