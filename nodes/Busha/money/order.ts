import { hash } from 'node:crypto';

import type { Leg } from '../api/types';
import type { Given } from './exchange';
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
	/** Seconds between a new quote with a reference and the look at who else has used the reference. */
	settlingSeconds: number;
	/** Seconds to wait for the end of the transfer, if at all. */
	waitSeconds?: number;
}

/** An order that can be found again: by the user's reference, or else by one of the node's own. */
export type Referenced = Order & { quote: { reference: string } };

export type Kind = 'payout' | 'deposit' | 'convert';

/** The three amount parameters as the API takes them. */
export function amountOf(
	input: Pick<PaymentInput, 'amountType' | 'amount' | 'quoteCurrency'>,
): Pick<QuoteRequest, 'source_amount' | 'target_amount' | 'quote_amount' | 'quote_currency'> {
	if (input.amountType === 'source') return { source_amount: input.amount };
	if (input.amountType === 'target') return { target_amount: input.amount };
	return { quote_amount: input.amount, quote_currency: input.quoteCurrency };
}

/** Which amount of its quote a request gives. */
export function givenBy({ source_amount, target_amount }: QuoteRequest): Given {
	if (source_amount !== undefined && target_amount !== undefined) return 'neither';
	return source_amount !== undefined ? 'source' : target_amount !== undefined ? 'target' : 'neither';
}

/** The parameters that every payment has. */
export interface PaymentInput {
	sourceCurrency: string;
	targetCurrency: string;
	amountType: 'source' | 'target' | 'quote';
	amount: string;
	quoteCurrency?: string;
	reference?: string;
	options: Guards & {
		checkBalanceFirst?: boolean;
		referenceLookback?: number;
		settlingTime?: number;
		reversalPolicy?: string;
		waitForCompletion?: boolean;
		waitTimeout?: number;
	};
}

export const LOOKBACK_DAYS = 30;
export const SETTLING_SECONDS = 2;
const WAIT_SECONDS = 300;

/** What the parameters of a payment ask for. `legs` says where the money comes from and where it goes. */
export function orderOf(kind: Kind, input: PaymentInput, legs: Legs): Order {
	const { options } = input;
	const { maxFee, minRate, maxSourceAmount } = options;
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
		guards: { maxFee, minRate, maxSourceAmount },
		lookbackDays: options.referenceLookback ?? LOOKBACK_DAYS,
		settlingSeconds: options.settlingTime ?? SETTLING_SECONDS,
		waitSeconds: options.waitForCompletion ? (options.waitTimeout ?? WAIT_SECONDS) : undefined,
	};
}

/** What is asked, as one short text: body, guards and profile. Two orders with the same digest are the same payment. */
export function digestOf({ kind, quote, guards }: Order, profileId: string | undefined): string {
	return hash('sha256', JSON.stringify([kind, quote, guards, profileId]), 'base64url');
}

/** What a quote is for. Busha leaves legs out that are balances. */
export function kindOf({ pay_in: payIn, pay_out: payOut }: Legs): Kind {
	if ((payOut?.type ?? 'balance') !== 'balance') return 'payout';
	return (payIn?.type ?? 'balance') === 'balance' ? 'convert' : 'deposit';
}

/** A payment in words, such as "5000 NGN into USDT, to the recipient 64ae8c26ea1033204c805a8a". */
export function inWords({
	source_amount,
	source_currency,
	target_amount,
	target_currency,
	pay_out: payOut,
}: Partial<QuoteRequest>): string {
	const leaves = source_amount ? `${source_amount} ${source_currency ?? ''}` : (source_currency ?? '');
	const arrives = target_amount
		? ` (${target_amount} ${target_currency ?? ''} arriving)`
		: target_currency === source_currency
			? ''
			: ` into ${target_currency ?? ''}`;
	const to = payOut?.recipient_id
		? `, to the recipient ${payOut.recipient_id}`
		: payOut?.address
			? `, to ${payOut.address}`
			: '';
	return leaves + arrives + to;
}
