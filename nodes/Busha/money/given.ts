import type { Busha, Settled } from '../api/client';
import { BushaError } from '../api/failure';
import type { Leg, Quote, Transfer } from '../api/types';
import type { PaymentContext } from './context';
import { settleEarlier } from './earlier';
import { type Chosen, dropEnded, execute } from './execute';
import { seeQuote, whatBecameOf } from './fate';
import { known } from './lifetime';
import { isUntouched, keyOf, wasPosted } from './madeHere';
import { digestOf, kindOf, LOOKBACK_DAYS, type Referenced, SETTLING_SECONDS } from './order';
import { checkConsistent } from './quoted';
import type { Decision } from './decision';
import { ReferenceLook } from './references';
import { result, told } from './reported';
import { sameness } from './sameness';
import { inTurn } from '../once/turns';

/**
 * Executes a quote that the user names, unless it has expired. One that was used before gives its transfer, and so does
 * a payment that was made with the same reference through another quote. Throws a {@link BushaError}.
 */
export async function executeGiven(context: PaymentContext, quoteId: string): Promise<Settled<Transfer>> {
	return await told(context.memory, executeNamed(context, quoteId));
}

async function executeNamed(context: PaymentContext, quoteId: string): Promise<Settled<Transfer>> {
	const { api, memory } = context;
	const order = orderOf((await readNamed(api, quoteId)).quote);
	const made = await inTurn(keyOf(api, order), async () => await transferOf(context, quoteId));
	memory.made = made.value.id;
	return result(api, made, order.kind);
}

async function transferOf(context: PaymentContext, quoteId: string): Promise<Settled<Transfer>> {
	const { api, memory } = context;
	const { quote, seenAt } = await readNamed(api, quoteId);
	const order = orderOf(quote);
	const earlier = await settleEarlier(context, order);
	if (earlier) return earlier;

	const used = await readUse(api, quote);
	if (used) return { value: used, replayed: true };
	checkConsistent(quote, api.profileId, sameness(quote, order, api.profileId), 'neither');
	const look = order.quote.reference === quote.id ? undefined : new ReferenceLook(context, order);
	const own = { ...given(quote), seenAt };
	await look?.settle();
	const choice: NonNullable<Decision> = (await look?.after(own)) ?? { execute: own };
	if ('transfer' in choice) return { value: choice.transfer, replayed: true };

	memory.asked = digestOf(order, api.profileId);
	const sent = await execute(api, memory, choice.execute);
	if (sent) return sent;
	dropEnded(memory, choice.execute.id);
	throw expired(quote.id);
}

async function readNamed(api: Busha, quoteId: string): Promise<{ quote: Quote; seenAt: number }> {
	const { shown, seenAt } = await seeQuote(api, quoteId);
	if (shown) return { quote: shown, seenAt };
	throw new BushaError({
		outcome: 'rejected',
		message: 'Busha does not show this quote',
		advice:
			'Check the ID, and that it belongs to the customer chosen in Customer ID, or to your business if none is chosen.',
		httpCode: 404,
		quoteId,
	});
}

/** What a quote made that is not known to be unused. */
async function readUse(api: Busha, quote: Quote): Promise<Transfer | undefined> {
	if (quote.status === 'pending' && !wasPosted(quote.id)) return undefined;
	const fate = await whatBecameOf(api, known(quote));
	if ('over' in fate) throw expired(quote.id);
	return 'transfer' in fate ? fate.transfer : undefined;
}

function given(quote: Quote): Chosen {
	const one = known(quote);
	return { ...one, freshUntil: one.ends, shared: !isUntouched(quote.id) };
}

function expired(quoteId: string): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: 'The quote has expired',
		advice: 'Nothing was paid. Create a new quote.',
		quoteId,
	});
}

/** What the named quote pays, as an order that other payments with its reference are compared with. */
function orderOf({
	id,
	source_currency,
	target_currency,
	source_amount,
	target_amount,
	pay_in,
	pay_out,
	reference,
}: Quote): Referenced {
	const legs = { pay_in: asked(pay_in), pay_out: asked(pay_out) };
	return {
		kind: kindOf(legs),
		quote: { source_currency, target_currency, source_amount, target_amount, ...legs, reference: reference ?? id },
		guards: {},
		lookbackDays: LOOKBACK_DAYS,
		settlingSeconds: SETTLING_SECONDS,
	};
}

function asked(leg: Leg | undefined): Leg | undefined {
	return (
		leg && {
			type: leg.type,
			recipient_id: leg.recipient_id,
			address: leg.address,
			network: leg.network,
			memo: leg.memo,
		}
	);
}
