import type { INode } from 'n8n-workflow';

import { type Account, failureIn, openAccount } from '../support/account';
import { credentialsOf, locator, type Parameters, workflowWith } from '../support/busha';
import { itemsOf, runWorkflow } from '../support/engine';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.close());

const REFERENCE = 'salary-2026-11-ada';
const transfers = () => [...account.emulator.state.transfers.values()];
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const refused = { kind: 'answer', status: 400, commit: false } as const;
const busy = { kind: 'answer', status: 429, commit: false, retryAfter: 400 } as const;

describe('a quote that an item dropped, and somebody else executed', () => {
	test('a reference is paid once when the refused execution is retried after another one has paid it', async () => {
		const payout = account.payout({ reference: REFERENCE });
		account.emulator.fault(createTransfer, refused);
		const failed = await account.run(payout);
		expect(failed.error?.context.details).toMatchObject({ outcome: 'rejected' });
		const other = await account.run(payout);
		expect(other.error).toBeUndefined();
		const again = await account.run(payout, { retryOf: failed.run });
		expect(transfers()).toHaveLength(1);
		expect(again.json[0]).toMatchObject({ id: transfers()[0]?.id });
	});

	test('a reference is paid once when the retry asks for another limit', async () => {
		const payout = (maxFee: string) => account.payout({ reference: REFERENCE, options: { maxFee } });
		account.emulator.fault(createTransfer, busy);
		const failed = await account.run(payout('4000'));
		expect((await account.run(payout('4000'))).error).toBeUndefined();
		await account.run(payout('5000'), { retryOf: failed.run });
		expect(transfers()).toHaveLength(1);
	});

	test('an execution that is retried twice pays once when the second retry asks for another limit', async () => {
		const payout = (maxFee: string) => account.payout({ options: { maxFee } });
		account.emulator.fault(createTransfer, busy);
		const failed = await account.run(payout('4000'));
		expect((await account.run(payout('4000'), { retryOf: failed.run })).error).toBeUndefined();
		await account.run(payout('5000'), { retryOf: failed.run });
		expect(transfers()).toHaveLength(1);
	});
});

test('two payments in a row, the execution retried twice: each is made once', async () => {
	const json = workflowWith(account.payout());
	const first: INode = {
		...(json.nodes[1] as INode),
		id: 'first',
		name: 'First',
		parameters: account.payout({ amount: '2000' }) as INode['parameters'],
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const chain = { ...json, nodes: [...json.nodes, first], connections: { Manual: to('First'), First: to('Busha') } };
	const credentials = credentialsOf(account.emulator);
	account.emulator.fault(createTransfer, refused);
	const failed = await runWorkflow(chain, { credentials });
	expect(failed.data.resultData.lastNodeExecuted).toBe('First');
	const ids = [];
	for (let run = 0; run < 2; run++)
		ids.push(
			itemsOf(await runWorkflow(chain, { credentials, retryOf: failed }), 'Busha').map(({ json: { id } }) => id),
		);
	expect(transfers().map(({ source_amount }) => source_amount)).toEqual(['2000', '1000']);
	expect(ids[0]).toEqual(ids[1]);
});

test('a reference whose payment failed is used up, in a retry with another recipient too', async () => {
	const refusing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id).id;
	const more = { reference: REFERENCE, options: { waitForCompletion: true } };
	const failed = await account.run(account.payout({ recipientId: locator(refusing), ...more }));
	expect(failed.error?.context.details).toMatchObject({ outcome: 'rejected', transferId: transfers()[0]?.id });
	const again = await account.run(account.payout(more), { retryOf: failed.run });
	expect(again.error?.context.details).toMatchObject({ outcome: 'rejected', transferId: transfers()[0]?.id });
	expect(transfers()).toHaveLength(1);
});

test('Transfer > Create whose answer is lost stays unknown when the quote cannot be read on the next try', async () => {
	const quote = (
		await account.run({
			resource: 'quote',
			operation: 'create',
			customerId: locator(account.customer.id),
			sourceCurrency: 'NGN',
			targetCurrency: 'NGN',
			amountType: 'source',
			amount: '1000',
			payInType: 'balance',
			payOutType: 'bank_transfer',
			payOutRecipientId: locator(account.recipientId),
		})
	).json[0];
	account.emulator.onRequest(({ method, path }) => {
		if (method === 'POST' && path === '/v1/transfers') return { kind: 'reset', commit: true };
		return method === 'GET' && transfers().length > 0 ? { kind: 'answer', status: 503, commit: false } : undefined;
	});
	const create: Parameters = {
		resource: 'transfer',
		operation: 'create',
		customerId: locator(account.customer.id),
		quoteId: String(quote?.id),
	};
	const ran = await account.run(create, {
		settings: { ...errorOutput.settings, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(transfers()).toHaveLength(1);
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown', quoteId: quote?.id });
});

describe('a sub-workflow that its caller calls again', () => {
	const items = ['1000', '1001'].map((amount) => ({ amount, reference: `salary-2026-11-${amount}` }));
	const payout = (more: Parameters = {}) => account.payout({ amount: '={{ $json.amount }}', ...more });

	test('pays the rest of a batch with references, and gives the payments that were made', async () => {
		const referenced = payout({ reference: '={{ $json.reference }}' });
		account.emulator.fault({ ...createTransfer, where: () => transfers().length === 1 }, refused);
		const first = await account.run(referenced, { items, calledBy: 'caller-7' });
		expect(first.error?.context).toMatchObject({ itemIndex: 1 });
		const second = await account.run(referenced, { items, calledBy: 'caller-7' });
		expect(second.error).toBeUndefined();
		expect(second.json).toHaveLength(2);
		expect(transfers()).toHaveLength(2);
	});

	test('reports each payment although another call ends between two tries of this one', async () => {
		let other: Promise<unknown> | undefined;
		account.emulator.onRequest(({ method, path }) => {
			if (method === 'POST' && path === '/v1/transfers' && transfers().length === 1 && !other) {
				other = account.run(payout(), { items: [{ amount: '500' }], calledBy: 'caller-8' });
				return refused;
			}
			return undefined;
		});
		const ran = await account.run(payout(), {
			items,
			calledBy: 'caller-8',
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 },
		});
		await other;
		expect(
			transfers()
				.map(({ source_amount }) => source_amount)
				.sort(),
		).toEqual(['1000', '1001', '500']);
		expect(ran.json.map(({ source_amount }) => source_amount)).toEqual(['1000', '1001']);
	});

	test('two equal calls at once are not both reported as paid when one payment was made', async () => {
		const both = await Promise.all(
			[1, 2].map(
				async () => await account.run(payout(), { items: [{ amount: '1000' }], calledBy: 'caller-9', ...errorOutput }),
			),
		);
		expect(both.flatMap(({ json }) => json)).toHaveLength(transfers().length);
	});

	test('the saved execution does not grow with each call', async () => {
		const sizes = [];
		for (let call = 0; call < 20; call++) {
			const { run } = await account.run(payout(), { items: [{ amount: String(1_000 + call) }], calledBy: 'caller-10' });
			sizes.push(JSON.stringify(run.data).length);
		}
		expect((sizes[19] ?? 0) - (sizes[1] ?? 0)).toBeLessThan(500);
	});
});
