import { BushaError } from '../api/failure';
import type { Leg, Quote } from '../api/types';
import { compare, isDecimal } from '../fields/decimal';
import type { Guards } from './guards';

/** The body of `POST /v1/quotes`. */
export interface QuoteRequest {
	source_currency: string;
	target_currency: string;
	source_amount?: string;
	target_amount?: string;
	quote_amount?: string;
	quote_currency?: string;
	pay_in?: Leg;
	pay_out?: Leg;
	reversal_policy?: string;
	reference?: string;
}

/** Where money comes from and where it goes. A leg that is left out is a balance. */
export type Legs = Partial<Pick<QuoteRequest, 'pay_in' | 'pay_out'>>;

/** A payment that should happen once. */
export interface Order {
	kind: Kind;
	quote: QuoteRequest;
	guards: Guards;
	/** Days that a reference is looked for in the past. */
	lookbackDays: number;
	/** Seconds to wait for the end of the transfer, if at all. */
	waitSeconds?: number;
}

export type Kind = 'payout' | 'deposit' | 'convert';

/** The three amount parameters as the API takes them. */
export function amountOf(
	input: Pick<PaymentInput, 'amountType' | 'amount' | 'quoteCurrency'>,
): Pick<QuoteRequest, 'source_amount' | 'target_amount' | 'quote_amount' | 'quote_currency'> {
	if (input.amountType === 'source') return { source_amount: input.amount };
	if (input.amountType === 'target') return { target_amount: input.amount };
	return { quote_amount: input.amount, quote_currency: input.quoteCurrency };
}

/** The parameters that every payment has. */
export interface PaymentInput {
	sourceCurrency: string;
	targetCurrency: string;
	amountType: 'source' | 'target' | 'quote';
	amount: string;
	quoteCurrency?: string;
	reference?: string;
	options: Guards & { referenceLookback?: number; reversalPolicy?: string; waitForCompletion?: boolean; waitTimeout?: number };
}

const LOOKBACK_DAYS = 30;
const WAIT_SECONDS = 300;

/** What the parameters of a payment ask for. `legs` says where the money comes from and where it goes. */
export function orderOf(kind: Kind, input: PaymentInput, legs: Legs): Order {
	const { options } = input;
	return {
		kind,
		quote: {
			source_currency: input.sourceCurrency,
			target_currency: input.targetCurrency,
			...amountOf(input),
			...legs,
			reversal_policy: options.reversalPolicy,
			reference: input.reference,
		},
		guards: options,
		lookbackDays: options.referenceLookback ?? LOOKBACK_DAYS,
		waitSeconds: options.waitForCompletion ? (options.waitTimeout ?? WAIT_SECONDS) : undefined,
	};
}

/** What a quote is for. Busha leaves legs out that are balances. */
export function kindOf({ pay_in: payIn, pay_out: payOut }: Legs): Kind {
	if ((payOut?.type ?? 'balance') !== 'balance') return 'payout';
	return (payIn?.type ?? 'balance') === 'balance' ? 'convert' : 'deposit';
}

const LEG_KEYS = ['recipient_id', 'address', 'network', 'memo', 'phone'] as const;

function sameLeg(asked: Leg | undefined, given: Leg | undefined): boolean {
	if ((asked?.type ?? 'balance') !== (given?.type ?? 'balance')) return false;
	return LEG_KEYS.every((key) => asked?.[key] === undefined || asked[key] === given?.[key]);
}

function sameAmount(asked: string | undefined, given: string | undefined): boolean {
	return asked === undefined || (isDecimal(given) && compare(asked, given) === 0);
}

/** Whether an existing quote would make exactly the payment that is asked for. What the quote does not show counts as different. */
export function wouldPay(quote: Quote, asked: QuoteRequest): boolean {
	return (
		quote.source_currency === asked.source_currency &&
		quote.target_currency === asked.target_currency &&
		sameAmount(asked.source_amount, quote.source_amount) &&
		sameAmount(asked.target_amount, quote.target_amount) &&
		sameAmount(asked.quote_amount, quote.quote_amount) &&
		asked.quote_currency === quote.quote_currency &&
		(asked.reversal_policy ?? '') === (quote.reversal_policy ?? '') &&
		sameLeg(asked.pay_in, quote.pay_in) &&
		sameLeg(asked.pay_out, quote.pay_out)
	);
}

/** Throws a {@link BushaError} when a new quote is not the one that was asked for: another profile, currency, or more money. */
export function checkQuoted(quote: Quote, asked: QuoteRequest, profileId: string | undefined): void {
	const profile = quote.profile_id;
	const foreign = profile !== undefined && (profileId === undefined ? profile.startsWith('CUS_') : profile !== profileId);
	const currencies = quote.source_currency === asked.source_currency && quote.target_currency === asked.target_currency;
	const more = asked.source_amount !== undefined && isDecimal(quote.source_amount) && compare(quote.source_amount, asked.source_amount) > 0;
	if (!foreign && currencies && !more) return;
	throw new BushaError({
		outcome: 'notSent',
		message: 'Busha quoted another payment than the one that was asked for',
		advice: `Nothing was paid. The quote is for ${quote.source_amount} ${quote.source_currency} of ${profile ?? 'an unnamed profile'}.`,
		quoteId: quote.id,
	});
}
