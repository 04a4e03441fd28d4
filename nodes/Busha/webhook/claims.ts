import type { IDataObject } from 'n8n-workflow';

import { transferStatus } from '../api/transferStatus';
import type { Transfer } from '../api/types';
import { progress } from '../money/status';
import { type Family, familyOf } from './events';

/**
 * What an object, as the API shows it, makes of the claim of an event.
 * - `bornOut`: it shows what is claimed, or is further along.
 * - `early`: it does not show it yet.
 * - `outdated`: it has moved on for good, to where the claim does not hold any more.
 */
export type Verdict = 'bornOut' | 'early' | 'outdated';

type Statuses = Readonly<Record<string, readonly string[]>>;
type Listed = Extract<Family, 'customer' | 'payment_request'>;

/** For each status that an event claims, the statuses that bear it out. */
const BORNE_OUT: Readonly<Record<Listed, Statuses>> = {
	customer: {
		in_review: ['submitted', 'in_review', 'active'],
		active: ['active'],
		rejected: ['rejected'],
		inactive: ['inactive'],
	},
	payment_request: {
		pending: ['pending', 'processing', 'under_payment', 'over_payment', 'multiple_deposits', 'completed'],
		processing: ['processing', 'under_payment', 'over_payment', 'multiple_deposits', 'completed'],
		completed: ['completed'],
		expired: ['expired'],
		failed: ['failed'],
		cancelled: ['cancelled'],
	},
};

const ENDED = ['completed', 'expired', 'failed', 'cancelled'];

/** For each status that an event claims, the statuses that it cannot come after any more. */
const OUTDATED: Readonly<Record<Listed, Statuses>> = {
	customer: { in_review: ['rejected'], rejected: ['active'] },
	payment_request: Object.fromEntries(Object.keys(BORNE_OUT.payment_request).map((claim) => [claim, ENDED])),
};

/** Compares what an event says about an object with what the API shows of it. */
export function verdictOn(event: string, object: IDataObject): Verdict {
	const family = familyOf(event);
	const claim = event.slice(event.lastIndexOf('.') + 1);
	if (family === 'transfer') return transferVerdict(claim, object as Transfer);
	if (family !== 'customer' && family !== 'payment_request') return 'bornOut';
	const status = String(object.status);
	const accepted = BORNE_OUT[family][claim];
	// An event that names no known status, such as customer.updated, says only that the object is there.
	if (accepted === undefined || accepted.includes(status)) return 'bornOut';
	return OUTDATED[family][claim]?.includes(status) ? 'outdated' : 'early';
}

/** A status that is not known comes before all others. */
const stepOf = (status: string): number => transferStatus(status).step ?? -1;

function transferVerdict(claim: string, transfer: Transfer): Verdict {
	const shown = progress(transfer);
	if (progress({ ...transfer, status: claim }) === 'failed') {
		if (shown === 'done') return 'outdated';
		const refunded = transferStatus(claim).refunded ? transferStatus(transfer.status).refunded : shown === 'failed';
		return refunded ? 'bornOut' : 'early';
	}
	if (shown === 'failed') return 'outdated';
	if (claim === 'completed') return shown === 'done' ? 'bornOut' : 'early';
	return stepOf(transfer.status) >= stepOf(claim) ? 'bornOut' : 'early';
}
