import { badRequest, notFound } from '../errors';
import { newId } from '../ids';
import { Decimal } from '../money';
import { page } from '../paging';
import { timestamp } from '../timestamps';
import { omitEmpty, without } from './omit';
import { priceQuote } from './pricing';
import type { Quote, QuoteRequest } from './quote';
import { checkQuote } from './quoteRules';
import { created, ok, param, type Handler, type World } from './world';

const LIFETIME = 30 * 60_000;

const create: Handler = ({ world, body, profileId }) => {
	const request = body as QuoteRequest;
	const payIn = request.pay_in ?? { type: 'balance' };
	world.mustBeActive(profileId);
	const { source, target, payOut } = checkQuote(world, profileId, request, payIn, request.pay_out ?? { type: 'balance' });
	const price = priceQuote(request, source, target, payIn, payOut);
	if (payIn.type === 'balance') world.balances.mustHold(profileId, source.code, new Decimal(price.source_amount));
	const now = world.clock.now();
	const id = newId('QUO_', 12);
	const quote: Quote = {
		id,
		row: world.quotes.nextRow(profileId, now),
		profile_id: profileId,
		source_currency: source.code,
		target_currency: target.code,
		...price,
		quote_currency: request.quote_currency,
		quote_amount: request.quote_amount,
		pay_in: payIn,
		pay_out: payOut,
		reversal_policy: request.reversal_policy,
		reference: request.reference || id,
		status: 'pending',
		expiresAt: now + LIFETIME,
		created_at: world.stamp(),
		updated_at: world.stamp(),
	};
	world.quotes.add(quote);
	return created('Created quote successfully', quoteAnswer(quote));
};

const list: Handler = ({ world, query, profileId }) => {
	const blind = world.lookups.blinds('quotes', world.clock.now());
	const { rows, pagination } = page(blind ? [] : world.quotes.rows(profileId), query);
	for (const quote of rows) expireIfDue(world, quote);
	return ok('Fetched quotes successfully', rows.map(quoteAnswer), pagination);
};

const get: Handler = (call) => {
	const quote = call.world.quotes.find(param(call, 'id'), call.profileId);
	if (!quote) throw notFound('Quote not found');
	expireIfDue(call.world, quote);
	return ok('Fetched quote successfully', quoteAnswer(quote));
};

/** A quote as the API answers it; a crypto deposit in one currency shows no expiry, as seen in the field. */
export function quoteAnswer(record: Quote) {
	const quote = without(record, 'row', 'expiresAt');
	const pay_in = without(quote.pay_in, 'phone');
	const hidesExpiry = quote.source_currency === quote.target_currency && pay_in.type === 'address';
	return omitEmpty({ ...quote, pay_in, pay_out: omitEmpty(quote.pay_out), expires_at: hidesExpiry ? undefined : timestamp(record.expiresAt) });
}

/** Marks a quote whose time has come. */
export function expireIfDue(world: World, quote: Quote): void {
	if (quote.status === 'pending' && world.clock.now() >= quote.expiresAt) quote.status = 'expired';
}

/** Ends the quote's life now: the one with this id, or the profile's newest pending one. */
export function expireQuote(world: World, profileId: string, id: string | undefined): void {
	const quote = id === undefined
		? world.quotes.rows(profileId).findLast(({ status }) => status === 'pending')
		: world.quotes.byId.get(id);
	if (!quote || quote.status !== 'pending') return;
	quote.expiresAt = world.clock.now();
	expireIfDue(world, quote);
}

/** Uses a quote up: exactly once, and only while it lives. */
export function acceptQuote(world: World, profileId: string, id: string): Quote {
	const quote = world.quotes.find(id, profileId);
	if (!quote) throw notFound('Quote not found');
	expireIfDue(world, quote);
	if (quote.status === 'accepted') throw badRequest('Quote has already been used');
	if (quote.status === 'expired') throw badRequest('Quote has expired');
	if (quote.pay_in.type === 'balance') world.balances.hold(profileId, quote.source_currency, new Decimal(quote.source_amount));
	quote.status = 'accepted';
	quote.updated_at = world.stamp();
	return quote;
}

export const quoteHandlers: Record<string, Handler> = { createQuote: create, listQuotes: list, getQuote: get };
