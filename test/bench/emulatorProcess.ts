/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { startEmulator } from '../../emulator';

/** What the process that measures needs to know of the emulator. */
export interface Account {
	url: string;
	secretKey: string;
	customerId: string;
	recipientId: string;
}

/** A local Busha in a process of its own, so that its work does not count as the node's. Ends with its parent. */
async function main(): Promise<void> {
	const emulator = await startEmulator({ rateLimit: { perMinute: 10_000_000 } });
	const { id: customerId } = emulator.addCustomer();
	emulator.fund('NGN', '1000000000000', customerId);
	const account: Account = {
		url: emulator.url,
		secretKey: emulator.secretKey,
		customerId,
		recipientId: emulator.addRecipient({}, customerId).id,
	};
	process.on('disconnect', () => process.exit(0));
	process.send?.(account);
}

void main();
