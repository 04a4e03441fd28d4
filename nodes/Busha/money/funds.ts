import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../api/client';
import { BushaError, knowing } from '../api/failure';
import { list } from '../api/list';
import type { Money } from '../api/types';
import { add, compare, isDecimal, multiply } from '../fields/decimal';
import { lookForTransfer } from './fate';
import { known } from './lifetime';
import { LOOKBACK_DAYS, type PaymentInput } from './order';
import { bookOf, type QuoteBook } from './quoteBook';
import { daysAgo } from './quoteList';
import { profileOf } from './sameness';
import { progress } from './status';

/** A payment that is about to be made: whose money it takes, and what is asked. */
export interface Planned {
	api: Busha;
	input: PaymentInput;
}

interface Balance extends IDataObject {
	currency?: string;
	profile_id?: string;
	available?: Partial<Money> & IDataObject;
}

/** What the payments of one profile take, by currency, as decimal strings. */
interface Need {
	api: Busha;
	amounts: Map<string, string>;
}

/** So many balances that do not suffice are told one by one. */
const MOST_TOLD = 5;

/**
 * Adds up what payments take at most, by profile and currency, and compares it with the available balances, if one of
 * the payments asks for it. Throws a {@link BushaError} with outcome `notSent` when a balance does not suffice, or
 * cannot be read.
 */
export async function fundsSuffice(payments: readonly Planned[]): Promise<void> {
	if (!payments.some(({ input }) => input.options.checkBalanceFirst)) return;
	const all = await shortagesFor(payments);
	if (all.length === 0) return;
	// A batch that is started again may have paid some of them, which take nothing any more.
	const left = await unpaid(payments);
	const short = left.length === payments.length ? all : await shortagesFor(left);
	if (short.length === 0) return;
	const more = short.length > MOST_TOLD ? ` And ${short.length - MOST_TOLD} more balances do not suffice.` : '';
	throw new BushaError({
		outcome: 'notSent',
		message: 'The available balances do not suffice for all payments of this run',
		advice: `Nothing was paid now. ${short.slice(0, MOST_TOLD).join(' ')}${more} Add the missing money, or pay fewer items.`,
	});
}

async function shortagesFor(payments: readonly Planned[]): Promise<string[]> {
	const short: string[] = [];
	for (const need of needsOf(payments)) short.push(...(await shortagesOf(need)));
	return short;
}

/** The payments whose reference nobody has paid with yet. */
async function unpaid(payments: readonly Planned[]): Promise<Planned[]> {
	const books = new Map<string, QuoteBook>();
	const left: Planned[] = [];
	for (const payment of payments) {
		const looking = isPaid(payment, books);
		if (!(await knowing(looking, { outcome: 'notSent' }))) left.push(payment);
	}
	return left;
}

async function isPaid({ api, input }: Planned, books: Map<string, QuoteBook>): Promise<boolean> {
	const { reference, options } = input;
	if (reference === undefined) return false;
	const book = bookOf(books, api);
	const since = (): number => daysAgo(api, options.referenceLookback ?? LOOKBACK_DAYS);
	await book.cover(api, since);
	for (const quote of book.find(reference, undefined, since())) {
		const { transfer } = await lookForTransfer(api, known(quote));
		if (transfer && progress(transfer) !== 'failed') return true;
	}
	return false;
}

function needsOf(payments: readonly Planned[]): Need[] {
	const needs = new Map<string, Need>();
	const counted = new Set<string>();
	for (const { api, input } of payments) {
		const { sourceCurrency, amountType, amount, reference, options } = input;
		const profile = api.profileId ?? '';
		const most = amountType === 'source' ? amount : options.maxSourceAmount;
		// Items with one reference are one payment.
		const payment = reference === undefined ? undefined : `${profile} ${reference}`;
		if (most === undefined || (payment !== undefined && counted.has(payment))) continue;
		if (payment !== undefined) counted.add(payment);
		const { amounts } = needs.get(profile) ?? put(needs, profile, { api, amounts: new Map<string, string>() });
		amounts.set(sourceCurrency, add(amounts.get(sourceCurrency) ?? '0', most));
	}
	return [...needs.values()];
}

function put<T>(map: Map<string, T>, key: string, value: T): T {
	map.set(key, value);
	return value;
}

/** The balances of one profile that do not suffice, each in a sentence. */
async function shortagesOf({ api, amounts }: Need): Promise<string[]> {
	const noPayment = ({ advice }: { advice: string }) => ({
		outcome: 'notSent' as const,
		advice: `Nothing was paid now, since the balances could not be read. ${advice}`,
	});
	const balances = await knowing(list<Balance>(api, '/v1/balances', {}, { returnAll: true }), noPayment);
	const owner = api.profileId ?? 'your business';
	return [...amounts].flatMap(([currency, needed]) => {
		const available = availableOf(balances, currency, api.profileId);
		if (compare(available, needed) >= 0) return [];
		const missing = add(needed, multiply(available, '-1'));
		return [
			`The ${currency} balance of ${owner} has ${available} available, the payments take ${needed}, so ${missing} is missing.`,
		];
	});
}

/** A currency without a balance has nothing. */
function availableOf(balances: readonly Balance[], currency: string, profileId: string | undefined): string {
	const balance = balances.find((one) => one.currency === currency);
	if (!balance) return '0';
	const { amount, currency: counted = currency } = balance.available ?? {};
	if (isDecimal(amount) && counted === currency && profileOf(profileId, balance.profile_id) !== 'differs')
		return amount;
	throw new BushaError({
		outcome: 'notSent',
		message: `Busha does not show what is available of the ${currency} balance of ${profileId ?? 'your business'}`,
		advice:
			'Nothing was paid now, since the balance could not be checked. Try again later, or turn Check Balance First off.',
	});
}
