import { type Account, openAccount } from '../support/account';
import type { Parameters } from '../support/busha';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const create = (more: Parameters = {}): Parameters => ({
	resource: 'paymentLink',
	operation: 'create',
	name: 'Sample product',
	title: 'Sample product',
	description: 'A sample',
	targetCurrency: 'USDT',
	fixed: true,
	oneTime: false,
	additionalFields: {
		quoteAmount: '10000',
		quoteCurrency: 'NGN',
		requireExtraInfo: { fields: [{ fieldName: 'email', required: true }] },
	},
	...more,
});
const post = { method: 'POST', path: '/v1/payments/links' };
const links = () => [...account.emulator.state.paymentLinks.values()];

test('a link is made with the fields as the API names them', async () => {
	const { json, error } = await account.run(create());
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ id: links()[0]?.id, status: 'active', quote_amount: '10000' });
	expect(account.emulator.requests.find(({ method }) => method === 'POST')?.body).toEqual({
		name: 'Sample product',
		title: 'Sample product',
		description: 'A sample',
		target_currency: 'USDT',
		fixed: true,
		one_time: false,
		quote_amount: '10000',
		quote_currency: 'NGN',
		require_extra_info: [{ field_name: 'email', required: true }],
	});
});

test('an invoice has items and a due date', async () => {
	const { json, error } = await account.run(
		create({
			targetAmount: '500',
			additionalFields: {
				type: 'invoice',
				customerEmail: 'payer@gmail.com',
				dueDate: '2027-06-15T00:00:00Z',
				items: { items: [{ item: 'Hours', quantity: 10, amount: '50' }] },
			},
		}),
	);
	expect(error).toBeUndefined();
	expect(account.emulator.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
		due_date: '2027-06-15T00:00:00.000Z',
	});
	expect(json[0]).toMatchObject({ type: 'invoice', meta: { items: [{ item: 'Hours', quantity: 10, amount: '50' }] } });
});

test('a link whose answer is lost is found among the newest, an older one that looks the same is not taken for it', async () => {
	const first = await account.run(create());
	account.emulator.fault(post, { kind: 'reset', commit: true });
	const second = await account.run(create());
	expect(second.json[0]?.id).not.toBe(first.json[0]?.id);
	expect(links()).toHaveLength(2);
});

test('another link that is made in the same moment is not taken for it', async () => {
	await account.run(create({ name: 'Another product' }));
	const nothingYet = { status: 'success', message: 'x', data: [] };
	account.emulator.fault(
		{ method: 'GET', path: '/v1/payments/links' },
		{ kind: 'answer', status: 200, commit: false, body: nothingYet },
	);
	account.emulator.fault(post, { kind: 'reset', commit: false });
	const { error } = await account.run(create());
	expect(error?.context.details).toMatchObject({ outcome: 'unknown' });
});

test('a link is read, listed and changed', async () => {
	const { json } = await account.run(create());
	await account.run(create({ name: 'Another product' }));
	const paymentLinkId = String(json[0]?.id);
	const common = { resource: 'paymentLink', paymentLinkId };
	const changed = await account.run({
		...common,
		operation: 'update',
		updateFields: { title: 'Renamed', status: 'pending', quoteAmount: '7' },
	});
	expect(changed.json[0]).toMatchObject({ title: 'Renamed', status: 'pending' });
	expect((await account.run({ ...common, operation: 'get' })).json[0]).toMatchObject({ title: 'Renamed' });
	const listed = await account.run({
		...common,
		operation: 'getAll',
		returnAll: false,
		limit: 5,
		filters: { status: 'pending' },
		simplify: true,
	});
	expect(listed.json).toEqual([expect.objectContaining({ id: paymentLinkId })]);
});

test.each<[string, Parameters, string]>([
	['a note that is too long', { note: 'n'.repeat(251) }, 'Note: has 251 characters, and Busha takes at most 250'],
	[
		'an item that is too long',
		{ items: { items: [{ item: 'i'.repeat(256), quantity: 1, amount: '1' }] } },
		'Item: has 256 characters, and Busha takes at most 255',
	],
	['one limit alone', { amountLimit: { minAmount: '5' } }, 'Amount Limit: lacks Maximum Amount'],
])('%s is refused before anything is sent', async (_name, additionalFields, message) => {
	const { error } = await account.run(create({ additionalFields }));
	expect(error).toMatchObject({ message: expect.stringContaining(message) });
	expect(account.emulator.requests).toEqual([]);
});

test('a fixed link has its price in the target currency, or in a quote currency', async () => {
	const { error } = await account.run(create({ targetAmount: '12.50', additionalFields: {} }));
	expect(error).toBeUndefined();
	expect(account.emulator.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
		target_amount: '12.50',
	});
});

test.each<[string, Parameters, string]>([
	['a fixed link without a price', { additionalFields: {} }, 'Target Amount is missing'],
	['a quote amount without its currency', { additionalFields: { quoteAmount: '5' } }, 'belong together'],
	['a quote currency without an amount', { additionalFields: { quoteCurrency: 'NGN' } }, 'belong together'],
])('%s is refused before anything is sent', async (_name, more, message) => {
	const { error } = await account.run(create(more));
	expect(error).toMatchObject({ message: expect.stringContaining(message) });
	expect(account.emulator.requests).toEqual([]);
});

test('a link whose payer chooses the amount needs none', async () => {
	const { error } = await account.run(create({ fixed: false, targetAmount: '7', additionalFields: {} }));
	expect(error).toBeUndefined();
	expect(links()[0]).not.toHaveProperty('target_amount', '7');
});

describe('a link that is there', () => {
	const drafted = async (): Promise<string> => {
		const { json } = await account.run(
			create({
				targetAmount: '500',
				additionalFields: {
					type: 'invoice',
					customerEmail: 'payer@gmail.com',
					customerName: 'Ada',
					items: { items: [{ item: 'Hours', quantity: 1, amount: '500' }] },
				},
			}),
		);
		return String(json[0]?.id);
	};

	test('is activated when it is a draft', async () => {
		const paymentLinkId = await drafted();
		links()[0]!.status = 'draft';
		const { json, error } = await account.run({ resource: 'paymentLink', operation: 'activate', paymentLinkId });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: paymentLinkId, status: 'active' });
	});

	test('and whose activation got no answer is not activated again', async () => {
		const paymentLinkId = await drafted();
		links()[0]!.status = 'draft';
		const activate = { method: 'POST', path: `/v1/payments/links/${paymentLinkId}/activate` };
		account.emulator.fault(activate, { kind: 'reset', commit: true });
		const { json } = await account.run({ resource: 'paymentLink', operation: 'activate', paymentLinkId });
		expect(json[0]).toMatchObject({ id: paymentLinkId, status: 'active' });
		expect(account.emulator.requests.filter(({ path }) => path === activate.path)).toHaveLength(1);
	});

	test.each([false, true])('is deleted, lost answer: %s', async (lost) => {
		const { json } = await account.run(create());
		const paymentLinkId = String(json[0]?.id);
		if (lost) account.emulator.fault({ method: 'DELETE' }, { kind: 'reset', commit: true });
		const deleted = await account.run({ resource: 'paymentLink', operation: 'delete', paymentLinkId });
		expect(deleted.json).toEqual([{ deleted: true }]);
		expect(account.emulator.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
	});
});
