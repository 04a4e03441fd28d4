import type { IDataObject } from 'n8n-workflow';

import { type Account, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { contractKept } from '../support/testEmulator';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	contractKept(account.emulator);
	await account.close();
});

const link = (operation: string, more: Parameters = {}): Parameters => ({
	resource: 'paymentLink',
	operation,
	...more,
});

async function made(more: Parameters = {}): Promise<string> {
	const { json } = await account.run(
		link('create', {
			name: 'Sample',
			title: 'Sample',
			description: 'A sample',
			targetCurrency: 'USDT',
			fixed: true,
			oneTime: false,
			targetAmount: '10',
			additionalFields: more,
		}),
	);
	return String(json[0]?.id);
}
const statusOf = (id: string) => account.emulator.state.paymentLinks.get(id)?.status;

describe('activate', () => {
	test('is asked for again when the first try had no effect', async () => {
		const paymentLinkId = await made({ type: 'invoice' });
		account.emulator.fault({ method: 'POST', path: /activate$/ }, { kind: 'reset', commit: false });
		const { json } = await account.run(link('activate', { paymentLinkId }));
		expect(json).toMatchObject([{ id: paymentLinkId, status: 'active', type: 'invoice' }]);
	});

	test('what is no draft is refused by Busha', async () => {
		const { error } = await account.run(link('activate', { paymentLinkId: await made() }));
		expect(error).toMatchObject({ httpCode: '400', context: { details: { outcome: 'rejected' } } });
	});
});

describe('delete', () => {
	test('says that it is deleted, of the chosen customer', async () => {
		const customerId = locator(account.customer.id);
		const { json: links } = await account.run({
			...link('create', { name: 'a', title: 'b', description: 'c', targetCurrency: 'NGN', fixed: false }),
			oneTime: false,
			customerId,
		});
		const paymentLinkId = String(links[0]?.id);
		const business = await account.run(link('delete', { paymentLinkId }));
		const { json } = await account.run(link('delete', { paymentLinkId, customerId }));
		expect(business.error?.httpCode).toBe('404');
		expect(json).toEqual([{ deleted: true }]);
		expect(statusOf(paymentLinkId)).toBe('deleted');
	});

	test('is asked for again when the first try had no effect', async () => {
		const paymentLinkId = await made();
		account.emulator.fault({ method: 'DELETE' }, { kind: 'reset', commit: false });
		const { json } = await account.run(link('delete', { paymentLinkId }));
		expect(json).toEqual([{ deleted: true }]);
		expect(statusOf(paymentLinkId)).toBe('deleted');
	});
});

describe('getRequests', () => {
	const rows = async (parameters: Parameters): Promise<IDataObject[]> => (await account.run(parameters)).json;

	/** Somebody pays through a link. */
	async function pay(id: string, email: string): Promise<void> {
		await fetch(`${account.emulator.url}/v1/payments/links/${id}/requests`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				source_currency: 'USDT',
				pay_in: { type: 'address', network: 'TRX' },
				requested_info: { email },
			}),
		});
	}

	test('lists who has used the link, and nobody else', async () => {
		const [paymentLinkId, other] = [await made(), await made()];
		for (const email of ['first@gmail.com', 'second@gmail.com']) await pay(paymentLinkId, email);
		await pay(other, 'third@gmail.com');
		const listed = await rows(link('getRequests', { paymentLinkId, returnAll: true, simplify: true }));
		expect(listed.map(({ additional_info: info }) => info)).toEqual([
			{ email: 'second@gmail.com' },
			{ email: 'first@gmail.com' },
		]);
		expect(listed[0]).toMatchObject({ id: expect.stringMatching(/^PAYR_/), target_amount: '10' });
		expect(listed[0]).not.toHaveProperty('timeline');
		const whole = await rows(link('getRequests', { paymentLinkId, limit: 1, simplify: false }));
		expect(whole).toMatchObject([{ source_id: paymentLinkId, timeline: expect.anything() }]);
	});

	test('takes a status, an order, and a page at a time', async () => {
		const paymentLinkId = await made();
		for (const email of ['first@gmail.com', 'second@gmail.com']) await pay(paymentLinkId, email);
		const filtered = async (filters: Parameters) =>
			await rows(link('getRequests', { paymentLinkId, returnAll: true, filters: filters as never }));
		expect(await filtered({ status: 'expired' })).toEqual([]);
		expect((await filtered({ sort: 'asc' }))[0]).toMatchObject({ additional_info: { email: 'first@gmail.com' } });
		const page = await rows(link('getRequests', { paymentLinkId, limit: 1, options: { cursor: 'start' } }));
		expect(page).toEqual([expect.anything(), { next_cursor: expect.any(String) }]);
	});
});
