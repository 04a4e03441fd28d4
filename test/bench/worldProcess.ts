/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { type Emulator, startEmulator } from '../../emulator';
import { StripeServer } from './peers/stripeServer';
import type { World } from './run';

/** What the process that measures can ask for; every question gets the counts that hold afterwards. */
export interface Ask {
	/** Whether Busha forgets everything that was made, and all requests. */
	afresh?: boolean;
	/** Rows of history, and of customers at Stripe, to be added. */
	rows?: number;
	/** How long every answer takes from now on. */
	delayMs?: number;
}

export interface Counts {
	busha: number;
	stripe: number;
}

async function worldOf(emulator: Emulator, stripe: StripeServer): Promise<World> {
	emulator.fund('NGN', '1000000000000');
	const { id: recipientId } = emulator.addRecipient();
	const post = async (path: string, body: object): Promise<string> => {
		const headers = { Authorization: `Bearer ${emulator.secretKey}`, 'Content-Type': 'application/json' };
		const answer = await fetch(`${emulator.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
		return ((await answer.json()) as { data: { id: string } }).data.id;
	};
	const quoteId = await post('/v1/quotes', {
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '500',
		pay_in: { type: 'balance' },
		pay_out: { type: 'bank_transfer', recipient_id: recipientId },
	});
	const transferId = await post('/v1/transfers', { quote_id: quoteId });
	return { url: emulator.url, secretKey: emulator.secretKey, stripeUrl: stripe.url, recipientId, transferId };
}

/** The servers in a process of their own, so that their work does not count as the node's. Ends with its parent. */
async function main(): Promise<void> {
	const emulator = await startEmulator({ rateLimit: { perMinute: 10_000_000 } });
	const stripe = await new StripeServer().listen();
	// One entry of Busha's history is there from the start.
	stripe.customers = 1;
	process.on('disconnect', () => process.exit(0));
	process.on('message', ({ afresh, rows, delayMs }: Ask) => {
		if (afresh) emulator.reset();
		if (rows !== undefined) {
			emulator.addTransactions(rows);
			stripe.customers += rows;
		}
		if (delayMs !== undefined) {
			emulator.onRequest(() => (delayMs > 0 ? { kind: 'delay', ms: delayMs } : undefined));
			stripe.delayMs = delayMs;
		}
		process.send?.({ busha: emulator.requests.length, stripe: stripe.requests } satisfies Counts);
	});
	process.send?.(await worldOf(emulator, stripe));
}

void main();
