import type { Busha, Settled } from '../api/client';
import { BushaError, type Failure, knowing, orError } from '../api/failure';
import type { Transfer } from '../api/types';
import type { KnownQuote, Memory } from '../once/memory';
import { glance, inDoubt, unsettled, whatBecameOf } from './fate';
import { postBy, usable } from './lifetime';
import { notePosted } from './madeHere';
import { asQuoted } from './reported';

/** The quote that is to be executed. */
export interface Chosen extends KnownQuote {
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
		if (answer?.failure.outcome === 'notSent') throw known;
		const fate = await knowing(whatBecameOf(api, quote), factsOf(answer, { ...quote, shared }));
		if ('transfer' in fate) return { value: asQuoted(api, fate.transfer, quote), replayed: true };
		if ('over' in fate) return undefined;
		if (answer?.failure.outcome === 'rejected') {
			// Without its status, only a list bears out that the quote was not used, and lists may be late.
			if (fate.open.status === undefined) throw answer.with(inDoubt(quote.id));
			if (!shared) drop(memory, quote.id);
			throw known;
		}
		if (posts === POSTS) throw answer?.with(inDoubt(quote.id)) ?? notInTime(quote.id, shared);
		shared ||= answer !== undefined;
		seenAt = fate.seenAt;
	}
}

/** What is known of a payment when it cannot be told what became of its quote. */
function factsOf(answer: BushaError | undefined, { id, shared, seenAt }: Chosen): Partial<Failure> {
	if (answer) return { ...answer.failure, ...inDoubt(id) };
	const nobodyElse = !shared && seenAt === Infinity;
	return nobodyElse ? { outcome: 'notSent', advice: NOTHING_PAID, quoteId: id } : {};
}

const NOTHING_PAID = 'Nothing was paid. Run the item again later.';

function notInTime(quoteId: string, shared: boolean): BushaError {
	const message = 'The quote could not be executed in time';
	if (shared) return unsettled(quoteId, message);
	return new BushaError({ outcome: 'notSent', message, advice: NOTHING_PAID, quoteId });
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
			const sendBy = seenAt === Infinity ? (quote.freshUntil ?? Infinity) : postBy(seenAt);
			const answer = await post(api, memory, quote, sendBy);
			if (!(answer instanceof BushaError && answer.failure.late)) return answer;
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

/** Posts the quote once. That is written down directly before it is sent: from then on it may have been executed. */
async function post(
	api: Busha,
	memory: Memory,
	{ id, ends, freshUntil, source_amount, target_amount, shared }: Chosen,
	sendBy: number,
): Promise<Settled<Transfer> | BushaError> {
	memory.quote = { id, ends, freshUntil, source_amount, target_amount };
	memory.profile = api.profileId;
	const onSend = (): void => {
		memory.posted = true;
		notePosted(id);
	};
	const body = { quote_id: id };
	const sending = api.send<Transfer>({ method: 'POST', path: '/v1/transfers', effect: 'money', body, sendBy, onSend });
	const answer = await orError(sending);
	if (answer instanceof BushaError) {
		if (answer.failure.outcome === 'notSent') memory.posted = shared;
		return answer;
	}
	return answersFor(answer.value, id) ? answer : unsettled(id, 'Busha answered without the transfer of this quote');
}

/** Whether an answer to the post tells about this quote: it has a transfer's id, and names no other quote. */
function answersFor({ id, quote_id: quoteId }: Transfer, asked: string): boolean {
	return typeof id === 'string' && id !== '' && (!quoteId || quoteId === asked);
}
