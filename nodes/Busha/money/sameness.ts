import type { Quote, Recipient, Transfer } from '../api/types';
import { isBusiness } from '../fields/customer';
import { compare, isDecimal, multiply } from '../fields/decimal';
import { leg } from './legs';
import { all, type Match, number, text } from './match';
import type { Order, QuoteRequest } from './order';
import { payeeOf } from './payee';

/** What two payments have to share to be the same. */
export const ASPECTS = ['profile', 'currencies', 'amount', 'payIn', 'payOut', 'issuer', 'reversal'] as const;

export type Sameness = Readonly<Record<(typeof ASPECTS)[number], Match>>;

/** What an order is compared with: a quote or a transfer, as far as it is shown. */
export type Found = Partial<
	Pick<Quote & Transfer, 'profile_id' | 'source_currency' | 'target_currency' | 'source_amount' | 'target_amount'>
> &
	Pick<Quote, 'quote_amount' | 'quote_currency' | 'quote_rate' | 'rate' | 'pay_in' | 'pay_out' | 'reversal_policy'>;

/** Whether what Busha shows is of the profile that is asked for: a customer, or the business. */
export function profileOf(asked: string | undefined, shown: string | null | undefined): Match {
	if (!shown) return 'notShown';
	const own = isBusiness(asked) ? !shown.startsWith('CUS_') : shown === asked;
	return own ? 'agrees' : 'differs';
}

/** Rates are shown rounded, and amounts too. */
const NEAR = '0.01';

function near(a: string, b: string): boolean {
	const [small, large] = compare(a, b) < 0 ? [a, b] : [b, a];
	return compare(large, multiply(small, `1${NEAR.slice(1)}`)) <= 0;
}

/**
 * The worth in a fiat currency. That Busha repeats it proves nothing: the source amount has to follow from it, by the
 * rate that Busha's specification shows for it, or by the quote's own if it is the target's currency.
 */
function worth(
	asked: QuoteRequest,
	{ quote_amount, quote_currency, quote_rate, rate, source_amount, target_currency }: Found,
): Match {
	if (asked.quote_amount === undefined) return 'agrees';
	const repeated = all([number(asked.quote_amount, quote_amount), text(asked.quote_currency, quote_currency)]);
	const shown = quote_rate?.rate ?? (asked.quote_currency === target_currency ? rate?.rate : undefined);
	if (repeated === 'differs' || !isDecimal(shown) || !isDecimal(source_amount))
		return repeated === 'differs' ? repeated : 'notShown';
	const fits =
		near(multiply(source_amount, shown), asked.quote_amount) ||
		near(multiply(asked.quote_amount, shown), source_amount);
	return fits ? 'agrees' : 'differs';
}

/** Whether Busha shows a policy of its own where none is asked for is not known, so it neither agrees nor differs. */
function policy(asked: string | undefined, shown: string | undefined): Match {
	return asked === undefined && shown ? 'notShown' : text(asked, shown);
}

/** Compares what Busha shows with what is asked, side by side. `recipient` is the one that is asked for, if it was read. */
export function sameness(
	found: Found,
	{ quote: asked }: Order,
	profileId: string | undefined,
	recipient?: Recipient,
): Sameness {
	return {
		profile: profileOf(profileId, found.profile_id),
		currencies: all([
			text(asked.source_currency, found.source_currency),
			text(asked.target_currency, found.target_currency),
		]),
		amount: all([
			number(asked.source_amount, found.source_amount),
			number(asked.target_amount, found.target_amount),
			worth(asked, found),
		]),
		payIn: leg(asked.pay_in, found.pay_in),
		payOut: leg(asked.pay_out, found.pay_out, recipient),
		issuer: payeeOf(asked.pay_out, found.pay_out, recipient).issuer,
		reversal: policy(asked.reversal_policy, found.reversal_policy),
	};
}

/** The two together: a payment as its quote and its transfer show it. */
export function both(a: Sameness, b: Sameness): Sameness {
	const together = (x: Match, y: Match): Match =>
		x === 'differs' || y === 'differs' ? 'differs' : x === 'agrees' ? x : y;
	return Object.fromEntries(ASPECTS.map((aspect) => [aspect, together(a[aspect], b[aspect])])) as Sameness;
}

/** Whether something that is shown is not what is asked. */
export const differs = (found: Sameness): boolean => ASPECTS.some((aspect) => found[aspect] === 'differs');

/** Whether everything that is asked is shown, and agrees: good enough to execute a quote that somebody else made. */
export const isProven = (found: Sameness): boolean => ASPECTS.every((aspect) => found[aspect] === 'agrees');

/** Whether all that is shown agrees, currencies and amount at least: good enough to report a transfer that exists. */
export function mayReport(found: Sameness): boolean {
	return !differs(found) && found.currencies === 'agrees' && found.amount === 'agrees';
}
