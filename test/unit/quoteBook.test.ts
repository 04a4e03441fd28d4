import type { Leg, Quote } from '../../nodes/Busha/api/types';
import { older, QuoteBook } from '../../nodes/Busha/money/quoteBook';
import { QuoteList, QuoteLists } from '../../nodes/Busha/money/quoteList';
import type { Fault } from '../../emulator';
import { openAccount, type Account } from '../support/account';
import { apiOf } from '../support/api';
import type { Busha } from '../../nodes/Busha/api/client';

const MINUTE_MS = 60_000;

describe('the age of quotes', () => {
	const quote = (id: string, second?: number): Quote => ({
		id,
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '1',
		target_amount: '1',
		created_at: second === undefined ? undefined : new Date(second * 1000).toISOString(),
	});

	test.each<[string, Quote, Quote]>([
		['by the time at which they were made', quote('B', 1), quote('A', 2)],
		['by their ids, if they were made at once', quote('A', 1), quote('B', 1)],
		['one that does not tell counts as the youngest', quote('B', 1), quote('A')],
		['by their ids, if neither tells', quote('A'), quote('B')],
	])('orders them %s', (_name, first, second) => {
		expect(older(first, second)).toBe(-1);
		expect(older(second, first)).toBe(1);
	});
});

describe('the book of quotes', () => {
	const bank = { type: 'bank_transfer' };
	const balance = { type: 'balance' };
	let account: Account;
	let api: Busha;
	let quotes: QuoteList;
	let book: QuoteBook;
	let rows: Quote[];
	let now: number;
	beforeEach(async () => {
		account = await openAccount();
		api = await apiOf(account.emulator);
		quotes = new QuoteList();
		book = new QuoteBook(quotes);
		now = account.emulator.clock.now();
		rows = [];
	});
	afterEach(async () => await account.close());

	/** A quote that Busha lists, some minutes old. */
	function listed(
		id: string,
		minutes: number | undefined,
		more: { reference?: string; pay_in?: Leg; pay_out?: Leg } = {},
	): void {
		const made = minutes === undefined ? undefined : new Date(now - minutes * MINUTE_MS).toISOString();
		rows.push({
			id,
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: '1',
			target_amount: '1',
			reference: 'salary',
			pay_in: balance,
			pay_out: bank,
			created_at: made,
			...more,
		});
	}

	/** Reads back to so many minutes ago what Busha lists, in pages of two rows. Gives how many pages were read. */
	async function read(minutes: number): Promise<number> {
		const pages = Array.from({ length: Math.ceil(rows.length / 2) }, (_, page) => rows.slice(2 * page, 2 * page + 2));
		let sent = 0;
		account.emulator.onRequest(() => {
			const next = pages[sent + 1] && `page-${sent + 1}`;
			return {
				kind: 'answer',
				status: 200,
				commit: false,
				body: { status: 'success', data: pages[sent++] ?? [], pagination: { next_cursor: next } },
			};
		});
		await book.refresh(api, now - minutes * MINUTE_MS);
		return sent;
	}

	const found = (kind: 'payout' | 'deposit' | 'convert', minutes = 1_000): string[] =>
		book.find('salary', kind, now - minutes * MINUTE_MS).map(({ id }) => id);

	test('finds what was added since, although a row is dated in the future', async () => {
		listed('QUO_future', -600, { reference: 'other-payment' });
		listed('QUO_old', 30, { reference: 'other-payment' });
		await read(60);
		rows = [];
		listed('QUO_future', -600, { reference: 'other-payment' });
		listed('QUO_new1', 0, { reference: 'other-payment' });
		listed('QUO_new2', 0.1);
		listed('QUO_old', 30, { reference: 'other-payment' });
		await read(60);
		expect(found('payout')).toEqual(['QUO_new2']);
	});

	test('finds the quotes with a reference that may be of a kind, oldest first', async () => {
		listed('later', 1);
		listed('earlier', 2);
		listed('other reference', 3, { reference: 'rent' });
		listed('deposit', 4, { pay_in: bank, pay_out: balance });
		listed('without legs', 5, { pay_in: undefined, pay_out: undefined });
		listed('without a pay-out', 6, { pay_in: bank, pay_out: undefined });
		listed('without a pay-in', 7, { pay_in: undefined, pay_out: balance });
		await read(1_000);
		expect(quotes.size).toBe(7);
		expect(found('payout')).toEqual(['without a pay-out', 'without legs', 'earlier', 'later']);
		expect(found('deposit')).toEqual(['without a pay-in', 'without a pay-out', 'without legs', 'deposit']);
		expect(found('convert')).toEqual(['without a pay-in', 'without a pay-out', 'without legs']);
	});

	test('finds none from before the moment that is asked for, but those that do not tell', async () => {
		listed('new', 9);
		listed('at that moment', 10);
		listed('old', 11);
		listed('unknown', undefined);
		await read(1_000);
		expect(found('payout', 10)).toEqual(['at that moment', 'new', 'unknown']);
	});

	test('does not keep quotes whose reference is their own id', async () => {
		listed('salary', 1);
		listed('none', 1, { reference: undefined });
		await read(1_000);
		expect(found('payout')).toEqual([]);
	});

	test.each<[string, object, boolean]>([
		['its reference and its kind', {}, true],
		['another reference', { reference: 'rent' }, false],
		['another kind', { pay_out: balance }, false],
		['no legs', { pay_in: undefined, pay_out: undefined }, false],
	])('shows a quote with %s', async (_name, more, expected) => {
		listed('QUO_1', 1, more);
		await read(1_000);
		expect(book.shown('QUO_1', 'salary', 'payout')?.id).toBe(expected ? 'QUO_1' : undefined);
		expect(book.shown('QUO_2', 'salary', 'payout')).toBeUndefined();
	});

	test('is read until a page ends before the moment that is asked for', async () => {
		for (const minutes of [1, 2, 3, 4, 5, 6]) listed(`QUO_${minutes}`, minutes);
		expect(await read(4)).toBe(3);
		expect([4, 5].map((minutes) => book.covers(now - minutes * MINUTE_MS))).toEqual([true, false]);
	});

	test('is read anew only as far back as rows may still appear: ten minutes behind the newest one', async () => {
		for (const minutes of [10, 14, 18, 22, 26, 30]) listed(`QUO_${minutes}`, minutes);
		expect(await read(60)).toBe(3);
		// That the list ended there is asked for once more.
		expect(await read(60)).toBe(2 + 1);
		expect(await read(30)).toBe(2);
		expect(book.covers(now - 60 * MINUTE_MS)).toBe(true);
	});

	test('is read as far back as is asked for where that is later than what may still appear', async () => {
		for (const minutes of [10, 12, 14, 16, 18, 20]) listed(`QUO_${minutes}`, minutes);
		expect(await read(60)).toBe(3);
		expect(await read(13)).toBe(2 + 1);
	});

	test('that shows nothing any more was cut short, so it does not count as read', async () => {
		listed('QUO_1', 5);
		expect(await read(60)).toBe(1);
		rows = [];
		expect(await read(60)).toBe(2);
	});

	test('that ends sooner than before was cut short, so it does not count as read', async () => {
		for (const minutes of [0, 5, 30]) listed(`QUO_${minutes}`, minutes);
		expect(await read(60)).toBe(2);
		rows = rows.slice(0, 2);
		expect(await read(60)).toBe(1 + 1);
	});

	test('that was not read to its end is not asked for an end', async () => {
		for (const minutes of [0, 5, 30, 40]) listed(`QUO_${minutes}`, minutes);
		expect(await read(20)).toBe(2);
		expect(await read(20)).toBe(2);
	});

	describe('whose end is asked for once more', () => {
		/** Reads a list of two pages twice. `again` is what the page of the end answers then. Gives how often it was asked. */
		async function readTwice(again: { data: Quote[]; next?: string } | Fault): Promise<number> {
			for (const minutes of [0, 5, 30, 40]) listed(`QUO_${minutes}`, minutes);
			const page = (data: Quote[], next?: string) => ({ data, next });
			const [first, last] = [page(rows.slice(0, 2), 'last'), page(rows.slice(2))];
			const answers = [first, last, first, last, again, first, last];
			let sent = 0;
			account.emulator.onRequest(() => {
				const answer = answers[sent++] ?? page([]);
				if ('kind' in answer) return answer;
				const { data, next } = answer;
				const body = { status: 'success', data, pagination: { next_cursor: next } };
				return { kind: 'answer', status: 200, commit: false, body };
			});
			for (let looks = 0; looks < 2; looks++) await book.refresh(api, now - 60 * MINUTE_MS);
			return sent;
		}

		test.each<[string, (row: Quote) => { data: Quote[]; next?: string }]>([
			['answers the same', (row) => ({ data: [row] })],
			['names itself as the next page', (row) => ({ data: [row], next: 'last' })],
			['is empty, whatever may come after it', () => ({ data: [], next: 'more' })],
		])('has ended there when it %s', async (_name, again) => {
			listed('QUO_end', 50);
			const [row] = rows.splice(0);
			expect(await readTwice(again(row as Quote))).toBe(5);
		});

		test.each([400, 404, 410, 422])('counts as not read when its cursor is refused with %d', async (status) => {
			expect(await readTwice({ kind: 'answer', status, commit: false })).toBe(7);
		});

		test('counts as read when it cannot be asked for now', async () => {
			await expect(readTwice({ kind: 'answer', status: 403, commit: false })).rejects.toThrow('Busha refused');
			expect(book.covers(now - 60 * MINUTE_MS)).toBe(true);
		});

		test('has not ended there when there is more, and does not count as read', async () => {
			listed('QUO_end', 50);
			const [row] = rows.splice(0);
			expect(await readTwice({ data: [row as Quote], next: 'more' })).toBe(7);
		});
	});

	test('tells which quotes were read now', async () => {
		for (const minutes of [1, 2, 20, 30]) listed(`QUO_${minutes}`, minutes);
		await read(15);
		const ids = await book.refresh(api, now - 15 * MINUTE_MS);
		expect([...ids]).toEqual([]);
	});

	test('is read further back when an older moment is asked for', async () => {
		for (const minutes of [1, 2, 3, 4, 5, 6]) listed(`QUO_${minutes}`, minutes);
		expect(await read(1.5)).toBe(1);
		expect(await read(60)).toBe(3);
		expect(found('payout')).toHaveLength(6);
	});

	describe('of a later run', () => {
		const nextRun = (): void => void (book = new QuoteBook(quotes));

		test('knows what an earlier one has read, and reads an hour behind it once', async () => {
			for (const minutes of [10, 30, 50, 68, 69, 80, 90, 100]) listed(`QUO_${minutes}`, minutes);
			expect(await read(200)).toBe(4);
			nextRun();
			expect(await read(200)).toBe(3 + 1);
			expect(found('payout')).toHaveLength(8);
			expect(await read(200)).toBe(1);
		});

		test('looks by itself before it relies on the list', async () => {
			listed('QUO_1', 1);
			await read(60);
			nextRun();
			expect(book.covers(now - 60 * MINUTE_MS)).toBe(false);
			await read(60);
			expect(book.covers(now - 60 * MINUTE_MS)).toBe(true);
		});

		test('sees a quote as it was shown last', async () => {
			listed('QUO_1', 1);
			await read(60);
			nextRun();
			rows = [];
			listed('QUO_1', 1, { pay_out: balance, pay_in: bank });
			await read(60);
			expect([found('payout'), found('deposit')]).toEqual([[], ['QUO_1']]);
			expect(quotes.size).toBe(1);
		});
	});

	test('is read once at a time by executions side by side', async () => {
		for (const minutes of [10, 20]) listed(`QUO_${minutes}`, minutes);
		let atOnce = 0;
		let most = 0;
		account.emulator.onRequest(() => {
			most = Math.max(most, ++atOnce);
			void Promise.resolve().then(() => atOnce--);
			return { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: rows } };
		});
		await Promise.all([book.refresh(api, now), new QuoteBook(quotes).refresh(api, now)]);
		expect(most).toBe(1);
	});
});

describe('the lists that a process keeps', () => {
	const account = (profileId?: string): { account: string; profileId?: string } => ({ account: 'one', profileId });

	/** A list that keeps so many quotes. */
	const keeping = (lists: QuoteLists, profileId: string, size: number): QuoteList => {
		const list = lists.of(account(profileId));
		Object.defineProperty(list, 'size', { value: size });
		return list;
	};

	test('are one for each account and profile', () => {
		const lists = new QuoteLists(10);
		const list = lists.of(account());
		expect(lists.of(account())).toBe(list);
		expect(lists.of(account('CUS_1'))).not.toBe(list);
		expect(lists.of({ account: 'two' })).not.toBe(list);
	});

	test('are forgotten when they keep too much, those first that nobody has used for long', () => {
		const lists = new QuoteLists(10);
		const [a, b] = [keeping(lists, 'a', 5), keeping(lists, 'b', 5)];
		expect(lists.of(account('a'))).toBe(a);
		keeping(lists, 'c', 1);
		expect(lists.of(account('a'))).toBe(a);
		expect(lists.of(account('b'))).not.toBe(b);
	});

	test('are forgotten even when there is only one, which is then read anew', () => {
		const lists = new QuoteLists(10);
		const list = keeping(lists, 'a', 11);
		expect(lists.of(account('a'))).not.toBe(list);
	});
});
