/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout } from 'node:timers/promises';

import { ExecuteContext } from 'n8n-core';

import type { Fault, Forms } from '../../emulator';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { TestCredentialsHelper } from '../support/credentials';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const transfers = () => [...account.emulator.state.transfers.values()];
const orders = () => [...account.emulator.state.billOrders.values()];
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const refused: Fault = { kind: 'answer', status: 400, commit: false };
const convert = (more: Parameters = {}): Parameters => ({
	resource: 'transaction',
	operation: 'convert',
	customerId: locator(account.customer.id),
	sourceCurrency: 'BTC',
	targetCurrency: 'USDT',
	amountType: 'source',
	amount: '0.01',
	...more,
});
const bill = (more: Parameters = {}): Parameters => ({
	resource: 'bill',
	operation: 'purchase',
	category: 'electricity',
	productCode: 'sample-disco',
	recipient: '45000000001',
	amount: '1000',
	accountType: 'prepaid',
	phoneNumber: '+2348000000001',
	...more,
});
const buy = { method: 'POST', path: '/v1/bill/purchase' };

describe('a quote that gives less than its rate, of an amount with few digits', () => {
	test.each([
		['less arrives', { quoted: 'lessTarget' } as Partial<Forms>, {}],
		['the rate is not that of the amounts', { quoted: 'rateOff' } as Partial<Forms>, {}],
	])('%s: is not executed', async (_name, forms, more) => {
		account.emulator.fund('BTC', '1', account.customer.id);
		account.emulator.forms = forms;
		const ran = await account.run(convert(more), errorOutput);
		expect(transfers()).toEqual([]);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent' });
	});

	test('takes more than its rate: is not executed', async () => {
		account.emulator.fund('USDT', '100000', account.customer.id);
		account.emulator.forms = { quoted: 'moreSource' };
		const ran = await account.run(
			convert({ sourceCurrency: 'USDT', targetCurrency: 'BTC', amountType: 'target' }),
			errorOutput,
		);
		expect(transfers()).toEqual([]);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'notSent' });
	});
});

describe('answers with null', () => {
	/** Quotes answer as always, but with these fields null. */
	async function withNull(...fields: string[]) {
		account.emulator.onRequest(undefined);
		const quote = {
			id: 'QUO_Null00000001',
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: '1000',
			target_amount: '1000',
			profile_id: account.customer.id,
			rate: { rate: '1', side: 'sell' },
			fees: [],
			pay_in: { type: 'balance' },
			pay_out: { type: 'bank_transfer', recipient_id: account.recipientId },
			status: 'pending',
			created_at: new Date(account.emulator.clock.now()).toISOString(),
		};
		const nulls = Object.fromEntries(fields.map((field) => [field, null]));
		account.emulator.fault(
			{ method: 'POST', path: '/v1/quotes' },
			{ kind: 'answer', status: 201, commit: false, body: { status: 'success', data: { ...quote, ...nulls } } },
		);
	}

	test.each(['pay_in', 'pay_out'])('%s of a quote is null: the item ends with an error of its own', async (field) => {
		await withNull(field);
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran).error).not.toMatch(/Cannot read|is not a function|undefined|null/);
		expect(failureIn(ran).details.outcome).toMatch(/notSent|unknown/);
	});

	test("a business's quote whose profile is null is executed, or ends with an error of its own", async () => {
		await withNull('profile_id');
		const ran = await account.run(account.payout({ customerId: locator('') }), errorOutput);
		expect(failureIn(ran).error).not.toMatch(/Cannot read|is not a function|undefined|null/);
	});

	test('a null among the transfers after a lost answer leaves it unknown, with its quote', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault(
			{ method: 'GET', path: '/v1/transfers' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [null] } },
			50,
		);
		const ran = await account.run(account.payout(), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.not.stringContaining('Cannot read') as string,
			details: { outcome: 'unknown', quoteId: transfers()[0]?.quote_id },
		});
	});

	test('a transfer whose profile is null is a result', async () => {
		account.emulator.onRequest(({ method, path, body }) =>
			method === 'POST' && path === '/v1/transfers'
				? {
						kind: 'answer',
						status: 201,
						commit: true,
						body: {
							status: 'success',
							data: {
								id: 'TRF_1',
								quote_id: (body as { quote_id: string }).quote_id,
								status: 'pending',
								profile_id: null,
								source_amount: '1000',
							},
						},
					}
				: undefined,
		);
		const ran = await account.run(account.payout(), errorOutput);
		expect(ran.json).toHaveLength(1);
	});
});

describe('bills', () => {
	test("one that was not bought is not reported with another execution's order", async () => {
		account.emulator.fault(buy, { kind: 'reset', commit: false });
		const both = await Promise.all([1, 2].map(async () => await account.run(bill(), errorOutput)));
		expect(both.flatMap(({ json }) => json)).toHaveLength(orders().length);
	});

	test('one that was refused is not reported with another order', async () => {
		account.emulator.fault(buy, refused);
		const both = await Promise.all([1, 2].map(async () => await account.run(bill(), errorOutput)));
		expect(both.flatMap(({ json }) => json)).toHaveLength(orders().length);
	});

	test('an execution that is retried twice buys each one once', async () => {
		account.emulator.fault({ ...buy, where: () => orders().length === 1 }, refused);
		const items = ['1000', '1001', '1002'].map((amount) => ({ amount }));
		const failed = await account.run(bill({ amount: '={{ $json.amount }}' }), { items });
		expect(orders()).toHaveLength(1);
		for (let run = 0; run < 2; run++)
			await account.run(bill({ amount: '={{ $json.amount }}' }), { items, retryOf: failed.run });
		expect(orders().map(({ amount }) => amount)).toEqual(['1000', '1001', '1002']);
	});

	test('one that Busha buys and answers with 401 is not bought by n8n again', async () => {
		account.emulator.fault(buy, { kind: 'answer', status: 401, commit: true });
		await account.run(bill(), errorOutput);
		expect(orders()).toHaveLength(1);
	});
});

describe('a stopped execution', () => {
	test('names the payment that it was waiting for', async () => {
		const stop = new AbortController();
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'GET' && path.startsWith('/v1/transfers/')) stop.abort();
			return undefined;
		});
		const logged: string[] = [];
		const logger = jest
			.spyOn(ExecuteContext.prototype.logger, 'warn')
			.mockImplementation((line) => void logged.push(line));
		const ran = await account.run(account.payout({ options: { waitForCompletion: true } }), { cancel: stop.signal });
		expect(transfers()).toHaveLength(1);
		// n8n ends a stopped execution at once, and the node notices a moment later.
		for (let tries = 0; tries < 200 && logged.length === 0; tries++) await setTimeout(5);
		logger.mockRestore();
		expect(ran.run.status).toBe('canceled');
		expect(logged).toEqual([`The execution was stopped. Paid before: item 0 (${transfers()[0]?.id}).`]);
	});
});

describe('Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const items = ['1000', '1001'].map((amount) => ({ amount }));
	afterEach(() => jest.restoreAllMocks());

	/** From the second try on, n8n cannot read the credential. */
	function credentialGone() {
		const real = TestCredentialsHelper.prototype.getDecrypted;
		let gone = false;
		jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockImplementation(async function (
			this: TestCredentialsHelper,
			...args: Parameters0
		) {
			if (gone) throw new Error('The database is away');
			return await real.apply(this, args);
		} as never);
		return () => {
			gone = true;
		};
	}
	type Parameters0 = Parameters1<typeof TestCredentialsHelper.prototype.getDecrypted>;
	type Parameters1<F> = F extends (...args: infer A) => unknown ? A : never;

	test('tells what the first try paid when the second cannot begin', async () => {
		const go = credentialGone();
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === '/v1/transfers' && transfers().length === 1) {
				go();
				return refused;
			}
			return undefined;
		});
		const ran = await account.run(account.payout({ amount: '={{ $json.amount }}' }), { items, settings: retry });
		expect(transfers()).toHaveLength(1);
		expect(JSON.stringify(ran.error?.context.details)).toContain(String(transfers()[0]?.id));
	});

	test('leaves unknown what the first try left unknown when the second cannot begin', async () => {
		const go = credentialGone();
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === '/v1/transfers') {
				go();
				return { kind: 'reset', commit: true };
			}
			return method === 'GET' ? { kind: 'answer', status: 503, commit: false } : undefined;
		});
		const ran = await account.run(account.payout(), { settings: { ...retry, ...errorOutput.settings } });
		expect(transfers()).toHaveLength(1);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
	});
});
