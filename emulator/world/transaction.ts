import { newHex, newId } from '../ids';
import { text, type Big } from '../money';
import { lagosTimestamp } from '../timestamps';
import { balanceTexts } from './balance';
import type { Stored } from './collection';
import { CURRENCIES } from './currencies';
import type { Transfer } from './transfer';
import type { World } from './world';

/** A ledger entry: always final. */
export interface Transaction extends Stored {
	object: 'transaction';
	status: 'completed';
	status_description: string;
	type: string;
	reference: string;
	user_id: string;
	profile_id: string;
	description: string;
	sub_description?: string;
	amount: string;
	currency: string;
	is_fiat: boolean;
	is_credit: boolean;
	created_at: string;
	meta?: object;
}

export interface Movement {
	currency: string;
	amount: Big;
	isCredit: boolean;
	type: 'deposits' | 'buys' | 'sells' | 'withdrawals';
	description: string;
}

/** Writes one movement of a transfer (or of a bill order) into the ledger. */
export function recordMovement(
	world: World,
	cause: Pick<Transfer, 'profile_id' | 'reference' | 'sub_description'>,
	movement: Movement,
): void {
	const { currency, amount, isCredit, type, description } = movement;
	const { total, available } = balanceTexts(world.balances.find(cause.profile_id, currency));
	storeTransaction(world, cause.profile_id, world.clock.now(), {
		type,
		currency,
		description,
		...(cause.sub_description ? { sub_description: cause.sub_description } : {}),
		amount: text(amount),
		is_credit: isCredit,
		reference: cause.reference,
		meta: { balance: { total, available } },
	});
}

/** Stores an entry that was made at `at`, epoch milliseconds of emulator time. */
export function storeTransaction(
	world: World,
	profileId: string,
	at: number,
	fields: Omit<Partial<Transaction>, 'row'>,
): Transaction {
	const currency = fields.currency ?? 'NGN';
	return world.transactions.add({
		id: newHex(24),
		row: world.transactions.nextRow(profileId, at),
		object: 'transaction',
		status: 'completed',
		status_description: 'Processed',
		user_id: profileId,
		profile_id: profileId,
		type: 'deposits',
		reference: newId('ORD_', 12),
		description: `Received ${currency}`,
		amount: '1',
		currency,
		is_fiat: CURRENCIES.get(currency)?.type !== 'crypto',
		is_credit: true,
		created_at: lagosTimestamp(at),
		...fields,
	});
}
