import { startEmulator, type Emulator, type Transaction } from '../../emulator';
import { CONVERSION, TestClient } from './testClient';

let emulator: Emulator;
let api: TestClient;

beforeAll(async () => {
	emulator = await startEmulator({ speed: 0, rateLimit: false });
	api = new TestClient(emulator);
});
afterEach(() => {
	expect(emulator.violations).toEqual([]);
	emulator.reset();
});
afterAll(async () => await emulator.stop());

const ids = (rows: Array<{ id: string }>) => rows.map(({ id }) => id);

test.each([
	[0, 3],
	[0, 7],
	[1000, 10],
	[0, 100],
])('rows with %d ms between them come once each, newest first, by pages of %d', async (step, limit) => {
	emulator.addTransactions(57, { step, fields: (index) => ({ id: `row${index}` }) });
	const rows = await api.all<Transaction>('/v1/transactions', limit);
	expect(ids(rows)).toEqual(Array.from({ length: 57 }, (_value, index) => `row${56 - index}`));
	expect(new Set(rows.map(({ created_at }) => created_at)).size).toBe(step === 0 ? 1 : 57);
	expect(ids(await api.all('/v1/transactions?sort=asc', limit))).toEqual(ids(rows).reverse());
});

test('rows added or removed while paging are neither repeated nor pushed out', async () => {
	const recipients = Array.from({ length: 9 }, () => emulator.addRecipient().id);
	const first = await api.call('GET', '/v1/recipients?limit=4');
	emulator.addRecipient();
	await api.call('DELETE', `/v1/recipients/${recipients[5]}`);
	const cursor = encodeURIComponent(first.body.pagination?.next_cursor ?? '');
	const rest = ids(await api.data('GET', `/v1/recipients?limit=100&cursor=${cursor}`));
	expect(rest).toEqual(recipients.slice(0, 5).reverse());
});

test('history that is added later takes its place by time', async () => {
	emulator.addTransactions(2, { fields: (index) => ({ id: `new${index}` }) });
	emulator.addTransactions(2, {
		newestAt: emulator.clock.now() - 500,
		step: 1000,
		fields: (index) => ({ id: `old${index}` }),
	});
	expect(ids(await api.all('/v1/transactions', 1))).toEqual(['new1', 'old1', 'new0', 'old0']);
});

test('limits, cursors and the way back', async () => {
	emulator.addTransactions(25, { fields: (index) => ({ id: `row${index}` }) });
	const first = await api.call('GET', '/v1/transactions');
	expect(first.body.pagination).toEqual({
		current_entries_size: 10,
		next_cursor: expect.stringMatching(/\+.*=$/),
		previous_cursor: 'MDAwMS0wMS0wMVQwMDowMDowMFo=',
	});
	const page = async (cursor = '') => await api.call('GET', `/v1/transactions?cursor=${encodeURIComponent(cursor)}`);
	const second = await page(first.body.pagination?.next_cursor);
	const third = await page(second.body.pagination?.next_cursor);
	expect(third.body.pagination).toMatchObject({ current_entries_size: 5 });
	expect(third.body.pagination).not.toHaveProperty('next_cursor');
	const back = await page(third.body.pagination?.previous_cursor);
	expect(back.body.data).toEqual(second.body.data);
	const start = await page(back.body.pagination?.previous_cursor);
	expect(start.body.data).toEqual(first.body.data);
	expect((await page(start.body.pagination?.next_cursor)).body.data).toEqual(second.body.data);
	expect((await api.call('GET', `/v1/transactions?cursor=${first.body.pagination?.next_cursor}`)).status).toBe(400);
});

test('a page that ends exactly at the last row has no next cursor', async () => {
	emulator.addTransactions(20);
	const rows = await api.call('GET', '/v1/transactions?limit=20');
	expect(rows.body.pagination).not.toHaveProperty('next_cursor');
});

test('filters page over what matches', async () => {
	emulator.addTransactions(60, {
		fields: (index) => ({ id: `row${index}`, currency: index % 3 === 0 ? 'USDT' : 'NGN' }),
	});
	const rows = await api.all<Transaction>('/v1/transactions?currency=USDT', 7);
	expect(rows).toHaveLength(20);
	expect(rows.every(({ currency, is_fiat }) => currency === 'USDT' && !is_fiat)).toBe(true);
});

test('timestamps carry up to nine digits, transactions an offset; both are the same moment', async () => {
	const transfer = await api.pay(CONVERSION);
	expect(transfer.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z$/);
	expect(Date.parse(transfer.created_at)).toBe(emulator.clock.now());
	emulator.clock.advance(4000);
	const [entry] = await api.data<Transaction[]>('GET', '/v1/transactions');
	expect(entry?.created_at).toMatch(/\+01:00$/);
	expect(Date.parse(entry?.created_at ?? '')).toBe(emulator.clock.now());
});
