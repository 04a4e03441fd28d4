import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../api/client';
import { BushaError, knowing } from '../api/failure';
import { list } from '../api/list';
import type { Money } from '../api/types';
import { add, compare, isDecimal, multiply } from '../fields/decimal';
import type { PaymentInput } from './order';
import { profileOf } from './sameness';

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
	const short: string[] = [];
	for (const need of needsOf(payments)) short.push(...(await shortagesOf(need)));
	if (short.length === 0) return;
	const more = short.length > MOST_TOLD ? ` And ${short.length - MOST_TOLD} more balances do not suffice.` : '';
	throw new BushaError({
		outcome: 'notSent',
		message: 'The available balances do not suffice for all payments of this run',
		advice: `No item was paid. ${short.slice(0, MOST_TOLD).join(' ')}${more} Add the missing money, or pay fewer items.`,
	});
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
		advice: `No item was paid, since the balances could not be read. ${advice}`,
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
			'No item was paid, since the balance could not be checked. Try again later, or turn Check Balance First off.',
	});
}
