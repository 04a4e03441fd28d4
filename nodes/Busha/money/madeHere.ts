import type { Busha } from '../api/client';
import type { Quote } from '../api/types';
import { ownerOf } from '../fields/customer';
import { Recent } from '../once/recent';
import { digestOf, type Referenced } from './order';

interface Made {
	quote: Quote;
	/** What was asked for. */
	digest: string;
}

/** The quotes that this process has made lately, by account, profile, kind and reference: lists may show them late. */
const made = new Recent<string, readonly Made[]>(10_000);

/** What tells payments with one reference apart from all others. */
export function keyOf({ account, profileId }: Busha, { kind, quote: { reference } }: Referenced): string {
	return [account, ownerOf(profileId), kind, reference].join(' ');
}

export function noteMade(api: Busha, order: Referenced, quote: Quote): void {
	const key = keyOf(api, order);
	made.set(key, [...(made.get(key) ?? []), { quote, digest: digestOf(order, api.profileId) }]);
}

/** The quotes of this process with the reference of an order, of whichever payment. */
export function madeHere(api: Busha, order: Referenced): Quote[] {
	return (made.get(keyOf(api, order)) ?? []).map(({ quote }) => quote);
}

/** Whether this process made the quote for just this order. */
export function madeFor(api: Busha, order: Referenced, quoteId: string): boolean {
	const digest = digestOf(order, api.profileId);
	return (made.get(keyOf(api, order)) ?? []).some((one) => one.quote.id === quoteId && one.digest === digest);
}

const untouched = new Recent<string, boolean>(10_000);

/** Notes that this process has made a quote, which nobody has posted yet. */
export function noteQuote(quoteId: string): void {
	untouched.set(quoteId, true);
}

export function notePosted(quoteId: string): void {
	untouched.set(quoteId, false);
}

/** Whether this process has posted the quote before, in whichever execution. */
export function wasPosted(quoteId: string): boolean {
	return untouched.get(quoteId) === false;
}

/** Whether this process has made the quote and not posted it: then nobody is likely to have. */
export function isUntouched(quoteId: string): boolean {
	return untouched.get(quoteId) === true;
}
