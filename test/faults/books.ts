import { Big } from 'big.js';

import type { Emulator, Quote, RecordedRequest } from '../../emulator';
import { RUN_HEADER } from '../support/credentials';

/** A transfer in Busha's books, with who made it and what for. */
export interface Booked {
	id: string;
	quoteId: string;
	/** The run that sent the request. */
	madeBy: string;
	profile: string;
	currency: string;
	amount: string;
	/** The account that it goes to. One account can be saved as several recipients. */
	account?: string;
	status: string;
	/** Its quote's amounts follow from the quote's rate and fees. */
	fair: boolean;
	/** What the quote was to be, before this Busha made something else of it; for the profile that it then charged. */
	asked: { profile: string; amount: string; reference?: string };
}

/** Busha's own view of what was played. */
export interface Books {
	transfers: Booked[];
	/** Balances that are not what they were, less and more what the transfers moved. */
	imbalances: string[];
	/** Answers that broke the contract of the API. */
	violations: string[];
}

interface QuoteBody {
	source_amount: string;
	reference?: string;
}

const made = ({ requests }: Emulator, path: string): RecordedRequest[] =>
	requests.filter(({ method, path: sent, committed }) => method === 'POST' && sent === path && committed);

/** All transfers, in the order in which they were made: each request that took effect made one. */
function transfersOf(emulator: Emulator): Booked[] {
	const { quotes, transfers, recipients } = emulator.state;
	const orders = made(emulator, '/v1/quotes');
	const orderOf = new Map([...quotes.keys()].map((id, index) => [id, orders[index]]));
	const requests = made(emulator, '/v1/transfers');
	return [...transfers.values()].map((transfer, index) => {
		const order = orderOf.get(transfer.quote_id);
		const { source_amount: amount, reference } = order?.body as QuoteBody;
		return {
			id: transfer.id,
			quoteId: transfer.quote_id,
			madeBy: String(requests[index]?.headers[RUN_HEADER]),
			profile: transfer.profile_id,
			currency: transfer.source_currency,
			amount: transfer.source_amount,
			account: recipients.get(transfer.pay_out.recipient_id ?? '')?.account_number,
			status: transfer.status,
			fair: isFair(quotes.get(transfer.quote_id) as Quote),
			asked: { profile: transfer.profile_id, amount, reference },
		};
	});
}

/** A tenth of a unit is more than any rounding, and less than any fee. */
const ROUNDING = '0.1';

function isFair({ source_amount, target_amount, source_currency, rate, fees }: Quote): boolean {
	const taken = (from: boolean) =>
		fees
			.filter(({ amount }) => (amount.currency === source_currency) === from)
			.reduce((sum, { amount }) => sum.plus(amount.amount), Big(0));
	const same = rate.source_currency === rate.target_currency;
	const arrived = Big(source_amount).minus(taken(true));
	const target = (rate.side === 'buy' ? arrived.div(rate.rate) : arrived.times(rate.rate)).minus(
		same ? 0 : taken(false),
	);
	return target.minus(target_amount).abs().lt(ROUNDING);
}

/** The totals of all balances, by profile and currency. */
export type Totals = Map<string, Big>;

export function totalsOf(emulator: Emulator): Totals {
	const balances = [...emulator.state.balances].flatMap(([profile, held]) =>
		[...held.keys()].map((currency) => ({ profile, currency })),
	);
	return new Map(
		balances.map(({ profile, currency }) => [`${profile} ${currency}`, Big(emulator.balance(currency, profile).total)]),
	);
}

export const FAILED = ['funds_not_delivered', 'funds_refunded', 'failed', 'cancelled'];

/** What came of `before` should be what the transfers moved, and nothing else. */
function imbalancesOf(emulator: Emulator, before: Totals): string[] {
	const expected = new Map(before);
	const move = (profile: string, currency: string, amount: Big) => {
		const key = `${profile} ${currency}`;
		expected.set(key, (expected.get(key) ?? Big(0)).plus(amount));
	};
	for (const transfer of emulator.state.transfers.values()) {
		if (FAILED.includes(transfer.status)) continue;
		if (transfer.pay_in.type === 'balance')
			move(transfer.profile_id, transfer.source_currency, Big(transfer.source_amount).neg());
		if (transfer.pay_out.type === 'balance')
			move(transfer.profile_id, transfer.target_currency, Big(transfer.target_amount));
	}
	const now = totalsOf(emulator);
	return [...expected]
		.filter(([key, total]) => !total.eq(now.get(key) ?? 0))
		.map(([key, total]) => `${key} is ${now.get(key)} instead of ${total}`);
}

/** Busha's books at the end of a schedule that began with the totals of `before`. */
export function booksOf(emulator: Emulator, before: Totals): Books {
	return {
		transfers: transfersOf(emulator),
		imbalances: imbalancesOf(emulator, before),
		violations: [...emulator.violations],
	};
}
