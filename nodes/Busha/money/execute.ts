import type { Busha, Settled } from '../api/client';
import { BushaError, knowing, orError } from '../api/failure';
import type { Transfer } from '../api/types';
import { compare, isDecimal } from '../fields/decimal';
import type { KnownQuote, Memory } from '../once/memory';
import { glance, inDoubt, unsettled, whatBecameOf } from './fate';
import { postBy, usable } from './lifetime';
import { notePosted } from './madeHere';

/** The quote that is to be executed. */
export interface Chosen extends KnownQuote {
	/** Its amounts, as decimal strings. */
	source_amount?: string;
	target_amount?: string;
	/** Somebody else may have posted it: another execution, or an earlier try. */
	shared: boolean;
	/**
	 * When Busha was last asked and showed it as open, in milliseconds of this machine's clock. `Infinity`: that does not
	 * matter, as nobody else looks for the quote.
	 */
	seenAt?: number;
}

/** How often one try posts the same quote. Each time it is known that the post before made nothing. */
const POSTS = 3;

/** How often one try looks whether the quote is still open, when its turn to be posted comes too late each time. */
const GLANCES = 3;

/**
 * Executes a quote exactly once. A quote makes one transfer, so the same quote is safe to post again, but only after a
 * patient look at what became of the last post. `undefined`: the quote has ended, and it is certain that it made nothing.
 * Throws a {@link BushaError}: `rejected` only when nobody can have posted the quote before, else `unknown`.
 */
export async function execute(api: Busha, memory: Memory, quote: Chosen): Promise<Settled<Transfer> | undefined> {
	let { shared, seenAt } = quote;
	for (let posts = 1; ; posts++) {
		const answer = await postWhileOpen(api, memory, { ...quote, shared, seenAt });
		if (answer && !(answer instanceof BushaError)) return { ...answer, value: asQuoted(api, answer.value, quote) };

		const known = answer?.with(shared ? inDoubt(quote.id) : { quoteId: quote.id });
		if (answer?.failure.outcome === 'notSent') {
			memory.posted = shared;
			throw known;
		}
		const fate = await knowing(whatBecameOf(api, quote), answer ? { ...answer.failure, ...inDoubt(quote.id) } : {});
		if ('transfer' in fate) return { value: asQuoted(api, fate.transfer, quote), replayed: true };
		if ('over' in fate) return undefined;
		if (answer?.failure.outcome === 'rejected') {
			if (!shared) drop(memory, quote.id);
			throw known;
		}
		if (posts === POSTS)
			throw answer?.with(inDoubt(quote.id)) ?? unsettled(quote.id, 'The quote could not be executed in time');
		shared = true;
		seenAt = fate.seenAt;
	}
}

/**
 * Posts the quote, if it was seen to be open shortly before; a wait for the turn to post it may make another look
 * necessary. `undefined`: it was not posted, as it is not open any more, or not for long enough.
 */
async function postWhileOpen(
	api: Busha,
	memory: Memory,
	quote: Chosen,
): Promise<Settled<Transfer> | BushaError | undefined> {
	let { seenAt } = quote;
	for (let glances = 0; glances <= GLANCES && usable(api, quote); glances++) {
		if (seenAt !== undefined) {
			const answer = await post(api, memory, quote, postBy(seenAt));
			if (!(answer instanceof BushaError && answer.failure.late)) return answer;
			memory.posted = quote.shared;
		}
		const facts = quote.shared ? inDoubt(quote.id) : ({ outcome: 'notSent', quoteId: quote.id } as const);
		const seen = await knowing(glance(api, quote), facts);
		if (seen.transfer) return { value: seen.transfer, replayed: true };
		if (seen.seenAt === undefined) return undefined;
		({ seenAt } = seen);
	}
	return undefined;
}

/** Forgets a quote that made nothing so far, and notes that no copy of the run is to execute it. */
export function drop(memory: Memory, quoteId?: string): void {
	if (quoteId !== undefined) memory.dropped = [...(memory.dropped ?? []), quoteId];
	forget(memory);
}

/** Forgets a quote that made nothing and never will. */
export function dropEnded(memory: Memory, quoteId: string): void {
	memory.over = [...(memory.over ?? []), quoteId];
	forget(memory);
}

function forget(memory: Memory): void {
	memory.quote = undefined;
	memory.posted = undefined;
}

/** Posts the quote once. Written down before: from then on it may have been executed. */
async function post(
	api: Busha,
	memory: Memory,
	{ id, ends, freshUntil }: Chosen,
	sendBy: number,
): Promise<Settled<Transfer> | BushaError> {
	memory.quote = { id, ends, freshUntil };
	memory.profile = api.profileId;
	memory.posted = true;
	notePosted(id);
	const sending = api.send<Transfer>({
		method: 'POST',
		path: '/v1/transfers',
		effect: 'money',
		body: { quote_id: id },
		sendBy,
	});
	const answer = await orError(sending);
	if (answer instanceof BushaError || answersFor(answer.value, id)) return answer;
	return unsettled(id, 'Busha answered without the transfer of this quote');
}

/** Whether an answer to the post tells about this quote: it has a transfer's id, and names no other quote. */
function answersFor({ id, quote_id: quoteId }: Transfer, asked: string): boolean {
	return typeof id === 'string' && id !== '' && (!quoteId || quoteId === asked);
}

/** Throws when a transfer moved money, but not as its quote said: other amounts, or those of another profile. */
function asQuoted(
	api: Busha,
	transfer: Transfer,
	{ id, source_amount: source, target_amount: target }: Chosen,
): Transfer {
	const other = (asked: unknown, made: unknown): boolean =>
		isDecimal(asked) && isDecimal(made) && compare(asked, made) !== 0;
	const foreign = api.profileId !== undefined && Boolean(transfer.profile_id) && transfer.profile_id !== api.profileId;
	if (!foreign && !other(source, transfer.source_amount) && !other(target, transfer.target_amount)) return transfer;
	const moved = `${transfer.source_amount ?? ''} ${transfer.source_currency ?? ''} of ${transfer.profile_id ?? 'an unnamed profile'}`;
	throw new BushaError({
		outcome: 'unknown',
		message: 'Busha made another transfer than its quote said',
		advice: `Do not pay again. The transfer ${transfer.id} moves ${moved}. Ask Busha about it.`,
		transferId: transfer.id,
		quoteId: id,
	});
}
