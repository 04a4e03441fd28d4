import type { Busha, Settled } from '../api/client';
import { BushaError, knowing } from '../api/failure';
import type { Quote, Transfer } from '../api/types';
import { compare, isDecimal } from '../fields/decimal';
import type { KnownQuote, Memory } from '../once/memory';
import { inWords, type Kind, type Order } from './order';
import { progress } from './status';
import { differs, mayReport, type Sameness } from './sameness';

/** The error of a transfer that has failed for good. */
export function failed(transfer: Transfer): BushaError {
	const reason = transfer.error?.message ?? transfer.status_description ?? transfer.status;
	return new BushaError({
		outcome: 'rejected',
		message: `The transfer failed: ${reason}`,
		advice: `Its status is ${transfer.status}. Correct the cause, then pay again with a new reference. Money that was taken is refunded by Busha; check the balance first.`,
		name: transfer.error?.code,
		transferId: transfer.id,
		quoteId: transfer.quote_id,
	});
}

/** What is shown may be behind, so a payment in the last moment may not be shown yet. */
const BEHIND_MS = 60_000;

/** Whether nobody has paid into the account of a deposit, and nobody can any more, by the server's clock. */
function ranOut(api: Busha, { status, pay_in: payIn }: Transfer): boolean {
	const end = Date.parse(payIn?.expires_at ?? '') + BEHIND_MS;
	return status === 'pending' && end <= (api.serverNow()?.earliest ?? NaN);
}

/** A transfer that exists, as the result of an item: an error when it has failed, or can no longer be paid into. */
export function result(api: Busha, { value, replayed }: Settled<Transfer>, kind: Kind): Settled<Transfer> {
	if (progress(value, kind) === 'failed') throw failed(value);
	if (!replayed || kind !== 'deposit' || !ranOut(api, value)) return { value, replayed };
	throw new BushaError({
		outcome: 'rejected',
		message: 'The account of the deposit has expired, and nothing was paid into it',
		advice: 'Ask for the deposit again with a new reference.',
		transferId: value.id,
		quoteId: value.quote_id,
	});
}

/** A transfer that was found and is the payment that is asked for. Throws when it is another one, or when that cannot be told. */
export function asAsked(transfer: Transfer, found: Sameness, { quote }: Order, by = 'with this reference'): Transfer {
	if (mayReport(found)) return transfer;
	const known = { transferId: transfer.id, quoteId: transfer.quote_id };
	const [asked, made] = [inWords(quote), inWords(transfer)];
	if (differs(found)) {
		throw new BushaError({
			outcome: 'notSent',
			message: `Another payment was already made ${by}`,
			advice: `Nothing was paid now. The transfer ${transfer.id} is for ${made}; this item asks for ${asked}. Give each payment a reference of its own.`,
			...known,
		});
	}
	throw new BushaError({
		outcome: 'unknown',
		message: `A payment was already made ${by}, but Busha does not show whether it is the same`,
		advice: `Do not pay again before you know. Compare the transfer ${transfer.id} with this item, which asks for ${asked}.`,
		...known,
	});
}

/** The error of a payment names its quote, whether Busha's transfers do or not. */
export async function told<T>(memory: Memory, paying: Promise<T>): Promise<T> {
	return await knowing(paying, ({ quoteId }) => ({ quoteId: quoteId ?? memory.quote?.id }));
}

/** How messages name what made a payment that is found. */
export const BY_EARLIER_TRY = 'by an earlier try of this item';

/** A transfer that an earlier try of the same item made. It is known, but it must not show anything else. */
export function asBefore(transfer: Transfer, found: Sameness, order: Order): Transfer {
	return differs(found) ? asAsked(transfer, found, order, BY_EARLIER_TRY) : transfer;
}

/** An open quote with the same reference that is not provably the same payment. */
export function notProven(quote: Quote, found: Sameness): BushaError {
	const what = differs(found) ? 'asks for another payment' : 'may ask for another payment';
	const until = quote.expires_at ? ` until ${quote.expires_at}` : '';
	return new BushaError({
		outcome: 'unknown',
		message: `An open quote with the same reference ${what}`,
		advice: `This item paid nothing, but the quote ${quote.id} (${inWords(quote)}) can still be executed${until}. Wait until then, look for its transfer, and run the item again.`,
		quoteId: quote.id,
	});
}

/** Several open quotes with one reference, of which Busha does not show when they were made. */
export function notOrdered(quotes: readonly Quote[]): BushaError {
	const ids = quotes.map(({ id }) => id).join(', ');
	return new BushaError({
		outcome: 'unknown',
		message: 'Several open quotes have the same reference, and Busha does not show which was made first',
		advice: `This item paid nothing, but another execution may still execute one of them (${ids}). Wait for half an hour, until they have ended, and run the item again.`,
		quoteId: quotes[0]?.id,
	});
}

/** The output of an operation that makes a transfer: as the API shows it, marked when it existed before. */
export function output({ value, replayed }: Settled<Transfer>): Transfer {
	return replayed ? { ...value, replayed } : value;
}

/** Busha's list of quotes does not show one that has to be there, so it may not show others either. */
export function notShown(quoteId: string, what: string): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: `Busha's list of quotes does not show ${what}, or not what it is for`,
		advice: 'Nothing was paid, since it cannot be checked whether the reference was used before. Try again later.',
		quoteId,
	});
}

/** Throws when a transfer moved money, but not as its quote said: other amounts, or those of another profile. */
export function asQuoted(
	api: Busha,
	transfer: Transfer,
	{ id, source_amount: source, target_amount: target }: KnownQuote,
): Transfer {
	const other = (asked: unknown, made: unknown): boolean =>
		isDecimal(asked) && isDecimal(made) && compare(asked, made) !== 0;
	const foreign = api.profileId !== undefined && Boolean(transfer.profile_id) && transfer.profile_id !== api.profileId;
	if (!foreign && !other(source, transfer.source_amount) && !other(target, transfer.target_amount)) return transfer;
	const moved = `${transfer.source_amount ?? ''} ${transfer.source_currency ?? ''} of ${transfer.profile_id ?? 'an unnamed profile'}`;
	throw new BushaError({
		outcome: 'unknown',
		message: 'Busha made another transfer than its quote said',
		advice: `Do not pay again. The transfer ${transfer.id} moves ${moved}. Ask Busha about it.`,
		transferId: transfer.id,
		quoteId: id,
	});
}
