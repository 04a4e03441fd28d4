import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';

import { clock } from '../../nodes/Busha/api/clock';
import { type Account, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { TestCredentialsHelper } from '../support/credentials';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const HOUR_MS = 60 * 60_000;
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const payout = (reference: string, amount = '1001'): Parameters => account.payout({ reference, amount });
const payments = (amount = '1001'): number =>
	[...account.emulator.state.transfers.values()].filter(({ source_amount }) => source_amount === amount).length;

/** Somebody in another process, who speaks to Busha without the node. */
async function elsewhere(path: string, body: IDataObject): Promise<string> {
	const { url, secretKey } = account.emulator;
	const answer = await request(`${url}/v1/${path}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${secretKey}`,
			'content-type': 'application/json',
			'x-bu-profile-id': account.customer.id,
		},
		body: JSON.stringify(body),
	});
	return ((await answer.body.json()) as { data: { id: string } }).data.id;
}

const quoteElsewhere = async (reference: string, amount = '1001'): Promise<string> =>
	await elsewhere('quotes', {
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: amount,
		pay_in: { type: 'balance' },
		pay_out: { type: 'bank_transfer', recipient_id: account.recipientId },
		reference,
	});

const payElsewhere = async (reference: string): Promise<string> =>
	await elsewhere('transfers', { quote_id: await quoteElsewhere(reference) });

/** Several quotes that nobody executes, ten minutes apart. */
async function makeQuotes(count: number): Promise<void> {
	for (let index = 0; index < count; index++) {
		await quoteElsewhere(`another-quote-${index}`, '500');
		account.emulator.clock.advance(10 * 60_000);
	}
}

test('an open quote that is executed elsewhere while the item waits for its turn is not executed again', async () => {
	const { emulator } = account;
	emulator.forms = { secondTransfer: 'made' };
	const id = await quoteElsewhere('shared-reference');
	let posts = 0;
	let done: Promise<string> | undefined;
	emulator.onRequest(({ method, path, body }) => {
		if (method !== 'POST' || path !== '/v1/transfers' || (body as { quote_id: string }).quote_id === id)
			return undefined;
		if (++posts < 3) return { kind: 'reset', commit: false };
		done ??= elsewhere('transfers', { quote_id: id });
		return { kind: 'delay', ms: 100 };
	});
	const items = [
		{ reference: 'first-reference', amount: '1000' },
		{ reference: 'shared-reference', amount: '1001' },
	];
	const parameters = account.payout({ reference: '={{ $json.reference }}', amount: '={{ $json.amount }}' });
	const { json } = await account.run(parameters, { items, ...errorOutput });
	expect([posts, json.length, payments()]).toEqual([3, 2, 1]);
	expect(json[1]).toMatchObject({ id: await done, replayed: true });
});

test('a first answer that ends the list too early is not believed by later executions', async () => {
	const { emulator } = account;
	await payElsewhere('an-old-reference');
	emulator.clock.advance(3 * HOUR_MS);
	await makeQuotes(13);
	emulator.forms = { pageSize: 2 };
	const [second, first] = [...emulator.state.quotes.values()].slice(-2);
	const data = [first, second].map((quote) => ({
		id: quote?.id,
		reference: quote?.reference,
		created_at: new Date(quote?.row.at ?? 0).toISOString(),
	}));
	emulator.fault(
		{ method: 'GET', path: '/v1/quotes' },
		{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data } },
	);
	await account.run(payout('another-reference', '900'), errorOutput);
	emulator.clock.advance(3 * HOUR_MS);
	await account.run(payout('an-old-reference'), errorOutput);
	expect(payments()).toBe(1);
});

test.each([
	[0, false],
	[5 * HOUR_MS, false],
	[5 * HOUR_MS, true],
	[-5 * HOUR_MS, true],
])('a look that failed half-way is no look (this clock %d ms ahead, no dates: %s)', async (skewMs, dateHidden) => {
	await account.close();
	account = await openAccount({}, { skewMs });
	const { emulator } = account;
	emulator.forms = { dateHidden };
	const find = (reference: string): Parameters => ({
		resource: 'transaction',
		operation: 'find',
		customerId: locator(account.customer.id),
		reference,
	});
	await quoteElsewhere('first-of-all', '500');
	await account.run(find('nothing-with-this'));
	emulator.clock.advance(10_000);
	await payElsewhere('an-old-reference');
	emulator.clock.advance(2 * HOUR_MS);
	for (let index = 0; index < 3; index++) await quoteElsewhere(`another-quote-${index}`, '500');
	emulator.forms = { pageSize: 2, dateHidden };
	emulator.fault(
		{ method: 'GET', path: '/v1/quotes', where: ({ query }) => query.cursor !== undefined },
		{ kind: 'answer', status: 403, commit: false },
	);
	expect((await account.run(find('nothing-with-this'))).error).toBeDefined();
	expect((await account.run(find('an-old-reference'))).json).toMatchObject([{ found: true }]);
	await account.run(payout('an-old-reference'), errorOutput);
	expect(payments()).toBe(1);
});

describe('a quote that others may look for', () => {
	/** The calls after the quote of a payment was made, up to its transfer. */
	function callsFor(amount: string): string[] {
		const { requests, state } = account.emulator;
		const id = [...state.quotes.values()].find(({ source_amount }) => source_amount === amount)?.id ?? '';
		const end = requests.findIndex(
			({ method, path, body }) =>
				method === 'POST' && path === '/v1/transfers' && (body as { quote_id: string }).quote_id === id,
		);
		return requests.slice(0, end).map(({ method, path }) => `${method} ${path.replace(id, 'own')}`);
	}

	test('and that the list was not read back to is looked at before it is executed', async () => {
		account.emulator.forms = { pageSize: 2 };
		const slow = account.run(
			account.payout({ reference: 'slow-reference', amount: '1001', options: { settlingTime: 700 } }),
		);
		await clock.sleep(30_000);
		for (const name of ['another-quote-a', 'another-quote-b']) await quoteElsewhere(name, '500');
		await clock.sleep(660_000);
		for (const name of ['another-quote-c', 'another-quote-d', 'another-quote-e']) await quoteElsewhere(name, '500');
		await account.run(payout('quick-reference', '1002'));
		expect((await slow).json).toHaveLength(1);
		expect(callsFor('1001').slice(-2)).toEqual(['GET /v1/transfers', 'GET /v1/quotes/own']);
	});

	test('is looked at again when n8n takes long to read the credential', async () => {
		let reads = 0;
		const read = TestCredentialsHelper.prototype.getDecrypted;
		const slow = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockImplementation(async function (
			this: TestCredentialsHelper,
			...args
		) {
			const isTransfer = account.emulator.requests.filter(({ path }) => path === '/v1/quotes').length === 3;
			if (isTransfer && reads++ === 0) account.emulator.clock.advance(11_000);
			return await read.apply(this, args);
		});
		const { json } = await account.run(payout('slow-reference'));
		slow.mockRestore();
		expect([json.length, payments(), reads > 1]).toEqual([1, 1, true]);
		expect(callsFor('1001').slice(-4)).toEqual([
			'POST /v1/quotes',
			'GET /v1/quotes',
			'GET /v1/transfers',
			'GET /v1/quotes/own',
		]);
	});
});
