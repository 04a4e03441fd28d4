import type { IDataObject } from 'n8n-workflow';

import { type Busha, path } from '../api/client';
import { BushaError } from '../api/failure';
import { rescue } from '../api/rescue';
import type { Transfer } from '../api/types';
import { progress } from '../money/status';
import type { Delivery } from './delivery';
import { type Family, familyOf } from './events';

/**
 * What the API says to a delivery.
 * - `agrees`: it shows what was delivered, or is further along. `object` is `null` for families that it cannot read.
 * - `contradicts`: what was delivered is not there yet, or it failed since.
 * - `unknown`: it has no such object.
 * - `unreachable`: it gave no answer that tells.
 */
export type Confirmation = { says: 'agrees'; object: IDataObject | null } | { says: 'contradicts' | 'unknown' | 'unreachable' };

interface Lookup {
	path: string;
	/** The customer that the object belongs to. */
	profileId?: string;
}

const TRANSFER_WAY = ['pending', 'processing', 'funds_received', 'funds_converted', 'outgoing_payment_sent', 'funds_delivered', 'completed'];
const REFUNDED = ['funds_refunded', 'reversed'];

/** For each status of a delivery, the statuses at the API that bear it out. */
const BORNE_OUT: Readonly<Record<'customer' | 'payment_request', Readonly<Record<string, readonly string[]>>>> = {
	customer: {
		in_review: ['in_review', 'active'],
		active: ['active'],
		rejected: ['rejected'],
		inactive: ['inactive'],
	},
	payment_request: {
		pending: ['pending', 'processing', 'completed'],
		processing: ['processing', 'completed'],
		completed: ['completed'],
		expired: ['expired'],
		failed: ['failed'],
		cancelled: ['cancelled'],
	},
};

/** Where to read the object of a delivery, if the API has a place for its family. */
export function lookupOf({ event, data }: Delivery): Lookup | undefined {
	const owner = typeof data.profile_id === 'string' && data.profile_id.startsWith('CUS_') ? data.profile_id : undefined;
	const lookups: Readonly<Partial<Record<Family, () => Lookup>>> = {
		customer: () => ({ path: path`/v1/customers/${data.id}` }),
		transfer: () => ({ path: path`/v1/transfers/${data.id}`, profileId: owner }),
		payment_request: () => ({ path: path`/v1/payments/requests/${data.id}` }),
	};
	return lookups[familyOf(event)]?.();
}

/** Whether the object, as the API shows it, bears out what the event says about it. */
export function bearsOut(event: string, object: IDataObject): boolean {
	const family = familyOf(event);
	const status = String(object.status);
	const claim = event.slice(event.lastIndexOf('.') + 1);
	if (family === 'transfer') return transferBearsOut(claim, object as Transfer);
	if (family !== 'customer' && family !== 'payment_request') return true;
	const accepted = BORNE_OUT[family][claim];
	// An event that names no known status, such as customer.updated, says only that the object is there.
	return accepted === undefined || accepted.includes(status);
}

function transferBearsOut(claim: string, transfer: Transfer): boolean {
	const failed = progress({ ...transfer, status: claim }) === 'failed';
	if (REFUNDED.includes(claim)) return REFUNDED.includes(transfer.status);
	if (failed) return progress(transfer) === 'failed';
	if (claim === 'completed') return progress(transfer) === 'done';
	if (progress(transfer) === 'failed') return false;
	return TRANSFER_WAY.indexOf(transfer.status) >= TRANSFER_WAY.indexOf(claim);
}

/** Reads the object of a delivery, in the context of its owner, and compares it. Does not throw for what Busha answers. */
export async function confirm(api: Busha, delivery: Delivery): Promise<Confirmation> {
	return await rescue<Confirmation, BushaError>(compare(api, delivery), BushaError, ({ failure }) => ({
		says: failure.httpCode === 404 ? 'unknown' : 'unreachable',
	}));
}

async function compare(api: Busha, delivery: Delivery): Promise<Confirmation> {
	const lookup = lookupOf(delivery);
	if (!lookup) return { says: 'agrees', object: null };
	const object = await api.as(lookup.profileId).get<IDataObject>(lookup.path);
	const agrees = object.id === delivery.data.id && bearsOut(delivery.event, object);
	return agrees ? { says: 'agrees', object } : { says: 'contradicts' };
}
