import { badRequest, notFound } from '../errors';
import { Decimal } from '../money';
import { newId } from '../ids';
import { timestamp } from '../timestamps';
import { atMarketPrice } from './misquote';
import type { Quote } from './quote';
import type { World } from './world';

/** Marks a quote whose time has come. */
export function expireIfDue(world: World, quote: Quote): void {
	if (quote.status === 'pending' && world.clock.now() >= quote.expiresAt)
		world.quotes.change(quote, { status: 'expired' }, quote.expiresAt);
}

/** Ends the quote's life now: the one with this id, or the profile's newest pending one. */
export function expireQuote(world: World, profileId: string, id: string | undefined): void {
	const quote =
		id === undefined
			? world.quotes.rows(profileId).findLast(({ status }) => status === 'pending')
			: world.quotes.byId.get(id);
	if (!quote || quote.status !== 'pending') return;
	quote.expiresAt = world.clock.now();
	expireIfDue(world, quote);
}

/** Uses a quote up: exactly once, and only while it lives, unless a form says otherwise. Returns what is executed. */
export function acceptQuote(world: World, profileId: string, id: string): Quote {
	const quote = world.quotes.find(id, profileId);
	if (!quote) throw notFound('Quote not found');
	expireIfDue(world, quote);
	if (quote.status === 'accepted' && world.forms.secondTransfer === 'refused')
		throw badRequest('Quote has already been used');
	if (quote.status === 'expired' && world.forms.expiredQuote === 'refused') throw badRequest('Quote has expired');
	const executed = quote.status === 'expired' ? atMarketPrice(quote) : quote;
	if (quote.pay_in.type === 'balance')
		world.balances.hold(profileId, quote.source_currency, new Decimal(executed.source_amount));
	world.quotes.change(quote, { status: 'accepted', updated_at: world.stamp() }, world.clock.now());
	return executed;
}

/** Stores a quote that nobody has executed, like another one, made at `at`, epoch milliseconds of emulator time. */
export function storeOlder(world: World, like: Quote, at: number, reference: string): void {
	const { profile_id } = like;
	const expiresAt = at + (like.expiresAt - like.row.at);
	world.quotes.add({
		...like,
		id: newId('QUO_', 12),
		row: world.quotes.nextRow(profile_id, at),
		reference,
		status: 'expired',
		expiresAt,
		created_at: timestamp(at),
		updated_at: timestamp(expiresAt),
	});
}
