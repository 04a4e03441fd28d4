/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createRequire } from 'node:module';

import { clock } from '../../nodes/Busha/api/clock';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { fastTime } from '../support/time';
import { StripeServer } from './peers/stripeServer';
import type { World } from './run';

/** Servers of this process, whose time passes only while somebody waits, and then at once. */
export interface VirtualWorld {
	emulator: Emulator;
	stripe: StripeServer;
	world: World;
}

/** Lets the waits of n8n itself and of its nodes pass at once, like those of the Busha node. Returns how to end that. */
function fastWaits(emulator: Emulator): () => void {
	const waits = createRequire(__filename)('@n8n/utils/sleep') as { sleep: (ms: number) => Promise<void> };
	const { sleep } = waits;
	const restore = fastTime(emulator, { requestTimeoutMs: 30_000 });
	waits.sleep = async (ms) => await clock.sleep(ms);
	return () => {
		waits.sleep = sleep;
		restore();
	};
}

/** Gives fresh servers to a piece of work. */
export async function withVirtualWorld<T>(
	rateLimit: EmulatorOptions['rateLimit'],
	work: (virtual: VirtualWorld) => Promise<T>,
): Promise<T> {
	const emulator = await startEmulator({ speed: 0, rateLimit });
	const stripe = await new StripeServer({ now: () => emulator.clock.now(), rateLimit }).listen();
	const restore = fastWaits(emulator);
	try {
		emulator.fund('NGN', '1000000000000');
		const { url, secretKey } = emulator;
		const world = { url, secretKey, stripeUrl: stripe.url, recipientId: emulator.addRecipient().id, transferId: '' };
		return await work({ emulator, stripe, world });
	} finally {
		restore();
		await Promise.all([emulator.stop(), stripe.stop()]);
	}
}

/** What the servers hold afterwards, by what each of them was made for: a reference, or an email address. */
export function madeIn({ emulator, stripe }: VirtualWorld): string[] {
	const { transfers, quotes, customers } = emulator.state;
	return [
		...[...transfers.values()].map(({ quote_id }) => quotes.get(quote_id)?.reference ?? ''),
		...[...customers.values()].map(({ email }) => email),
		...stripe.made,
	];
}
