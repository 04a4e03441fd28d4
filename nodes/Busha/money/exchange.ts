import type { Fee, Quote } from '../api/types';
import { add, compare, isDecimal, multiply } from '../fields/decimal';

/** Units of the source and of the target currency that are worth the same. */
export interface Parity {
	source: string;
	target: string;
}

/**
 * The quote's rate. `rate.rate` counts the counter currency for one unit of the base currency: selling, the source is
 * the base; buying, the target is. `undefined` when the quote does not tell.
 */
export function parityOf({ rate, source_currency, target_currency }: Quote): Parity | undefined {
	if (source_currency === target_currency && rate?.rate === undefined) return { source: '1', target: '1' };
	if (!isDecimal(rate?.rate) || compare(rate.rate, '0') <= 0) return undefined;
	if (rate.side === 'sell' || source_currency === target_currency) return { source: '1', target: rate.rate };
	return rate.side === 'buy' ? { source: rate.rate, target: '1' } : undefined;
}

/** Fees by the currency that they are charged in, as decimal strings. */
export interface Charged {
	inSource: string;
	inTarget: string;
}

/** A fee in a currency of the quote, by its converted amount if it was charged in a third one. */
function chargedIn(
	fee: Partial<Fee> | null,
	{ source_currency, target_currency }: Quote,
): { amount: string; currency: string } | undefined {
	const found = [fee?.amount, fee?.converted_amount].find(
		(money) => money && isDecimal(money.amount) && [source_currency, target_currency].includes(money.currency),
	);
	return found && { amount: found.amount, currency: found.currency };
}

/** The sum of all fees, or the name of the first one that is charged in neither of the two currencies. */
export function chargedOf(quote: Quote): Charged | string {
	const sum: Charged = { inSource: '0', inTarget: '0' };
	for (const fee of Array.isArray(quote.fees) ? (quote.fees as ReadonlyArray<Fee | null>) : []) {
		const charged = chargedIn(fee, quote);
		if (!charged) return fee?.name ?? 'without a name';
		if (charged.currency === quote.source_currency) sum.inSource = add(sum.inSource, charged.amount);
		else sum.inTarget = add(sum.inTarget, charged.amount);
	}
	return sum;
}

const decimals = (amount: string): number => amount.split('.')[1]?.length ?? 0;

/** The smallest step of an amount as it is written, a hundredth at most: Busha drops trailing zeros. */
const step = (amount: string): string => `0.${'1'.padStart(Math.max(2, decimals(amount)), '0')}`;

const smaller = (a: string, b: string): string => (compare(a, b) < 0 ? a : b);

/** How far an amount may be from the exact one, as it was rounded to its step; never more than this part of it. */
const MOST_ROUNDED = '0.005';
const rounding = (amount: string): string => smaller(step(amount), multiply(amount, MOST_ROUNDED));

/** Rates are shown rounded. */
const TOLERANCE = '0.001';

/** Which amount of a quote was given, so that only the other one was rounded. */
export type Given = 'source' | 'target' | 'neither';

/**
 * Whether the target follows from the source by the quote's own rate: not more than without any fee, and not less than
 * with all fees that the quote names. Both sides are multiplied by the parity's source, to stay exact.
 */
export function amountsAgree(quote: Quote, given: Given): boolean {
	const parity = parityOf(quote);
	const charged = chargedOf(quote);
	const { source_amount: source, target_amount: target } = quote;
	if (!parity || typeof charged === 'string' || !isDecimal(source) || !isDecimal(target)) return false;
	const without = multiply(source, parity.target);
	const fees = add(multiply(charged.inSource, parity.target), multiply(charged.inTarget, parity.source));
	const ofSource = given === 'source' ? '0' : multiply(rounding(source), parity.target);
	const ofTarget = given === 'target' ? '0' : multiply(rounding(target), parity.source);
	const slack = [multiply(without, TOLERANCE), ofSource, ofTarget].reduce(add);
	const arrives = multiply(target, parity.source);
	return compare(arrives, add(without, slack)) <= 0 && compare(add(add(arrives, fees), slack), without) >= 0;
}
