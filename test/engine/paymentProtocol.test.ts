import { ExecuteContext } from 'n8n-core';
import { type IDataObject, type IRunExecutionData, sleep } from 'n8n-workflow';

import { clock } from '../../nodes/Busha/api/clock';
import { type Account, failureIn, openAccount } from '../support/account';
import { locator } from '../support/busha';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const QUOTE = {
	id: 'QUO_1',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	target_amount: '1000',
	fees: [null],
};
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const refuse = () =>
	account.emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'answer', status: 400, commit: false });
const payments = () => [...account.emulator.state.transfers.values()];

interface Book {
	execution: string;
	entries: Record<string, { output?: IDataObject[] }>;
}

/** What n8n saves of the node's ledger. */
const bookOf = ({ executionData }: IRunExecutionData): Book => {
	const { books } = executionData?.contextData['node:Busha']?.busha as { books: Record<string, Book> };
	return Object.values(books)[0] as Book;
};

describe('the ledger of a run', () => {
	const items = [{ amount: '1000' }, { amount: '1001' }];
	const payout = () => account.payout({ amount: '={{ $json.amount }}' });

	test('is empty once the run has ended, and nothing runs it again', async () => {
		for (const retryOnFail of [false, true]) {
			const { run } = await account.run(payout(), { items, settings: { retryOnFail } });
			expect(bookOf(run.data).entries).toEqual({});
		}
	});

	test('is empty also after a failure, when nothing runs it again', async () => {
		refuse();
		const { run } = await account.run(payout(), { items, ...errorOutput });
		expect(bookOf(run.data).entries).toEqual({});
	});

	test('keeps what came out while Retry On Fail may run it again', async () => {
		account.emulator.fault(
			{ method: 'POST', path: '/v1/transfers', where: () => payments().length === 1 },
			{ kind: 'answer', status: 400, commit: false },
			2,
		);
		const { run } = await account.run(payout(), {
			items,
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1, ...errorOutput.settings },
		});
		expect(Object.values(bookOf(run.data).entries)).toMatchObject([
			{ output: [{ id: payments()[0]?.id }] },
			{ dropped: [expect.any(String)] },
		]);
	});

	test('keeps a transfer that shows an error while it goes on, since n8n runs the node again for it', async () => {
		const shown = {
			id: 'TRF_1',
			status: 'processing',
			source_currency: 'NGN',
			target_currency: 'NGN',
			error: { message: 'the bank is slow' },
		};
		account.emulator.fault(
			{ method: 'POST', path: '/v1/transfers' },
			{ kind: 'answer', status: 201, commit: false, body: { status: 'success', data: shown } },
			5,
		);
		const { json } = await account.run(account.payout(), {
			items: [{}, {}],
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(json).toEqual([shown, shown]);
		expect(account.emulator.requests.map(({ path }) => path)).toEqual([
			'/v1/quotes',
			'/v1/transfers',
			'/v1/quotes',
			'/v1/transfers',
		]);
	});

	test('of a sub-workflow is empty too once it has ended', async () => {
		const { run } = await account.run(payout(), { items, calledBy: 'keeps' });
		expect(bookOf(run.data).entries).toEqual({});
	});

	test('of a sub-workflow does not take an item for finished that was refused', async () => {
		refuse();
		const first = await account.run(payout(), { items: [{ amount: '1000' }], calledBy: 'refused', ...errorOutput });
		expect(failureIn(first).details).toMatchObject({ outcome: 'rejected' });
		const second = await account.run(payout(), { items: [{ amount: '1000' }], calledBy: 'refused' });
		expect(second.json).toMatchObject([{ id: payments()[0]?.id }]);
	});
});

test('two runs without a reference give equal items references of their own', async () => {
	await account.run(account.payout());
	await account.run(account.payout());
	const references = [...account.emulator.state.quotes.values()].map(({ reference }) => reference);
	expect(new Set(references).size).toBe(2);
});

test('two customers may use one reference in one run', async () => {
	const other = account.emulator.addCustomer();
	account.emulator.fund('NGN', '1000', other.id);
	const items = [
		{ customer: account.customer.id, recipient: account.recipientId },
		{ customer: other.id, recipient: account.emulator.addRecipient({}, other.id).id },
	];
	const parameters = account.payout({
		customerId: locator('={{ $json.customer }}'),
		recipientId: locator('={{ $json.recipient }}'),
		reference: 'salary-november',
	});
	const { json } = await account.run(parameters, { items });
	expect(json.map(({ profile_id: profile }) => profile)).toEqual(items.map(({ customer }) => customer));
});

test('a run that cannot begin sends nothing, and tells so of each item', async () => {
	const ran = await account.run(account.payout(), {
		items: [{}, {}],
		settings: { ...errorOutput.settings, credentials: undefined },
	});
	expect([0, 1].map((index) => failureIn(ran, index).details)).toEqual([
		{ outcome: 'notSent' },
		{ outcome: 'notSent' },
	]);
	const stopped = await account.run(account.payout(), { items: [{}, {}], settings: { credentials: undefined } });
	expect(stopped.error?.context).toMatchObject({ itemIndex: 0, details: { outcome: 'notSent' } });
	expect(account.emulator.requests).toEqual([]);
});

test('an error that nobody has foreseen leaves its item in doubt', async () => {
	clock.sleep = async () => await Promise.reject(new TypeError('Nobody expected this'));
	const ran = await account.run(account.payout({ reference: 'salary-november' }), errorOutput);
	expect(failureIn(ran)).toMatchObject({ error: 'Nobody expected this', details: { outcome: 'unknown' } });
	expect(payments()).toEqual([]);
});

test('a quote whose fees are malformed is not executed', async () => {
	account.emulator.onRequest(({ method, path }) =>
		method === 'POST' && path === '/v1/quotes'
			? {
					kind: 'answer',
					status: 201,
					commit: false,
					body: { status: 'success', data: { ...QUOTE, profile_id: account.customer.id } },
				}
			: undefined,
	);
	const ran = await account.run(account.payout(), errorOutput);
	expect(failureIn(ran)).toMatchObject({
		error: "The quote's amounts do not follow from its rate and its fees",
		details: { outcome: 'notSent', quoteId: 'QUO_1' },
	});
	expect(payments()).toEqual([]);
});

describe('an execution that the user stops', () => {
	/** Stops it when so many payments were made. Gives what n8n logs. */
	async function stopped(after: number): Promise<string[]> {
		const stop = new AbortController();
		const logged: string[] = [];
		const logger = jest
			.spyOn(ExecuteContext.prototype.logger, 'warn')
			.mockImplementation((message) => void logged.push(message));
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === '/v1/quotes' && payments().length === after) stop.abort();
			return undefined;
		});
		await account.run(account.payout({ amount: '={{ $json.amount }}' }), {
			items: [{ amount: '1000' }, { amount: '1001' }, { amount: '1002' }],
			cancel: stop.signal,
		});
		await sleep(200);
		logger.mockRestore();
		return logged;
	}

	test('logs what it has paid, as nothing else tells', async () => {
		expect(await stopped(1)).toEqual([`The execution was stopped. Paid before: item 0 (${payments()[0]?.id}).`]);
		expect(payments()).toHaveLength(1);
	});

	test('logs nothing of a payment that was only waiting for its turn', async () => {
		const { emulator, payout, run } = account;
		const credential = { rateLimitShare: 5 };
		const quote = { ...payout(), resource: 'quote', operation: 'create', payOutType: 'bank_transfer' };
		const [made] = (await run({ ...quote, payOutRecipientId: payout().recipientId }, { credential })).json;
		await clock.sleep(61_000);
		await run(
			{ resource: 'transfer', operation: 'create', customerId: payout().customerId, quoteId: String(made?.id) },
			{ credential },
		);
		const stop = new AbortController();
		emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === '/v1/quotes') void clock.sleep(10_000).then(() => stop.abort());
			return undefined;
		});
		const log = jest.spyOn(ExecuteContext.prototype.logger, 'warn');
		await run(payout({ amount: '1001' }), { credential, cancel: stop.signal });
		await sleep(200);
		const logged = log.mock.calls.map(([message]) => message);
		log.mockRestore();
		expect([logged, payments().length, stop.signal.aborted]).toEqual([[], 1, true]);
	});

	test('logs nothing when it has paid nothing', async () => {
		expect(await stopped(0)).toEqual([]);
		expect(payments()).toEqual([]);
	});
});
