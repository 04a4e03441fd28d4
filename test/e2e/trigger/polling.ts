/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import { TRANSFER_TIME } from '../../../emulator';
import { TestClient } from '../../emulator/testClient';
import { locator } from '../../support/busha';
import { DEPOSIT } from './delivery';
import { made } from './listening';
import type { Stage } from './stage';

/** Busha Polling Trigger, which looks every minute. */
export async function polling(stage: Stage): Promise<void> {
	const { n8n, emulator } = stage;
	const customer = emulator.addCustomer();
	const pay = async () => await new TestClient(emulator).pay(DEPOSIT, customer.id);
	await pay();
	await sleep(TRANSFER_TIME + 1_000);
	const parameters = {
		watch: 'transferStatusChanged',
		customerId: locator(customer.id),
		pollTimes: { item: [{ mode: 'everyMinute' }] },
	};
	const workflow = await made(n8n, stage.credential, parameters, { type: 'bushaPollingTrigger' });
	const section = async (kind: string, starts: number, run: () => Promise<unknown>): Promise<void> =>
		await stage.section(kind, starts, async () => (await run(), []), workflow);
	await section('polling: activation and history', 0, async () => await n8n.activate(workflow));
	await section('polling: a deposit, within a minute', 1, async () => {
		await pay();
		await sleep(62_000);
	});
}
