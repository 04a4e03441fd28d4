import type { Busha, Settled } from '../api/client';
import { BushaError, knowing } from '../api/failure';
import type { Quote, Transfer } from '../api/types';
import type { PaymentContext } from './context';
import { type Chosen, dropEnded, execute } from './execute';
import { settleEarlier } from './earlier';
import { fresh } from './lifetime';
import { keyOf, noteMade } from './madeHere';
import { digestOf, type Order, type PaymentInput, type Referenced } from './order';
import { oneAtATime } from './oneAtATime';
import { checkNew, compareWith } from './quoted';
import type { Decision } from './decision';
import { ReferenceLook } from './references';
import { told } from './reported';
import { notTwice } from '../once/refusals';
import { inTurn } from '../once/turns';
import { untilFinal } from './wait';

/** Quotes that one try may use up, should they expire before they can be executed. */
const QUOTES_PER_TRY = 2;

/**
 * Makes a payment exactly once: a quote, which moves no money, then its transfer.
 * 1. An earlier try of the item left a quote: find out what became of it first.
 * 2. A reference was used before, in any execution: return that transfer, if it is the same payment.
 * 3. Make a quote, and check that it is the one that was asked for; then look who else uses the reference.
 * 4. Write the quote down, and only then execute it.
 * Returns the transfer; `replayed` says that it existed before this try. Throws a {@link BushaError}.
 */
export async function pay(context: PaymentContext, order: Order): Promise<Settled<Transfer>> {
	const { api, ownReference, continued } = context;
	const reference = order.quote.reference ?? ownReference;
	const looks = order.quote.reference !== undefined || continued;
	const referenced: Referenced = { ...order, quote: { ...order.quote, reference } };
	const paying = inTurn(keyOf(api, referenced), async () => {
		if (order.quote.reference === undefined) notTwice(context.equalCall);
		return await transferFor(context, referenced, looks);
	});
	return await told(
		context.memory,
		paying.then(async (made) => await waitAsOrdered(api, made, order)),
	);
}

/** Whether a payment waits until others would see its quote, so that other items of the run may go on. */
export function settles({ reference }: Pick<PaymentInput, 'reference'>): boolean {
	return reference !== undefined;
}

/** The transfer, once it has come as far as the order waits for. */
async function waitAsOrdered(
	api: Busha,
	made: Settled<Transfer>,
	{ kind, waitSeconds }: Order,
): Promise<Settled<Transfer>> {
	return waitSeconds === undefined ? made : { ...made, value: await untilFinal(api, made.value, kind, waitSeconds) };
}

async function transferFor(context: PaymentContext, order: Referenced, looks: boolean): Promise<Settled<Transfer>> {
	const earlier = await oneAtATime(context, order.kind, async () => await settleEarlier(context, order));
	if (earlier) return earlier;
	for (let quotes = 0; quotes < QUOTES_PER_TRY; quotes++) {
		const choose = await prepare(context, order, looks);
		const made = await oneAtATime(context, order.kind, async () => await carryOut(context, order, await choose()));
		if (made) return made;
	}
	throw new BushaError({
		outcome: 'notSent',
		message: 'The quotes expired before they could be executed',
		advice: 'Nothing was paid. Lower the number of items that one execution pays, and run the item again.',
	});
}

/**
 * All that comes before money moves, and takes long: looks who has used the reference before, makes a quote, and waits
 * until others would see it. Returns what decides then.
 */
async function prepare(
	context: PaymentContext,
	order: Referenced,
	looks: boolean,
): Promise<() => Promise<NonNullable<Decision>>> {
	const look = looks ? new ReferenceLook(context, order) : undefined;
	const earlier = await look?.before();
	if (earlier) return async () => await Promise.resolve(earlier);
	const own = ownQuote(await newQuote(context, order));
	await look?.settle();
	return async () => (await look?.after(own)) ?? { execute: own };
}

/** The transfer: one that was found, or the one that the chosen quote makes. `undefined` when the quote has ended unused. */
async function carryOut(
	{ api, memory }: PaymentContext,
	order: Referenced,
	choice: NonNullable<Decision>,
): Promise<Settled<Transfer> | undefined> {
	memory.asked = digestOf(order, api.profileId);
	if ('transfer' in choice) {
		Object.assign(memory, { profile: api.profileId, posted: true, made: choice.transfer.id, quote: undefined });
		return { value: choice.transfer, replayed: true };
	}
	const sent = await execute(api, memory, choice.execute);
	if (!sent) dropEnded(memory, choice.execute.id);
	return sent;
}

/** A quote that this try just made: nobody else can have posted it, nor looks for it, unless this try looks as well. */
function ownQuote(quote: Quote): Chosen {
	return { ...fresh(quote), shared: false, seenAt: Infinity };
}

async function newQuote({ api, payments }: PaymentContext, order: Referenced): Promise<Quote> {
	const posted = api.send<Quote>({ method: 'POST', path: '/v1/quotes', effect: 'draft', body: order.quote });
	const { value: quote } = await knowing(posted, ({ outcome }) =>
		outcome === 'unknown' ? { outcome: 'notSent' } : {},
	);
	if (typeof quote.id !== 'string' || quote.id === '') {
		throw new BushaError({
			outcome: 'notSent',
			message: 'Busha answered without a quote',
			advice: 'Nothing was paid. Try again later.',
		});
	}
	api.heardTime(quote.created_at);
	noteMade(api, order, quote);
	const found = await knowing(compareWith(api, payments.recipients, quote, order), {
		outcome: 'notSent',
		quoteId: quote.id,
	});
	checkNew(quote, found, order, api.profileId);
	return quote;
}
