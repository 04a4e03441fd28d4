import { notFound } from '../errors';
import { newId } from '../ids';
import { Decimal } from '../money';
import { page } from '../paging';
import { misquoted } from './misquote';
import { priceQuote, worthRate } from './pricing';
import { quoteAnswer, type QuoteRequest } from './quote';
import { expireIfDue } from './quoteLife';
import { checkQuote } from './quoteRules';
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

export const quoteHandlers: Record<string, Handler> = { createQuote: create, listQuotes: list, getQuote: get };
