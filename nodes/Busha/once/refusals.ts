import { BushaError } from '../api/failure';
import type { Memory } from './memory';

/** An equal item of an earlier call of this sub-workflow was finished: it may be a repeated call, or another equal one. */
export function notTwice(equalCall: Memory | undefined): void {
	if (equalCall?.made === undefined) return;
	throw new BushaError({
		outcome: 'notSent',
		message: 'An equal item was already finished in an earlier call of this sub-workflow by the same execution',
		advice: `Nothing was made now, since a repeated call cannot be told from another equal one. The earlier call made ${equalCall.made}. Give each payment a Reference, or each item an ID of its own.`,
		transferId: equalCall.posted ? equalCall.made : undefined,
	});
}

/** It cannot be told what an earlier try, or this one, has made. */
export function unsettled(noun: string, message: string): BushaError {
	return new BushaError({
		outcome: 'unknown',
		message,
		advice: `Look for the ${noun} in Busha before you make it again.`,
	});
}

/** Busha refused to make something, and yet shows a new one that looks like it: this one's, or somebody else's. */
export function refusedButThere(noun: string, id: string, refusal: BushaError): BushaError {
	return refusal.with({
		outcome: 'unknown',
		message: `Busha refused to make the ${noun}, but shows a new one that looks like it`,
		advice: `Look at the ${noun} ${id} in Busha before you make it again. ${refusal.failure.advice}`,
	});
}

/** An earlier try made something, but not what is asked for now. */
export function madeOtherwise(noun: string, id: string): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: `An earlier try of this item made the ${noun} ${id} with other values`,
		advice: 'Nothing was made now. Start a new execution if you want both.',
	});
}
