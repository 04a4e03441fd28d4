import { badRequest } from '../errors';
import { Decimal, ZERO, money, roundDown, roundUp, text, type Big } from '../money';
import { type Currency, knownCurrency } from './currencies';
import { depositFee, payoutFee, type LegFee } from './fees';
import type { Fee, PayIn, PayOut, QuoteRequest, Rate } from './quote';
import { conversion, toSource, toTarget, type Conversion } from './rates';

const NO_FEE: LegFee = { name: '', flat: ZERO, part: ZERO };

/** Amounts, rate and fees of a quote. Deposit fees come off the source, payout fees off the target; Busha rounds in its own favour. */
export function priceQuote(request: QuoteRequest, source: Currency, target: Currency, payIn: PayIn, payOut: PayOut) {
	const price = conversion(source.code, target.code);
	const feeIn = depositFee(source, payIn.type);
	const feeOut = payoutFee(target, payOut.type, payOut.network);
	const legs = { in: feeIn ?? NO_FEE, out: feeOut ?? NO_FEE };
	const { sourceAmount, targetAmount } =
		request.target_amount === undefined
			? forward(startAmount(request, source), legs, price, target)
			: backward(new Decimal(request.target_amount), legs, price, source);
	if (targetAmount.lte(0)) throw badRequest('Amount is too small to cover the fees');
	return {
		source_amount: text(sourceAmount),
		target_amount: text(targetAmount),
		rate: rateAnswer(price, source, target),
		fees: [...feeAnswers(feeIn, sourceAmount, source), ...feeAnswers(feeOut, targetAmount, target)],
	};
}

/** The rate of the currency that an amount is given in by its worth. */
export function worthRate({ quote_currency }: QuoteRequest, source: Currency): Rate | undefined {
	return quote_currency === undefined
		? undefined
		: rateAnswer(conversion(source.code, quote_currency), source, knownCurrency(quote_currency));
}

interface Legs {
	in: LegFee;
	out: LegFee;
}

/** The source amount asked for: directly, or as a fiat value. */
function startAmount(request: QuoteRequest, source: Currency): Big {
	if (request.source_amount !== undefined) return new Decimal(request.source_amount);
	const reference = conversion(source.code, request.quote_currency as string);
	return roundUp(toSource(reference, new Decimal(request.quote_amount as string)), source.decimals);
}

function forward(sourceAmount: Big, legs: Legs, price: Conversion, target: Currency) {
	const arrived = sourceAmount.minus(legs.in.flat).minus(sourceAmount.times(legs.in.part));
	const targetAmount = roundDown(toTarget(price, arrived).minus(legs.out.flat), target.decimals);
	return { sourceAmount, targetAmount };
}

function backward(targetAmount: Big, legs: Legs, price: Conversion, source: Currency) {
	const needed = toSource(price, targetAmount.plus(legs.out.flat));
	const sourceAmount = roundUp(needed.plus(legs.in.flat).div(new Decimal(1).minus(legs.in.part)), source.decimals);
	return { sourceAmount, targetAmount };
}

function rateAnswer({ product, rate, side }: Conversion, source: Currency, target: Currency): Rate {
	const common = {
		rate: text(rate),
		side,
		type: 'FIXED' as const,
		source_currency: source.code,
		target_currency: target.code,
	};
	if (product === '') return common;
	const [base, counter] = side === 'sell' ? [source, target] : [target, source];
	return { product, ...common, rate_explained: `1 ${base.code} = ${text(rate)} ${counter.code}` };
}

function feeAnswers(fee: LegFee | undefined, amount: Big, currency: Currency): Fee[] {
	if (!fee) return [];
	const value = fee.part.gt(0) ? roundUp(amount.times(fee.part), currency.decimals) : fee.flat;
	return [{ name: fee.name, amount: money(value, currency.code), type: fee.part.gt(0) ? 'PERCENTAGE' : 'FIXED' }];
}
