import type { IDataObject } from 'n8n-workflow';

import { type Busha, path } from '../api/client';
import { BushaError, orError } from '../api/failure';
import { type Verdict, verdictOn } from './claims';
import { changedAt, type Delivery } from './delivery';
import { type Family, familyOf } from './events';

/**
 * What the API says to a delivery.
 * - `bornOut`: it shows what was delivered, or is further along. `object` is `null` where it cannot be asked.
 * - `early`, `outdated`: it shows something else, see {@link Verdict}.
 * - `unknown`: it has no such object, although the event is new, so it may have it soon.
 * - `missing`: it still has no such object.
 * - `unreachable`: it gave no answer that tells.
 */
export type Confirmation =
	| { says: 'bornOut'; object: IDataObject | null }
	| { says: Exclude<Verdict, 'bornOut'> | 'unknown' | 'missing' | 'unreachable' };

/** How long the API may take to know the object of an event. */
const NEW_MS = 3_600_000;

interface Lookup {
	path: string;
	/** The customer that the object belongs to. */
	profileId?: string;
	/** Whether the event names no owner: the object may then belong to a customer, whose objects only that customer sees. */
	ownerless?: boolean;
}

/** Where to read the object of a delivery, if the API has a place for its family. */
export function lookupOf({ event, data }: Delivery): Lookup | undefined {
	const owner = typeof data.profile_id === 'string' ? data.profile_id : '';
	const lookups: Readonly<Partial<Record<Family, () => Lookup>>> = {
		customer: () => ({ path: path`/v1/customers/${data.id}` }),
		transfer: () => ({
			path: path`/v1/transfers/${data.id}`,
			profileId: owner.startsWith('CUS_') ? owner : undefined,
			ownerless: !/^(CUS|BUS)_/.test(owner),
		}),
		payment_request: () => ({ path: path`/v1/payments/requests/${data.id}` }),
	};
	return lookups[familyOf(event)]?.();
}

/** Reads the object of a delivery, in the context of its owner, and compares it. Does not throw for what Busha answers. */
export async function confirm(api: Busha, delivery: Delivery, now: number): Promise<Confirmation> {
	const lookup = lookupOf(delivery);
	if (!lookup) return { says: 'bornOut', object: null };
	const compared = await orError(compare(api, delivery, lookup));
	if (!(compared instanceof BushaError)) return compared;
	if (compared.failure.httpCode !== 404) return { says: 'unreachable' };
	return lookup.ownerless ? { says: 'bornOut', object: null } : { says: isNew(delivery, now) ? 'unknown' : 'missing' };
}

/** Whether the event may be so new that the API does not show its object yet. One without a time counts as new. */
function isNew({ data }: Delivery, now: number): boolean {
	const at = Date.parse(changedAt(data) ?? '');
	return Number.isNaN(at) || now - at < NEW_MS;
}

async function compare(api: Busha, { event, data }: Delivery, lookup: Lookup): Promise<Confirmation> {
	const object = await api.as(lookup.profileId).get<IDataObject>(lookup.path);
	if (object.id !== data.id) return { says: 'early' };
	const verdict = verdictOn(event, object);
	return verdict === 'bornOut' ? { says: verdict, object } : { says: verdict };
}
