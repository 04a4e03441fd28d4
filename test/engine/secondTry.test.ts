import type { Account } from '../support/account';
import { openAccount } from '../support/account';
import type { Parameters } from '../support/busha';
import { TestCredentialsHelper } from '../support/credentials';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await account.close();
});

const items = Array.from({ length: 3 }, (_, index) => ({
	reference: `salary-november-${index}`,
	amount: `${1000 + index}`,
}));
const payout = (more: Parameters = {}): Parameters =>
	account.payout({ reference: '={{ $json.reference }}', amount: '={{ $json.amount }}', ...more });
const lastCannotBeRead = { amount: "={{ $json.amount === '1002' ? 'x' : $json.amount }}" };
const transfers = () => [...account.emulator.state.transfers.values()];
const quoteOf = (body: unknown) => account.emulator.state.quotes.get((body as { quote_id: string }).quote_id);

test('a second try that stops at an input tells what the first one has paid', async () => {
	account.emulator.fault(
		{ method: 'POST', path: '/v1/transfers', where: ({ body }) => quoteOf(body)?.source_amount === '1001' },
		{ kind: 'answer', status: 400, commit: false },
	);
	const first = await account.run(payout(), { items });
	const paid = [{ item: 0, transferId: transfers()[0]?.id }];
	expect(first.error?.context.details).toMatchObject({ paid });
	const second = await account.run(payout(lastCannotBeRead), { retryOf: first.run });
	expect(second.error?.message).toContain('[item 2]');
	expect(second.error?.context.details).toMatchObject({ paidEarlier: paid });
	expect(second.error?.context.details).not.toHaveProperty('alsoFailed');
});

test('a second try that stops at an input tells what the first one has left in doubt', async () => {
	account.emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'reset', commit: true });
	account.emulator.fault(
		{ method: 'GET', path: /transfers|quotes\// },
		{ kind: 'answer', status: 403, commit: false },
		3,
	);
	const first = await account.run(payout(), { items });
	expect(first.error?.context.details).toMatchObject({ outcome: 'unknown' });
	const second = await account.run(payout(lastCannotBeRead), { retryOf: first.run });
	const quoteId = transfers()[0]?.quote_id;
	expect(second.error?.context.details).toMatchObject({ alsoFailed: [{ item: 0, outcome: 'unknown', quoteId }] });
});

test('a second try that cannot begin tells what the first one has left in doubt behind its first item', async () => {
	account.emulator.forms = { firstStatus: 'processing' };
	account.emulator.onRequest(({ method, path, body }) =>
		method === 'POST' && path === '/v1/quotes' && (body as { source_amount: string }).source_amount === '1000'
			? { kind: 'answer', status: 503, commit: false }
			: undefined,
	);
	const asked = payout({ options: { waitForCompletion: true, waitTimeout: 1 } });
	const first = await account.run(asked, { items: items.slice(0, 2) });
	const alsoFailed = [{ item: 1, outcome: 'unknown', transferId: transfers()[0]?.id }];
	expect(first.error?.context.details).toMatchObject({ alsoFailed });
	jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockRejectedValue(new Error('The database is away'));
	const second = await account.run(asked, { retryOf: first.run });
	expect(second.error?.context.details).toMatchObject({ alsoFailed });
});

test('a second try that cannot begin gives what the first one finished, when the node goes on after errors', async () => {
	account.emulator.fault(
		{ method: 'POST', path: '/v1/transfers', where: ({ body }) => quoteOf(body)?.source_amount === '1001' },
		{ kind: 'answer', status: 400, commit: false },
	);
	const first = await account.run(payout(), { items });
	jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockRejectedValue(new Error('The database is away'));
	const second = await account.run(payout(), { retryOf: first.run, settings: { onError: 'continueErrorOutput' } });
	expect(second.json.map(({ id }) => id)).toEqual(transfers().map(({ id }) => id));
	expect(second.failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
});

test.each(['reset', 'reset after it was made', '403'])(
	'an execution that stopped with several items under way pays each once when it is retried (%s)',
	async (what) => {
		let posts = 0;
		let broken = true;
		account.emulator.onRequest(({ method, path }) => {
			if (!broken) return undefined;
			const refusal = { kind: 'answer', status: 403, commit: false } as const;
			if (method === 'POST' && path === '/v1/transfers' && posts++ === 1)
				return what === '403' ? refusal : { kind: 'reset', commit: what !== 'reset' };
			return posts > 1 && /^\/v1\/(transfers|quotes\/)/.test(path) ? refusal : undefined;
		});
		const first = await account.run(payout(), { items });
		expect(first.error).toBeDefined();
		broken = false;
		const second = await account.run(payout(), { retryOf: first.run });
		expect([second.error, second.json.length]).toEqual([undefined, 3]);
		expect(transfers()).toHaveLength(3);
	},
);
