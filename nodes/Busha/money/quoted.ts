import { type Busha, path } from '../api/client';
import { BushaError } from '../api/failure';
import type { Quote, Recipient } from '../api/types';
import { amountsAgree, type Given } from './exchange';
import { check } from './guards';
import { needsAccount, showsAccount } from './payee';
import { givenBy, inWords, type Order } from './order';
import { differs, type Found, sameness, type Sameness } from './sameness';

/** The recipients that were read in a run, by profile and id. */
export type Recipients = Map<string, Recipient>;

/** Compares what Busha shows with an order. The recipient is read, once a run, when only its account is shown. */
export async function compareWith(api: Busha, recipients: Recipients, found: Found, order: Order): Promise<Sameness> {
	const id = order.quote.pay_out?.recipient_id;
	if (id === undefined || !needsAccount(found.pay_out, id)) return sameness(found, order, api.profileId);
	const key = `${api.profileId ?? ''} ${id}`;
	const recipient = recipients.get(key) ?? (await api.get<Recipient>(path`/v1/recipients/${id}`));
	recipients.set(key, recipient);
	return sameness(found, order, api.profileId, recipient);
}

function notExecuted(quote: Quote, message: string): BushaError {
	const shown = `The quote is for ${inWords(quote)}, of ${quote.profile_id || 'an unnamed profile'}.`;
	return new BushaError({
		outcome: 'notSent',
		message,
		advice: `Nothing was paid. ${shown} Tell Busha if it happens again.`,
		quoteId: quote.id,
	});
}

/** What of a quote must hold whoever made it: a customer's own profile, and amounts that follow from its rate and fees. */
export function checkConsistent(
	quote: Quote,
	profileId: string | undefined,
	{ profile }: Pick<Sameness, 'profile'>,
	given: Given,
): void {
	if (profile === 'differs')
		throw notExecuted(quote, 'Busha quoted with the money of another profile than the one that was asked for');
	if (profileId !== undefined && profile !== 'agrees')
		throw notExecuted(quote, 'Busha does not show whose money the quote would take');
	if (!amountsAgree(quote, given))
		throw notExecuted(quote, "The quote's amounts do not follow from its rate and its fees");
}

/**
 * Throws a {@link BushaError} with outcome `notSent` when a quote, whoever made it, is not the one that is asked for, or
 * breaks a guard. Profile, currencies and amount have to be shown; a destination has to agree where it is shown.
 */
export function checkChosen(
	quote: Quote,
	found: Sameness,
	{ quote: asked, guards }: Order,
	profileId: string | undefined,
): void {
	if (differs({ ...found, profile: 'agrees' }) || found.currencies !== 'agrees' || found.amount !== 'agrees')
		throw otherPayment(quote);
	if (found.payOut === 'notShown' && showsAccount(quote.pay_out))
		throw notExecuted(quote, 'The account that Busha shows cannot be compared with the recipient');
	checkConsistent(quote, profileId, found, givenBy(asked));
	check(quote, guards);
}

/** The same for a quote that was just made, which names no other recipient than it was made with, not even one with the same account. */
export function checkNew(quote: Quote, found: Sameness, order: Order, profileId: string | undefined): void {
	const { recipient_id: asked } = order.quote.pay_out ?? {};
	if ((quote.pay_out?.recipient_id ?? asked) !== asked) throw otherPayment(quote);
	checkChosen(quote, found, order, profileId);
}

function otherPayment(quote: Quote): BushaError {
	return notExecuted(quote, 'Busha quoted another payment than the one that was asked for');
}
