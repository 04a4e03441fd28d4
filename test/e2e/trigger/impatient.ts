/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Emulator } from '../../../emulator';
import type { RealN8n } from '../n8n';
import type { Report } from '../report';
import { atOnce, deposit, giveUp, post, signed } from './delivery';
import { A_SECOND, listen } from './listening';
import { dataOf } from './stage';

/** An n8n that runs one execution at a time, so that deliveries have to wait, and a sender who does not wait. */
export async function impatientSender(n8n: RealN8n, emulator: Emulator, report: Report): Promise<void> {
	await n8n.setUp();
	const credential = await n8n.addCredential(dataOf(emulator));
	const busy = await listen(n8n, credential, { events: ['*'] }, { last: A_SECOND });
	const one = (index: number | string) => signed(emulator, 'deposit.success', deposit(index));
	const send = async (index: number | string) => {
		const { body, headers } = one(index);
		return await post(busy.url, body, headers);
	};
	await report.add(
		'given up while n8n waits for a free place, twice, and sent again',
		13,
		async () => (await n8n.executions(busy)).all,
		async () => {
			const occupied = atOnce(3, async (index) => await send(`busy-${index}`));
			await sleep(100);
			for (let time = 0; time < 2; time++) await atOnce(10, async (index) => await giveUp(busy.url, one(index)));
			const answered = await atOnce(10, send);
			return [...(await occupied), ...answered];
		},
	);
}
