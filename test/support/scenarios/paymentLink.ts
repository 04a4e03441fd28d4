import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { addStandIns } from '../standIns';
import { outcome, runExample, type Scenarios } from './run';

const ORDER = { order: '1042', amount: '2500.50', customer: 'Ada Sample' };

/** Lets the shop send an order. Returns what it is answered, and the error of a run that failed. */
async function order(
	emulator: Emulator,
	body: IDataObject = ORDER,
): Promise<{ answers: IDataObject[]; told: unknown }> {
	const { sent: answers } = addStandIns();
	const fields = { Order: { pages: 'https://pay.example.com/' } };
	const run = await runExample(emulator, 'payment-link-for-order.json', {
		input: [{ body }],
		start: 'Order from the Shop',
		fields,
	});
	return { answers, told: outcome(run, 'Answer the Shop') };
}

const links = (emulator: Emulator) => [...emulator.state.paymentLinks.values()];

export const paymentLink: Scenarios = {
	'answers the shop with the link of the order, and makes it once': async (emulator) => {
		const first = await order(emulator);
		const again = await order(emulator, { ...ORDER, amount: '2500.5' });
		const [link] = links(emulator);
		expect(first.answers).toEqual([
			{ order: 'Order 1042', paymentLinkId: link?.id, url: `https://pay.example.com/${String(link?.link)}` },
		]);
		expect(again.answers).toEqual(first.answers);
		expect(links(emulator)).toMatchObject([
			{ name: 'Order 1042', target_amount: '2500.50', target_currency: 'NGN', fixed: true, one_time: true },
		]);
	},
	'makes one for each order, also when one number begins like another': async (emulator) => {
		await order(emulator);
		await order(emulator, { ...ORDER, order: '104' });
		expect(links(emulator).map(({ name }) => name)).toEqual(['Order 1042', 'Order 104']);
	},
	'makes one link when the answer of Busha is lost': async (emulator) => {
		emulator.fault({ method: 'POST', path: '/v1/payments/links' }, { kind: 'reset', commit: true });
		const { answers } = await order(emulator);
		expect([answers.length, links(emulator).length]).toEqual([1, 1]);
	},
	'stops when the amount of the order has changed': async (emulator) => {
		await order(emulator);
		const { told, answers } = await order(emulator, { ...ORDER, amount: '3000' });
		expect(told).toContain('Order 1042 has a link over 2500.50 already, not over 3000.');
		expect([answers, links(emulator).length]).toEqual([[], 1]);
	},
};
