/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import { TestClient } from '../../emulator/testClient';
import { expectThat, type Sent } from '../report';
import { DEPOSIT, inTurn } from './delivery';
import { listen } from './listening';
import type { Stage } from './stage';

/** A trigger that starts only when the API shows what was delivered. */
export async function confirmation(stage: Stage): Promise<void> {
	const { n8n, emulator } = stage;
	const careful = await listen(n8n, stage.credential, { events: ['*'], confirm: true });
	const one = async (kind: string, starts: number, event: string, data: object): Promise<void> =>
		await stage.section(kind, starts, async () => [await stage.send(event, data, careful)], careful);
	const customer = emulator.addCustomer({ status: 'in_review' });
	const active = { id: customer.id, status: 'active', updated_at: '2026-05-01T09:00:00Z' };
	await one('confirm: not there yet', 0, 'customer.verification.active', active);
	emulator.approve(customer.id);
	await one('confirm: the same, now there', 1, 'customer.verification.active', active);
	const unknown = (updated: number) => ({
		id: 'TRF_Nowhere',
		profile_id: emulator.businessId,
		updated_at: new Date(updated).toISOString(),
	});
	await one('confirm: not known to the API yet', 0, 'transfer.completed', unknown(Date.now()));
	await one('confirm: unknown to the API after an hour', 0, 'transfer.completed', unknown(Date.now() - 4_000_000));
	await one('confirm: names no owner', 1, 'transfer.completed', { id: 'TRF_Elsewhere' });
	const rejected = { ...active, status: 'rejected' };
	await one('confirm: has moved on for good', 0, 'customer.verification.rejected', rejected);
	emulator.fault({ resource: 'customers' }, { kind: 'reset', commit: false }, 2);
	const second = { ...active, updated_at: '2' };
	await one('confirm: API out of reach', 0, 'customer.verification.active', second);
	const later = async (index: number): Promise<Sent> => {
		const data = { ...active, updated_at: `2026-05-02T09:00:${index}Z` };
		return await stage.send('customer.verification.active', data, careful);
	};
	await stage.section('confirm: borne out', 50, async () => await inTurn(50, later), careful);

	emulator.webhooks.register(careful.url);
	const paid = async (): Promise<Sent[]> => {
		await new TestClient(emulator).pay(DEPOSIT, customer.id);
		for (let tries = 0; tries < 100 && emulator.webhooks.deliveries.length < 3; tries++) await sleep(100);
		await emulator.webhooks.idle();
		return emulator.webhooks.deliveries.map(({ status = 0 }) => ({ status, body: '', ms: NaN }));
	};
	await stage.section("the emulator's own deposit, confirmed", 3, paid, careful);
	emulator.webhooks.clear();
	const { failed } = await n8n.executions(careful);
	expectThat('every execution that was confirmed has succeeded', failed === 0, `${failed} have not`);
}
