import type { Forms } from '../forms';
import { Decimal, roundDown, text } from '../money';
import { CURRENCIES } from './currencies';
import type { Quote } from './quote';
import { detailsOf } from './recipient';
import type { World } from './world';

type Change = (quote: Quote, world: World) => Partial<Quote>;

const CHANGES: Record<Forms['quoted'], Change> = {
	asAsked: () => ({}),
	/** Somebody else of the same profile is to be paid. */
	otherRecipient: ({ profile_id, pay_out }, world) => {
		const same = world.recipients.byId.get(pay_out.recipient_id ?? '');
		const other =
			same && world.recipients.rows(profile_id).find(({ id, type }) => id !== same.id && type === same.type);
		return other ? { pay_out: { ...pay_out, recipient_id: other.id, recipient_details: detailsOf(other) } } : {};
	},
	/** A tenth less arrives than was asked for, or than rate and fees give. */
	lessTarget: (quote) => ({ target_amount: times(quote.target_amount, '0.9', quote.target_currency) }),
	/** The rate that is shown is better than the one that the amounts follow from. */
	rateOff: ({ rate }) => ({ rate: { ...rate, rate: rateTimes(rate, '1.01') } }),
	/** Fees are taken, but not shown. */
	noFees: () => ({ fees: [] }),
	/** A tenth more is taken. */
	moreSource: (quote) => ({ source_amount: times(quote.source_amount, '1.1', quote.source_currency) }),
	/** Both amounts are twice what they should be. */
	otherAmount: (quote) => ({
		source_amount: times(quote.source_amount, '2', quote.source_currency),
		target_amount: times(quote.target_amount, '2', quote.target_currency),
	}),
};

/** Makes a new quote differ from what was asked for, as the form says. */
export function misquoted(world: World, quote: Quote): Quote {
	return { ...quote, ...CHANGES[world.forms.quoted](quote, world) };
}

/** The quote at a later price, at which less arrives for the same money. */
export function atMarketPrice(quote: Quote): Quote {
	const rate = { ...quote.rate, rate: rateTimes(quote.rate, '0.97') };
	return { ...quote, rate, target_amount: times(quote.target_amount, '0.97', quote.target_currency) };
}

function times(amount: string, factor: string, currency: string): string {
	return text(roundDown(new Decimal(amount).times(factor), CURRENCIES.get(currency)?.decimals ?? 0));
}

/** A rate that gives so many times as much of the target: a lower price when buying. */
function rateTimes({ rate, side }: Quote['rate'], factor: string): string {
	return text(side === 'buy' ? new Decimal(rate).div(factor).round(8) : new Decimal(rate).times(factor));
}
