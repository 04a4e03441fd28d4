import type { IDataObject } from 'n8n-workflow';

import { BushaError } from '../../api/failure';
import { add, isDecimal, multiply } from '../../fields/decimal';
import type { Transaction } from './history';

/** What came in and went out in one currency: exact decimal strings. */
export interface Total extends IDataObject {
	currency: string;
	/** How many entries were added up. */
	count: number;
	credit: string;
	debit: string;
	/** What came in less what went out, negative when more went out. */
	net: string;
}

/** Refuses an entry that does not show what its total depends on: a total that may be wrong is worse than none. */
export function refuse({ id, reference, created_at }: Partial<Transaction>, what: string): never {
	const name = [id, reference, created_at].find((known) => typeof known === 'string' && known !== '');
	throw new BushaError({
		outcome: 'rejected',
		message: `The transaction ${String(name ?? 'without an ID')} cannot be added up, since Busha does not show its ${what}`,
		advice: 'No totals were made. Leave the transaction out with a filter, or ask the support of Busha about it.',
	});
}

/** Adds one entry to the total of its currency. Throws a {@link BushaError} when it does not tell how much or which way. */
export function addUp(totals: Map<string, Total>, entry: Transaction): void {
	const { currency, amount, is_credit: isCredit } = entry;
	if (typeof currency !== 'string' || currency === '') return refuse(entry, 'currency');
	if (!isDecimal(amount) || amount.startsWith('-')) return refuse(entry, 'amount as a number without a sign');
	if (typeof isCredit !== 'boolean') return refuse(entry, 'direction (is_credit)');
	const before = totals.get(currency) ?? { currency, count: 0, credit: '0', debit: '0', net: '0' };
	totals.set(currency, {
		currency,
		count: before.count + 1,
		credit: isCredit ? add(before.credit, amount) : before.credit,
		debit: isCredit ? before.debit : add(before.debit, amount),
		net: add(before.net, isCredit ? amount : multiply(amount, '-1')),
	});
}
