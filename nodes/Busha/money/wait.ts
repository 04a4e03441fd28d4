import { type Busha, path } from '../api/client';
import { clock, pause } from '../api/clock';
import { BushaError } from '../api/failure';
import { rescue } from '../api/rescue';
import type { Transfer } from '../api/types';
import { progress } from './status';

const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

function failed(transfer: Transfer): BushaError {
	const reason = transfer.error?.message ?? transfer.status_description ?? transfer.status;
	return new BushaError({
		outcome: 'rejected',
		message: `The transfer failed: ${reason}`,
		advice: `Its status is ${transfer.status}. Correct the cause, then pay again with a new reference. Money that was taken is refunded by Busha; check the balance first.`,
		name: transfer.error?.code,
		transferId: transfer.id,
		quoteId: transfer.quote_id,
	});
}

const askLater = (transferId: string): string => `Do not pay again. Ask for it later with Transfer > Wait and the ID ${transferId}.`;

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
export async function untilFinal(api: Busha, first: Transfer, seconds: number): Promise<Transfer> {
	const deadline = clock.now() + seconds * 1000;
	let transfer = first;
	for (let interval = FIRST_MS; ; interval = Math.min(LONGEST_MS, interval * 1.5)) {
		const state = progress(transfer);
		if (state === 'done') return transfer;
		if (state === 'failed') throw failed(transfer);
		const left = deadline - clock.now();
		if (left <= 0) throw notYet(transfer, seconds);
		await pause(Math.min(interval, left), api.signal);
		transfer = await readTransfer(api, transfer);
	}
}

/** A transfer that somebody waits for. Until it can be read, it is `unknown` what became of it. */
export async function readTransfer(api: Busha, { id, quote_id: quoteId }: Pick<Transfer, 'id' | 'quote_id'>): Promise<Transfer> {
	return await rescue(api.get<Transfer>(path`/v1/transfers/${id}`), BushaError, (error) => {
		throw error.with({ outcome: 'unknown', advice: `${askLater(id)} ${error.failure.advice}`, transferId: id, quoteId });
	});
}
