/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { expectThat } from '../report';
import type { Stage } from './stage';

export async function listening({ editor, emulator, credential }: Stage): Promise<string> {
	const webhookId = randomUUID();
	const type = 'n8n-nodes-busha.bushaTrigger';
	const trigger = { id: 'a', name: 'Busha Trigger', webhookId, type, typeVersion: 1, position: [0, 0] };
	const parameters = { events: ['deposit.success'] };
	await editor.open({
		name: 'Listening',
		nodes: [{ ...trigger, credentials: { bushaApi: await credential() }, parameters }],
		connections: {},
	});
	await editor.openPanel('Busha Trigger');
	await editor.execute();
	await editor.page.getByText('Stop Listening', { exact: true }).first().waitFor();
	emulator.webhooks.register(`${editor.n8n.url}/webhook-test/${webhookId}/webhook`);
	const event = {
		id: 'D-mouse',
		profile_id: emulator.businessId,
		amount: '5900.00',
		currency: 'NGN',
		status: 'COMPLETED',
	};
	let status: number | undefined = 404;
	// n8n says that it listens a moment before it does.
	for (let tries = 0; tries < 50 && status === 404; tries++) {
		({ status } = await emulator.webhooks.deliver('deposit.success', event));
		await sleep(200);
	}
	emulator.webhooks.clear();
	expectThat('the delivery is accepted', status === 200, String(status));
	await editor.shows('output-panel', 'D-mouse');
	return `answered with ${status}`;
}
