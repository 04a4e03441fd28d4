import { type Busha, path } from '../api/client';
import { clock, pause } from '../api/clock';
import { BushaError, knowing } from '../api/failure';
import type { Quote, Transfer } from '../api/types';
import { type Kind, kindOf } from './order';
import { failed } from './reported';
import { progress } from './status';

const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

const askLater = (transferId: string): string =>
	`Do not pay again. Ask for it later with Transfer > Wait and the ID ${transferId}.`;

function notYet(transfer: Transfer, seconds: number): BushaError {
	return new BushaError({
		outcome: 'unknown',
		message: `The transfer was not finished after ${seconds} seconds. It goes on.`,
		advice: `Its status is ${transfer.status}. ${askLater(transfer.id)}`,
		transferId: transfer.id,
		quoteId: transfer.quote_id,
	});
}

/**
 * Reads the transfer in growing intervals until it is final, and returns it.
 * Throws a {@link BushaError} with Busha's reason when it failed, and one with outcome `unknown` after `seconds`.
 */
export async function untilFinal(api: Busha, first: Transfer, kind: Kind, seconds: number): Promise<Transfer> {
	const deadline = clock.now() + seconds * 1000;
	let transfer = first;
	for (let interval = FIRST_MS; ; interval = Math.min(LONGEST_MS, interval * 1.5)) {
		const state = progress(transfer, kind);
		if (state === 'done') return transfer;
		if (state === 'failed') throw failed(transfer);
		const left = deadline - clock.now();
		if (left <= 0) throw notYet(transfer, seconds);
		await pause(Math.min(interval, left), api.signal);
		transfer = await readTransfer(api, transfer);
	}
}

/** A transfer that somebody waits for. Until it can be read, it is `unknown` what became of it. */
export async function readTransfer(
	api: Busha,
	{ id, quote_id: quoteId }: Pick<Transfer, 'id' | 'quote_id'>,
): Promise<Transfer> {
	const transfer = await knowing(api.get<Transfer>(path`/v1/transfers/${id}`), ({ advice }) => ({
		outcome: 'unknown',
		advice: `${askLater(id)} ${advice}`,
		transferId: id,
		quoteId,
	}));
	if (transfer.id === id) return transfer;
	throw new BushaError({
		outcome: 'unknown',
		message: 'Busha showed another transfer than the one that was asked for',
		advice: askLater(id),
		transferId: id,
		quoteId,
	});
}

/** What a transfer is for. One that does not show its legs is asked for by its quote; what neither shows is a balance. */
export async function kindOfTransfer(api: Busha, transfer: Transfer): Promise<Kind> {
	if (transfer.pay_out !== undefined || transfer.quote_id === undefined) return kindOf(transfer);
	const quote = await knowing(api.find<Quote>(path`/v1/quotes/${transfer.quote_id}`), {
		outcome: 'unknown',
		transferId: transfer.id,
	});
	if (quote?.pay_out === undefined && transfer.category === 'withdrawal') return 'payout';
	return kindOf({ pay_in: transfer.pay_in ?? quote?.pay_in, pay_out: quote?.pay_out });
}
