import type { IDataObject } from 'n8n-workflow';

import { locator, payoutTo } from '../../support/busha';
import { add } from '../editor/creator';
import { DIALOG, newCredential, openTested, saveWith } from '../editor/credential';
import { fillIn } from '../editor/payout';
import { REFUSED } from '../editor/refusal';
import { openBusha, type Stage } from '../editor/stage';
import type { Shot } from './shot';

/** A trigger with the panel open. */
async function openTrigger({ editor, credential }: Stage, name: string, type: string, parameters: object) {
	const place = { id: 'a', typeVersion: 1, position: [0, 0], webhookId: '0b7c7d1e-0000-4000-8000-000000000001' };
	const node = { ...place, name, type: `n8n-nodes-busha.${type}`, credentials: { bushaApi: await credential() } };
	await editor.open({ name, nodes: [{ ...node, parameters }], connections: {} });
	await editor.openPanel(name);
}

/** Fills in a payout as the scenario of the editor does, for a customer who has the money. */
async function filledPayout(stage: Stage, more: IDataObject = {}): Promise<void> {
	const { emulator } = stage;
	const customer = emulator.addCustomer();
	emulator.fund('NGN', '250000', customer.id);
	emulator.addRecipient({}, customer.id);
	await openBusha(stage, {
		resource: 'transaction',
		operation: 'payout',
		options: { waitForCompletion: true },
		...more,
	});
	const chosen = { customer: customer.email ?? '', recipient: 'ADA SAMPLE' };
	await fillIn(stage.editor, { ...chosen, amount: '5000', reference: 'payroll-2026-11-0042' });
}

/** What somebody meets on the way, in the order of the first run. */
export const steps: readonly Shot[] = [
	{
		name: 'credential-tested',
		size: { width: 1280, height: 960 },
		play: async ({ editor, emulator }) => {
			await add(editor, 'balance', 'Get many balances');
			await newCredential(editor, emulator.url);
			await saveWith(editor, emulator.secretKey);
			await openTested(editor);
			const dialog = await editor.part(DIALOG).locator('.el-dialog').or(editor.part(DIALOG)).first().boundingBox();
			// The fields that a first credential needs.
			return dialog ? { ...dialog, height: 712 } : undefined;
		},
	},
	{
		name: 'busha-payout',
		size: { width: 1280, height: 1260 },
		play: async (stage) => {
			await filledPayout(stage);
			return undefined;
		},
	},
	{
		name: 'payout-output',
		size: { width: 2560, height: 290 },
		play: async (stage) => {
			await filledPayout(stage, { simplify: true });
			await stage.editor.execute();
			await stage.editor.shows('output-panel', 'TRF_');
			await stage.editor.outputRow();
			return stage.editor.part('output-panel');
		},
	},
	{
		name: 'error-with-advice',
		size: { width: 1680, height: 440 },
		play: async (stage) => {
			const poor = stage.emulator.addCustomer();
			const recipient = stage.emulator.addRecipient({}, poor.id);
			await openBusha(stage, payoutTo(recipient.id, { customerId: locator(poor.id), amount: '5000' }));
			await stage.editor.execute();
			await stage.editor.shows('node-error-description', REFUSED.advice);
			return stage.editor.part('output-panel');
		},
	},
	{
		name: 'busha-trigger',
		size: { width: 1280, height: 860 },
		play: async (stage) => {
			const events = ['deposit.success', 'transfer.funds_received'];
			await openTrigger(stage, 'Busha Trigger', 'bushaTrigger', { events, confirm: true });
			await stage.editor.page.getByText('Webhook URLs', { exact: true }).click();
			await stage.editor.page.getByText('Production URL', { exact: true }).click();
			return undefined;
		},
	},
	{
		name: 'busha-polling-trigger',
		size: { width: 1280, height: 860 },
		play: async (stage) => {
			const pollTimes = { item: [{ mode: 'everyHour' }] };
			const parameters = { watch: 'transferStatusChanged', statuses: ['funds_received'], pollTimes };
			await openTrigger(stage, 'Busha Polling Trigger', 'bushaPollingTrigger', parameters);
			return undefined;
		},
	},
];
