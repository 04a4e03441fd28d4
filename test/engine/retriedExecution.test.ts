import type { INode } from 'n8n-workflow';

import { type Account, failureIn, openAccount } from '../support/account';
import { credentialsOf, locator, type Parameters, workflowWith } from '../support/busha';
import { itemsOf, runWorkflow } from '../support/engine';
import { openTool } from '../support/tool';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const payout = (more: Parameters = {}): Parameters => account.payout({ amount: '={{ $json.amount }}', ...more });
const transfers = () => [...account.emulator.state.transfers.values()];
const errorOutput = { onError: 'continueErrorOutput' as const };
const createTransfer = { method: 'POST', path: '/v1/transfers' };
const three = ['1000', '1001', '1002'].map((amount) => ({ amount }));
const paid = () => transfers().map(({ source_amount }) => source_amount);

/** An execution that stops at its second item, which Busha refuses: the third is never reached. */
async function stoppedAtTheSecond() {
	account.emulator.fault(
		{ ...createTransfer, where: () => transfers().length === 1 },
		{ kind: 'answer', status: 400, commit: false },
	);
	const failed = await account.run(payout(), { items: three });
	expect(failed.error?.context).toMatchObject({ itemIndex: 1, details: { outcome: 'rejected' } });
	return failed;
}

describe('an execution that is retried with a changed workflow', () => {
	test('pays what is asked now: the other recipient, amount and limit', async () => {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 400, commit: false });
		const failed = await account.run(account.payout({ amount: '90000', options: { maxSourceAmount: '90000' } }));
		expect(failed.error?.context.details).toMatchObject({ outcome: 'rejected' });

		const right = account.emulator.addRecipient({ account_number: '0123456780' }, account.customer.id).id;
		const again = await account.run(
			account.payout({ amount: '900', recipientId: locator(right), options: { maxSourceAmount: '900' } }),
			{ retryOf: failed.run },
		);
		expect(again.error).toBeUndefined();
		expect(transfers()).toMatchObject([{ source_amount: '900', pay_out: { recipient_id: right } }]);
	});

	test('keeps the limit that is asked for now', async () => {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 400, commit: false });
		const failed = await account.run(account.payout({ amount: '90000' }));
		const again = await account.run(account.payout({ amount: '90000', options: { maxSourceAmount: '900' } }), {
			retryOf: failed.run,
		});
		expect(again.error?.context.details).toMatchObject({ outcome: 'notSent' });
		expect(transfers()).toEqual([]);
	});

	test('pays nothing new while the first payment may still happen', async () => {
		account.emulator.onRequest(({ method, path }) =>
			method === 'POST' && path === '/v1/transfers' ? { kind: 'reset', commit: false } : undefined,
		);
		const failed = await account.run(account.payout({ amount: '90000' }));
		expect(failed.error?.context.details).toMatchObject({ outcome: 'unknown' });
		account.emulator.onRequest(undefined);
		const early = await account.run(account.payout({ amount: '900' }), { retryOf: failed.run });
		expect(early.error?.context.details).toMatchObject({
			outcome: 'unknown',
			quoteId: failed.error?.context.details?.quoteId,
		});
		expect(transfers()).toEqual([]);

		account.emulator.clock.advance(31 * 60_000);
		const late = await account.run(account.payout({ amount: '900' }), { retryOf: failed.run });
		expect(late.error).toBeUndefined();
		expect(paid()).toEqual(['900']);
	});

	test('names the payment that was made, and makes no other one', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const failed = await account.run(account.payout({ amount: '90000' }));
		expect(failed.error?.context.details).toMatchObject({ outcome: 'unknown' });
		const again = await account.run(account.payout({ amount: '900' }), { retryOf: failed.run });
		expect(again.error).toMatchObject({
			message: expect.stringContaining('by an earlier try of this item') as string,
			context: { details: { outcome: 'notSent', transferId: transfers()[0]?.id } },
		});
		expect(paid()).toEqual(['90000']);
	});

	test('pays the corrected item after a transfer that failed for good', async () => {
		const refusing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id).id;
		const wait = { options: { waitForCompletion: true } };
		const failed = await account.run(account.payout({ recipientId: locator(refusing), ...wait }));
		expect(failed.error?.context.details).toMatchObject({ outcome: 'rejected', transferId: transfers()[0]?.id });
		const again = await account.run(account.payout(wait), { retryOf: failed.run });
		expect(again.json[0]).toMatchObject({ id: transfers()[1]?.id, status: 'funds_delivered' });
	});
});

describe('a retry after a transfer with a reference that failed for good', () => {
	async function retried(reference: string) {
		const refusing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id).id;
		const wait = { options: { waitForCompletion: true } };
		const first = account.payout({ recipientId: locator(refusing), reference: 'salary-2026-11-ada', ...wait });
		const failed = await account.run(first);
		return await account.run(account.payout({ reference, ...wait }), { retryOf: failed.run });
	}

	test('pays with a new reference, as its error says', async () => {
		expect((await retried('salary-2026-11-ada-2')).json[0]).toMatchObject({ status: 'funds_delivered' });
		expect(transfers()).toHaveLength(2);
	});

	test('does not pay with the same one', async () => {
		const { error } = await retried('salary-2026-11-ada');
		expect(error?.context.details).toMatchObject({ outcome: 'rejected', transferId: transfers()[0]?.id });
		expect(transfers()).toHaveLength(1);
	});
});

describe('one failed execution that is retried twice pays each item once', () => {
	test('one retry after the other', async () => {
		const failed = await stoppedAtTheSecond();
		for (let run = 0; run < 2; run++) {
			const again = await account.run(payout(), { retryOf: failed.run });
			expect(again.error).toBeUndefined();
			expect(again.json.map(({ source_amount }) => source_amount)).toEqual(['1000', '1001', '1002']);
		}
		expect(paid()).toEqual(['1000', '1001', '1002']);
	});

	test('both retries at once', async () => {
		const failed = await stoppedAtTheSecond();
		const both = await Promise.all([1, 2].map(async () => await account.run(payout(), { retryOf: failed.run })));
		expect(both.map(({ json }) => json.map(({ id }) => id))).toEqual(
			[transfers(), transfers()].map((all) => all.map(({ id }) => id)),
		);
		expect(paid().sort()).toEqual(['1000', '1001', '1002']);
	});

	test('also when the execution failed before the node ran', async () => {
		const json = workflowWith(payout());
		const fails: INode = {
			id: 'fails',
			name: 'Fails',
			type: 'n8n-nodes-base.missing',
			typeVersion: 1,
			position: [100, 0],
			parameters: {},
		};
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const credentials = credentialsOf(account.emulator);
		const broken = {
			...json,
			nodes: [...json.nodes, { ...fails, type: 'n8n-nodes-busha.busha', parameters: { resource: 'none' } }],
			connections: { Manual: to('Fails'), Fails: to('Busha') },
		};
		const failed = await runWorkflow(broken, { credentials, input: three.map((one) => ({ json: one })) });
		expect(failed.data.resultData.error).toBeDefined();
		const mended = { ...broken, nodes: [...json.nodes, { ...fails, type: 'n8n-nodes-base.noOp' }] };
		const ids = [];
		for (let run = 0; run < 2; run++)
			ids.push(
				itemsOf(await runWorkflow(mended, { credentials, retryOf: failed }), 'Busha').map(({ json: { id } }) => id),
			);
		expect(ids[0]).toEqual(ids[1]);
		expect(paid()).toEqual(['1000', '1001', '1002']);
	});
});

describe("an agent's tool", () => {
	const asked = () => account.payout({ amount: "={{ $fromAI('amount') }}", reference: "={{ $fromAI('reference') }}" });
	const salary = (month: string, amount = '1000') => ({ amount, reference: `salary-2026-${month}-ada` });
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test('whose answer is lost pays once under Retry On Fail', async () => {
		const tool = await openTool(account.emulator, asked(), retry);
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const [row] = await tool.call(salary('11'));
		expect(row).toMatchObject({ id: transfers()[0]?.id, replayed: true });
		expect(paid()).toEqual(['1000']);
	});

	test('that is called again with the same values gives the same payment, and with others another one', async () => {
		const tool = await openTool(account.emulator, asked(), retry);
		const [first] = await tool.call(salary('11'));
		const [second] = await tool.call(salary('11'));
		const [third] = await tool.call(salary('12', '1001'));
		expect(second).toEqual({ ...first, replayed: true });
		expect(third).not.toHaveProperty('replayed');
		expect(paid()).toEqual(['1000', '1001']);
	});
});

describe('an error item that is wired back into the node', () => {
	/** The node runs twice: first over the input, then over what its error output gave. */
	async function wiredBack() {
		const json = workflowWith(payout(), errorOutput);
		const to = [{ node: 'Busha', type: 'main' as const, index: 0 }];
		json.connections = { Manual: { main: [to] }, Busha: { main: [[], to] } };
		return await runWorkflow(json, {
			credentials: credentialsOf(account.emulator),
			input: [{ json: { amount: '1000' } }],
		});
	}

	test('is found when it had been paid', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const run = await wiredBack();
		expect(itemsOf(run, 'Busha', 0, 1)).toMatchObject([{ json: { id: transfers()[0]?.id, replayed: true } }]);
		expect(paid()).toEqual(['1000']);
	});

	test('is paid with the same quote when it had not been', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: false });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const run = await wiredBack();
		expect(itemsOf(run, 'Busha', 0, 1)).toMatchObject([{ json: { id: transfers()[0]?.id } }]);
		expect(account.emulator.state.quotes.size).toBe(1);
	});

	test('is paid anew when it had been refused', async () => {
		account.emulator.fault(createTransfer, { kind: 'answer', status: 400, commit: false });
		const run = await wiredBack();
		expect(itemsOf(run, 'Busha', 0, 1)).toMatchObject([{ json: { id: transfers()[0]?.id } }]);
		expect(paid()).toEqual(['1000']);
	});

	test('stays unknown in a node that asks for another payment', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const first = await account.run(payout(), { settings: errorOutput, items: [{ amount: '1000' }] });
		const items = first.failed.map(({ json }) => ({ ...json, amount: '2000' }));
		const second = await account.run(payout(), { settings: errorOutput, items });
		expect(failureIn(second).details).toMatchObject({ outcome: 'notSent', transferId: transfers()[0]?.id });
		expect(paid()).toEqual(['1000']);
	});

	test('that names no quote is not paid', async () => {
		const lost = { error: 'x', message: 'y', details: { outcome: 'unknown' } };
		const ran = await account.run(payout(), { settings: errorOutput, items: [{ amount: '1000', ...lost }] });
		expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
		expect(transfers()).toEqual([]);
	});
});

describe('a sub-workflow that its caller calls again', () => {
	let calls = 0;
	let calledBy: string;
	beforeEach(() => {
		calledBy = `execution-${++calls}`;
	});

	test('finds the payment of the first call, whose answer was lost', async () => {
		account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
		account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 503, commit: false }, 4);
		const first = await account.run(payout(), { items: [{ amount: '1000' }], calledBy });
		expect(first.error?.context.details).toMatchObject({ outcome: 'unknown' });
		const second = await account.run(payout(), { items: [{ amount: '1000' }], calledBy });
		expect(second.json[0]).toMatchObject({ id: transfers()[0]?.id, replayed: true });
		expect(paid()).toEqual(['1000']);
	});

	test('does not pay an equal item again, as that cannot be told from a repeated call', async () => {
		await account.run(payout(), { items: three, calledBy });
		const second = await account.run(payout(), {
			items: [{ amount: '1000' }, { amount: '1003' }],
			settings: errorOutput,
			calledBy,
		});
		expect(failureIn(second)).toMatchObject({
			error: expect.stringContaining('earlier call') as string,
			details: { outcome: 'notSent' },
		});
		expect(second.json).toMatchObject([{ source_amount: '1003' }]);
		expect(paid()).toEqual(['1000', '1001', '1002', '1003']);
	});

	test('pays for another caller', async () => {
		await account.run(payout(), { items: [{ amount: '1000' }], calledBy });
		const other = await account.run(payout(), { items: [{ amount: '1000' }], calledBy: 'another' });
		expect(other.json).toHaveLength(1);
		expect(paid()).toEqual(['1000', '1000']);
	});
});
