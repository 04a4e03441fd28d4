import { BushaError } from '../api/failure';
import type { Quote } from '../api/types';
import { add, compare, isDecimal, multiply } from '../fields/decimal';
import { chargedOf, parityOf } from './exchange';

/** What a quote must not exceed. Amounts are decimal strings; what is not given is not checked. */
export interface Guards {
	/** Most that all fees together may cost, in the source currency. */
	maxFee?: string;
	/** Fewest units of the target currency for one unit of the source currency. */
	minRate?: string;
	/** Most that may leave the source balance. */
	maxSourceAmount?: string;
}

function refused(quote: Quote, message: string): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message,
		advice: 'Nothing was paid. Try again later, or change the limit in Options.',
		quoteId: quote.id,
	});
}

function checkFees(quote: Quote, maxFee: string): void {
	const rate = parityOf(quote);
	const charged = chargedOf(quote);
	if (typeof charged === 'string') throw refused(quote, `The fee "${charged}" cannot be compared with Maximum Fee`);
	if (!rate) throw refused(quote, 'The quote has no rate, so its fees cannot be compared with Maximum Fee');
	const { inSource, inTarget } = charged;
	// fee in source units = inSource + inTarget * source / target; multiplied by `target` to stay exact
	const total = add(multiply(inSource, rate.target), multiply(inTarget, rate.source));
	if (compare(total, multiply(maxFee, rate.target)) <= 0) return;
	const seen = [
		inSource !== '0' && `${inSource} ${quote.source_currency}`,
		inTarget !== '0' && `${inTarget} ${quote.target_currency}`,
	].filter(Boolean);
	throw refused(quote, `The fees of ${seen.join(' and ')} are above Maximum Fee (${maxFee} ${quote.source_currency})`);
}

function checkRate(quote: Quote, minRate: string): void {
	const rate = parityOf(quote);
	if (!rate) throw refused(quote, 'The quote has no rate that can be compared with Minimum Rate');
	if (compare(rate.target, multiply(minRate, rate.source)) >= 0) return;
	const seen =
		rate.source === '1'
			? `1 ${quote.source_currency} = ${rate.target} ${quote.target_currency}`
			: `1 ${quote.target_currency} = ${rate.source} ${quote.source_currency}`;
	throw refused(
		quote,
		`The rate (${seen}) is below Minimum Rate (${minRate} ${quote.target_currency} for 1 ${quote.source_currency})`,
	);
}

/** Throws a {@link BushaError} with outcome `notSent` when the quote breaks a guard. What cannot be compared is refused. */
export function check(quote: Quote, { maxFee, minRate, maxSourceAmount }: Guards): void {
	if (
		maxSourceAmount !== undefined &&
		!(isDecimal(quote.source_amount) && compare(quote.source_amount, maxSourceAmount) <= 0)
	) {
		throw refused(
			quote,
			`The payment would take ${quote.source_amount} ${quote.source_currency}, above Maximum Source Amount (${maxSourceAmount})`,
		);
	}
	if (maxFee !== undefined) checkFees(quote, maxFee);
	if (minRate !== undefined) checkRate(quote, minRate);
}
