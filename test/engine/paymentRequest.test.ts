import { type Account, openAccount, OWN_REFERENCE } from '../support/account';
import { credentialsOf, locator, type Parameters, type Ran } from '../support/busha';
import { contractKept } from '../support/testEmulator';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	contractKept(account.emulator);
	await account.close();
});

const create = (more: Parameters = {}): Parameters => ({
	resource: 'paymentRequest',
	operation: 'create',
	sourceCurrency: 'USDT',
	targetCurrency: 'NGN',
	amountType: 'quote',
	amount: '25000',
	quoteCurrency: 'NGN',
	payInType: 'address',
	payInNetwork: 'TRX',
	payerEmail: 'payer@gmail.com',
	payerName: 'Sample Payer',
	...more,
});
const path = '/v1/payments/requests';
const run = async (parameters: Parameters) =>
	await account.run(parameters, {
		credential: { ...credentialsOf(account.emulator).bushaApi, publicKey: account.emulator.publicKey },
	});
const requests = () => [...account.emulator.state.paymentRequests.values()];
const posts = () => account.emulator.requests.filter(({ method }) => method === 'POST');

test('a payment request is made with the public key, and read', async () => {
	const { json, error } = await run(create({ reference: 'order-2026-11-1' }));
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ id: requests()[0]?.id, status: 'pending', pay_in: { type: 'address' } });
	expect(posts()[0]).toMatchObject({
		path,
		headers: { 'x-bu-public-key': account.emulator.publicKey },
		body: {
			source_currency: 'USDT',
			target_currency: 'NGN',
			quote_amount: '25000',
			quote_currency: 'NGN',
			pay_in: { type: 'address', network: 'TRX' },
			additional_info: { email: 'payer@gmail.com', name: 'Sample Payer' },
			reference: 'order-2026-11-1',
		},
	});
	const read = { resource: 'paymentRequest', operation: 'get', paymentRequestId: String(json[0]?.id) };
	expect((await run(read)).json[0]).toMatchObject({ id: json[0]?.id, reference: 'order-2026-11-1' });
});

test.each([create(), { resource: 'paymentRequest', operation: 'get', paymentRequestId: 'PAYR_1' }])(
	'without a public key in the credential, the error says where to find it',
	async (parameters) => {
		const { error } = await account.run(parameters);
		expect(error).toMatchObject({
			message: expect.stringContaining('The credential has no public key'),
			description: expect.stringContaining('Settings, Developer Tools'),
			context: { details: { outcome: 'notSent' } },
		});
		expect(account.emulator.requests).toEqual([]);
	},
);

test('the public key goes only where Busha takes it', async () => {
	await run({ resource: 'balance', operation: 'getAll', returnAll: true });
	expect(account.emulator.requests[0]?.headers).not.toHaveProperty('x-bu-public-key');
});

test('one whose answer is lost is found, and an older one that looks the same is not taken for it', async () => {
	const first = await run(create());
	account.emulator.fault({ method: 'POST', path }, { kind: 'reset', commit: true });
	const second = await run(create());
	expect(second.json[0]?.id).not.toBe(first.json[0]?.id);
	expect(requests()).toHaveLength(2);
});

test('is found by its reference, however Busha writes the amount', async () => {
	account.emulator.fault({ method: 'POST', path }, { kind: 'reset', commit: true });
	const { json, error } = await run(create({ amountType: 'source', amount: '33.50' }));
	expect(error).toBeUndefined();
	expect(requests()).toHaveLength(1);
	expect(json[0]).toMatchObject({ id: requests()[0]?.id, source_amount: '33.5', reference: OWN_REFERENCE });
});

test('is found also where Busha shows the reference as that of the merchant', async () => {
	account.emulator.onRequest(({ method }) => {
		if (method === 'POST') return { kind: 'reset', commit: false };
		const [sent] = posts();
		if (!sent) return undefined;
		const row = { id: 'PAYR_Sample00001', reference: 'B1', merchant_reference: 'order-1' };
		return { kind: 'answer', status: 200, commit: false, body: { status: 'success', message: 'x', data: [row] } };
	});
	const { json } = await run(create({ reference: 'order-1' }));
	expect(posts()).toHaveLength(1);
	expect(json).toMatchObject([{ id: 'PAYR_Sample00001' }]);
});

test('a second one for the same order is made, and an earlier one is not taken for it', async () => {
	const first = await run(create({ reference: 'order-1' }));
	account.emulator.fault({ method: 'POST', path }, { kind: 'reset', commit: true });
	const second = await run(create({ reference: 'order-1' }));
	expect([first.error, second.error]).toEqual([undefined, undefined]);
	expect(second.json[0]?.id).not.toBe(first.json[0]?.id);
	expect(requests()).toHaveLength(2);
});

test('those of others are not taken for it', async () => {
	const nothingYet = { status: 'success', message: 'x', data: [] };
	account.emulator.fault({ method: 'GET', path }, { kind: 'answer', status: 200, commit: false, body: nothingYet });
	await run(create({ payerEmail: 'another@gmail.com' }));
	account.emulator.fault({ method: 'POST', path }, { kind: 'reset', commit: false }, 9);
	expect((await run(create())).error?.context.details).toMatchObject({ outcome: 'unknown' });
	expect(requests()).toHaveLength(1);
});

test.each<[string, Parameters, object]>([
	[
		'mobile money, from a phone',
		{ sourceCurrency: 'KES', targetCurrency: 'KES', payInType: 'mobile_money', payInPhone: '0712 345 678' },
		{ type: 'mobile_money', phone: '+254712345678' },
	],
	[
		'direct debit, by a mandate',
		{ sourceCurrency: 'NGN', targetCurrency: 'NGN', payInType: 'direct_debit', payInRecipientId: 'mandate-1' },
		{ type: 'direct_debit', recipient_id: 'mandate-1' },
	],
])('a payer can pay by %s', async (_how, parameters, payIn) => {
	const { error } = await run(create({ amountType: 'source', amount: '1000', ...parameters }));
	expect(error).toBeUndefined();
	expect(posts()[0]?.body).toMatchObject({ pay_in: payIn });
});

test('they are filtered by Busha, and by the moment when they were made', async () => {
	await run(create());
	const made = Date.parse(requests()[0]?.created_at ?? '');
	const listed = async (filters: object) =>
		(await run({ resource: 'paymentRequest', operation: 'getAll', returnAll: true, filters } as Parameters)).json;
	const at = (ms: number): string => new Date(made + ms).toISOString();
	expect(
		await listed({ asset: 'USDT', type: 'checkout', createdAfter: at(-60_000), createdBefore: at(60_000) }),
	).toHaveLength(1);
	expect(account.emulator.requests.at(-1)?.query).toMatchObject({ asset: 'USDT', type: 'checkout', sort: 'desc' });
	expect(await listed({ asset: 'NGN' })).toEqual([]);
	expect(await listed({ createdAfter: at(60_000) })).toEqual([]);
	expect(await listed({ createdBefore: at(-60_000) })).toEqual([]);
});

test('they are listed, also those of a payment link', async () => {
	await run(create());
	const filters = { status: 'pending' };
	const listed = await run({
		resource: 'paymentRequest',
		operation: 'getAll',
		returnAll: true,
		filters,
		simplify: true,
	});
	expect(listed.json.map(({ id }) => id)).toEqual(requests().map(({ id }) => id));
	const link = await run({
		resource: 'paymentLink',
		operation: 'create',
		name: 'A',
		title: 'A',
		description: 'A',
		targetCurrency: 'USDT',
		fixed: false,
		oneTime: false,
	});
	const ofLink = { resource: 'paymentLink', operation: 'getRequests', paymentLinkId: String(link.json[0]?.id) };
	const none = await run({ ...ofLink, returnAll: true, simplify: true });
	expect([none.error, none.json]).toEqual([undefined, []]);
	expect(account.emulator.requests.at(-1)?.path).toBe(`/v1/payments/links/${String(link.json[0]?.id)}/requests`);
});

test('one that is paid from a balance at Busha is finalized with the code that the payer got', async () => {
	const [made] = (await run(create({ payInType: 'balance' }))).json;
	const finalize = { resource: 'paymentRequest', operation: 'finalize', paymentRequestId: String(made?.id) };
	expect((await run({ ...finalize, code: '1234567' })).error?.message).toContain('Code: has 7 characters');
	const { json, error } = await run({ ...finalize, code: '123456' });
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ id: made?.id });
});

test('of a customer brings the money to the customer', async () => {
	const { emulator, customer } = account;
	const before = emulator.balance('NGN', customer.id).available;
	const { error } = await run(create({ customerId: locator(customer.id) }));
	expect(error).toBeUndefined();
	expect(emulator.requests.map(({ profileId }) => profileId)).toEqual(emulator.requests.map(() => customer.id));
	emulator.clock.advance(60_000);
	expect(emulator.balance('NGN', customer.id).available).not.toBe(before);
});

describe('a confirmation whose answer is lost', () => {
	/** Loses the answer. The payment goes on at once, or only after the look at it. */
	const finalized = async (goesOn: boolean): Promise<Ran> => {
		const [made] = (await run(create({ payInType: 'balance' }))).json;
		account.emulator.onRequest(({ method }) => {
			if (method === 'POST') return { kind: 'reset', commit: true };
			if (goesOn) account.emulator.clock.advance(60_000);
			return undefined;
		});
		const paymentRequestId = String(made?.id);
		return await run({ resource: 'paymentRequest', operation: 'finalize', paymentRequestId, code: '123456' });
	};
	const sent = () => posts().filter((request) => request.path.endsWith('/finalize'));

	test('is the request as it is then, once the payment is under way', async () => {
		const { json, error } = await finalized(true);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: requests()[0]?.id, status: 'completed' }]);
		expect(sent()).toHaveLength(1);
	});

	test('is unknown while the request is pending, and is not sent again', async () => {
		const { error } = await finalized(false);
		expect(error?.context.details).toMatchObject({ outcome: 'unknown' });
		expect(sent()).toHaveLength(1);
	});
});
