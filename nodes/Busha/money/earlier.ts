import type { Busha, Settled } from '../api/client';
import { BushaError, knowing } from '../api/failure';
import type { Quote, Transfer } from '../api/types';
import type { Memory } from '../once/memory';
import type { PaymentContext } from './context';
import { drop, dropEnded, execute } from './execute';
import { type Fate, readQuote, whatBecameOf } from './fate';
import { known } from './lifetime';
import { digestOf, type Order, type Referenced } from './order';
import { checkChosen, compareWith } from './quoted';
import { asAsked, asBefore, asQuoted, BY_EARLIER_TRY, failed, notProven } from './reported';
import { both, isProven } from './sameness';
import { progress } from './status';
import { readTransfer } from './wait';

/**
 * Settles the quote that an earlier try of the item left, before anything new is paid. Returns its transfer, made now
 * if need be; `undefined` once it is certain that the quote made nothing that counts, and never will.
 * Asked differently by now, the quote is never executed: it is proven to have made nothing, or the item is `unknown`.
 */
export async function settleEarlier(
	context: PaymentContext,
	order: Referenced,
): Promise<Settled<Transfer> | undefined> {
	const { api, memory } = context;
	const { quote, posted } = memory;
	// What one try saw to have ended, the next one looks at again: the clock may have been wrong.
	memory.over = undefined;
	if (memory.inDoubt) throw nothingToLookFor();
	const same = memory.asked === digestOf(order, api.profileId);
	// A quote that was never posted is found again by its reference, by the copies of the run too.
	if (!posted) return undefined;
	const fate = await fateOf(api.as(memory.asked === undefined ? api.profileId : memory.profile), memory);
	if ('transfer' in fate) {
		const lost = progress(fate.transfer, order.kind) === 'failed';
		if (lost && same && order.quote.reference !== context.ownReference) throw failed(fate.transfer);
		if (same || !lost) {
			return { value: await identify(context, order, fate.transfer, same), replayed: true };
		}
	} else if ('open' in fate) {
		if (!same) await mustBeSame(context, order, fate.open);
		const sent = await execute(api, memory, { ...known(fate.open), shared: true, seenAt: fate.seenAt });
		if (sent) return sent;
	}
	memory.made = undefined;
	if (quote && 'over' in fate) dropEnded(memory, quote.id);
	else drop(memory, quote?.id);
	return undefined;
}

/** A transfer that is known is read. Otherwise its quote tells. */
async function fateOf(api: Busha, { made, quote }: Memory): Promise<Fate> {
	if (made !== undefined) return { transfer: await readTransfer(api, { id: made, quote_id: quote?.id }) };
	return quote ? await whatBecameOf(api, quote) : { over: true };
}

/** The transfer of an earlier try. One that an input item brought along is compared with what is asked now, by its quote too. */
async function identify(
	{ api, payments, memory }: PaymentContext,
	order: Order,
	transfer: Transfer,
	same: boolean,
): Promise<Transfer> {
	const known = { outcome: 'unknown', transferId: transfer.id } as const;
	if (same && memory.quote) asQuoted(api, transfer, memory.quote);
	const found = await knowing(compareWith(api, payments.recipients, transfer, order), known);
	if (same) return asBefore(transfer, found, order);
	const quote = transfer.quote_id ? await knowing(readQuote(api, transfer.quote_id), known) : undefined;
	const byQuote = quote && (await knowing(compareWith(api, payments.recipients, quote, order), known));
	return asAsked(transfer, byQuote ? both(found, byQuote) : found, order, BY_EARLIER_TRY);
}

/** An open quote that was perhaps posted is the only one that may be executed, so it has to be what is asked now, within its limits. */
async function mustBeSame({ api, payments, memory }: PaymentContext, order: Order, quote: Quote): Promise<void> {
	const checked = async (): Promise<void> => {
		const found = await compareWith(api, payments.recipients, quote, order);
		if (memory.asked !== undefined || !isProven(found)) throw notProven(quote, found);
		checkChosen(quote, found, order, api.profileId);
	};
	await knowing(checked(), { outcome: 'unknown', quoteId: quote.id });
}

function nothingToLookFor(): BushaError {
	return new BushaError({
		outcome: 'unknown',
		message: 'An earlier try of this item may have paid already',
		advice:
			'Do not pay again before you know. Look the payment up in Busha, and remove the fields error, message and details from the item to pay it anew.',
	});
}
