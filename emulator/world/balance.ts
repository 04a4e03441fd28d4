import { badRequest } from '../errors';
import { newUuid } from '../ids';
import { ZERO, money, text, type Big } from '../money';
import { CURRENCIES, type Currency } from './currencies';

/** One balance: exact amounts; total = available + pending. */
export interface Balance {
	readonly id: string;
	readonly profileId: string;
	readonly currency: string;
	available: Big;
	pending: Big;
}

/** All balances of all profiles, and the only place where their amounts change. */
export class Balances {
	/** Profile id -> currency -> balance. */
	readonly byProfile = new Map<string, Map<string, Balance>>();

	of(profileId: string): Map<string, Balance> {
		let balances = this.byProfile.get(profileId);
		if (!balances) this.byProfile.set(profileId, (balances = new Map<string, Balance>()));
		return balances;
	}

	find(profileId: string, currency: string): Balance | undefined {
		return this.byProfile.get(profileId)?.get(currency);
	}

	/** The balance, opened at zero when the profile has none in this currency. */
	open(profileId: string, currency: string): Balance {
		const balances = this.of(profileId);
		let balance = balances.get(currency);
		if (!balance)
			balances.set(currency, (balance = { id: newUuid(), profileId, currency, available: ZERO, pending: ZERO }));
		return balance;
	}

	credit(profileId: string, currency: string, amount: Big): void {
		const balance = this.open(profileId, currency);
		balance.available = balance.available.plus(amount);
	}

	mustHold(profileId: string, currency: string, amount: Big): void {
		if ((this.find(profileId, currency)?.available ?? ZERO).lt(amount)) throw badRequest('Insufficient balance');
	}

	/** Moves money from available to pending; refused when there is too little. */
	hold(profileId: string, currency: string, amount: Big): void {
		this.mustHold(profileId, currency, amount);
		const balance = this.open(profileId, currency);
		balance.available = balance.available.minus(amount);
		balance.pending = balance.pending.plus(amount);
	}

	/** Held money leaves for good. */
	spend(profileId: string, currency: string, amount: Big): void {
		const balance = this.open(profileId, currency);
		balance.pending = balance.pending.minus(amount);
	}

	/** Held money becomes available again. */
	release(profileId: string, currency: string, amount: Big): void {
		this.spend(profileId, currency, amount);
		this.credit(profileId, currency, amount);
	}
}

/** A balance in plain texts. */
export function balanceTexts(balance: Balance | undefined): { available: string; pending: string; total: string } {
	const { available, pending } = balance ?? { available: ZERO, pending: ZERO };
	return { available: text(available), pending: text(pending), total: text(available.plus(pending)) };
}

/** A balance as GET /v1/balances answers it. */
export function balanceAnswer({ id, profileId, currency, available, pending }: Balance) {
	const { name, type } = CURRENCIES.get(currency) as Currency;
	return {
		id,
		profile_id: profileId,
		user_id: profileId,
		currency,
		name,
		type,
		available: money(available, currency),
		pending: money(pending, currency),
		total: money(available.plus(pending), currency),
	};
}
