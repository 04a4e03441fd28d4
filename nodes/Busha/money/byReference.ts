import type { IDataObject } from 'n8n-workflow';

import type { Transfer } from '../api/types';
import type { PaymentContext } from './context';
import { lookForTransfer, readQuote } from './fate';
import { known } from './lifetime';
import type { Kind } from './order';
import { bookOf } from './quoteBook';
import { daysAgo } from './quoteList';
import { profileOf } from './sameness';
import { progress } from './status';

/** Which payment is looked for. */
export interface Sought {
	reference: string;
	/** Of whichever kind when left out. */
	kind?: Kind;
	/** Days that it is looked for in the past. */
	lookbackDays: number;
}

/** What became of a reference. The status is the transfer's, or else the quote's. */
export interface Seen extends IDataObject {
	found: boolean;
	reference: string;
	status: string | null;
	quote: IDataObject | null;
	transfer: IDataObject | null;
}

/**
 * The payment with a reference, as Busha shows it at this moment. Of several quotes, the one with a transfer counts, best
 * one that has not failed, and then the newest. A look only: nothing is waited for and nothing is decided on it.
 */
export async function byReference(
	{ api, payments }: Pick<PaymentContext, 'api' | 'payments'>,
	{ reference, kind, lookbackDays }: Sought,
): Promise<Seen> {
	const book = bookOf(payments.books, api);
	await book.cover(api, () => daysAgo(api, lookbackDays));
	const listed = book.find(reference, kind, daysAgo(api, lookbackDays)).reverse();
	const quotes = listed.filter((quote) => profileOf(api.profileId, quote.profile_id) !== 'differs');
	let [chosen] = quotes;
	let made: Transfer | undefined;
	for (const quote of quotes) {
		const { transfer } = await lookForTransfer(api, known(quote));
		if (!transfer) continue;
		const lost = progress(transfer) === 'failed';
		if (!lost || !made) [chosen, made] = [quote, transfer];
		if (!lost) break;
	}
	// What the list showed may be of an earlier run.
	const quote = chosen && ((await readQuote(api, chosen.id)) ?? chosen);
	const status = made?.status ?? quote?.status ?? null;
	return { found: quote !== undefined, reference, status, quote: quote ?? null, transfer: made ?? null };
}
