import type { Settled } from '../api/client';
import { stopIfCancelled } from '../api/clock';
import { BushaError } from '../api/failure';
import type { Transfer } from '../api/types';
import { inTurn } from '../once/turns';
import { type PaymentContext, stopBehind } from './context';
import type { Kind } from './order';
import { result } from './reported';

/**
 * Payments of a run may wait side by side for others to be seen, but only one after the other moves money. What it makes
 * is noted; and when it fails and that stops the run, none behind it is begun.
 */
export async function oneAtATime(
	{ api, memory, payments, itemIndex }: PaymentContext,
	kind: Kind,
	task: () => Promise<Settled<Transfer> | undefined>,
): Promise<Settled<Transfer> | undefined> {
	return await inTurn(payments, async () => {
		stopIfCancelled(api.signal);
		if (itemIndex > payments.stopAt) throw notBegun();

		let went = false;
		try {
			const made = await task();
			if (made) memory.made = made.value.id;
			const told = made && result(api, made, kind);
			went = true;
			return told;
		} finally {
			if (!went) stopBehind(payments, itemIndex);
		}
	});
}

function notBegun(): BushaError {
	return new BushaError({
		outcome: 'notSent',
		message: 'The run was stopped by the error of an earlier item',
		advice: 'Nothing was paid for this item. Run it again.',
	});
}
