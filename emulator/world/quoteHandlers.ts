import { notFound } from '../errors';
import { newId } from '../ids';
import { Decimal } from '../money';
import { page } from '../paging';
import { timestamp } from '../timestamps';
import { knownCurrency } from './currencies';
import { misquoted } from './misquote';
import { priceQuote, worthRate } from './pricing';
import { quoteAnswer, type QuoteRequest } from './quote';
import { expireIfDue } from './quoteLife';
import { checkAmounts, checkQuote } from './quoteRules';
import { listed, readable } from './visibility';
import { created, ok, param, type Handler } from './world';

const LIFETIME = 30 * 60_000;

const create: Handler = ({ world, body, profileId }) => {
	const request = body as QuoteRequest;
	const payIn = request.pay_in ?? { type: 'balance' };
	world.mustBeActive(profileId);
	const { source, target, payOut } = checkQuote(
		world,
		profileId,
		request,
		payIn,
		request.pay_out ?? { type: 'balance' },
	);
	const price = priceQuote(request, source, target, payIn, payOut);
	const now = world.clock.now();
	const id = newId('QUO_', 12);
	const quote = misquoted(world, {
		id,
		row: world.quotes.nextRow(profileId, now),
		profile_id: profileId,
		source_currency: source.code,
		target_currency: target.code,
		...price,
		quote_rate: worthRate(request, source),
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
	});
	if (payIn.type === 'balance') world.balances.mustHold(profileId, source.code, new Decimal(quote.source_amount));
	world.quotes.add(quote);
	return created('Created quote successfully', quoteAnswer(quote, world.forms));
};

/** A price only: it belongs to nobody, is not kept, and asks for no recipient. */
const price: Handler = ({ world, body }) => {
	const request = body as QuoteRequest;
	const payIn = request.pay_in ?? { type: 'balance' };
	const payOut = request.pay_out ?? { type: 'balance' };
	const [source, target] = [knownCurrency(request.source_currency), knownCurrency(request.target_currency)];
	checkAmounts(request, source, target);
	const now = world.clock.now();
	return created('Created quote successfully', {
		id: newId('QUO_', 12),
		source_currency: source.code,
		target_currency: target.code,
		...priceQuote(request, source, target, payIn, payOut),
		pay_in: payIn,
		pay_out: payOut,
		status: 'pending',
		expires_at: timestamp(now + LIFETIME),
		created_at: timestamp(now),
		updated_at: timestamp(now),
	});
};

const list: Handler = ({ world, query, profileId }) => {
	const blind = world.lookups.blinds('quotes', world.clock.now());
	for (const quote of world.quotes.rows(profileId)) expireIfDue(world, quote);
	const { rows, pagination } = page(
		blind ? [] : listed(world, world.quotes, profileId, world.forms.quotesLagMs),
		query,
	);
	return ok(
		'Fetched quotes successfully',
		rows.map((quote) => quoteAnswer(quote, world.forms)),
		pagination,
	);
};

const get: Handler = (call) => {
	const { world, profileId } = call;
	const id = param(call, 'id');
	const kept = world.quotes.find(id, profileId);
	if (kept) expireIfDue(world, kept);
	const quote = readable(world, world.quotes, id, profileId);
	if (!quote) throw notFound('Quote not found');
	return ok('Fetched quote successfully', quoteAnswer(quote, world.forms));
};

export const quoteHandlers: Record<string, Handler> = {
	createQuote: create,
	createPrice: price,
	listQuotes: list,
	getQuote: get,
};
