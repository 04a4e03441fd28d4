import { Emulator, startEmulator, type Forms, type Quote, type Transfer } from '../../emulator';
import { CONVERSION, PAYOUT, TestClient } from './testClient';

const REFERENCE = 'Salary-November-ADA';
const MOBILE_MONEY = {
	source_currency: 'KES',
	target_currency: 'KES',
	source_amount: '1000',
	pay_in: { type: 'mobile_money', phone: '+254 700000001' },
};

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

type Shown = Partial<Quote & Transfer> & { id: string; annotation?: string };

/** The same quote as its creation, the list and the read show it, which have to agree; then its transfer, likewise. */
async function shown(body: object): Promise<{ quote: Shown; transfer: Shown }> {
	const both = async (path: string, sent: object) => {
		const made = await api.data<Shown>('POST', path, { body: sent });
		expect((await api.data<Shown[]>('GET', path))[0]).toEqual(made);
		expect(await api.data<Shown>('GET', `${path}/${made.id}`)).toEqual(made);
		return made;
	};
	const quote = await both('/v1/quotes', body);
	return { quote, transfer: await both('/v1/transfers', { quote_id: quote.id }) };
}

const payout = (amount?: string) => ({ ...PAYOUT(emulator.addRecipient().id, amount), reference: REFERENCE });

test('all forms are plain unless set, can be set at the start and at any time, and come back with reset()', () => {
	const other = new Emulator({ forms: { sort: 'ignored' } });
	const forms = () => [other.forms.sort, other.forms.reference];
	expect(forms()).toEqual(['ignored', 'asSent']);
	other.forms = { reference: 'cut' };
	expect(forms()).toEqual(['honoured', 'cut']);
	other.reset();
	expect(forms()).toEqual(['ignored', 'asSent']);
});

describe('what is shown', () => {
	test('in the plain form: everything', async () => {
		const { quote, transfer } = await shown(payout());
		for (const field of [
			'reference',
			'pay_in',
			'pay_out',
			'profile_id',
			'status',
			'created_at',
			'updated_at',
			'expires_at',
			'rate',
			'fees',
		])
			expect(quote).toHaveProperty(field);
		for (const field of ['quote_id', 'reference', 'profile_id', 'pay_in', 'pay_out', 'source_amount', 'target_amount'])
			expect(transfer).toHaveProperty(field);
		expect([quote.reference, transfer.reference]).toEqual([REFERENCE, REFERENCE]);
	});

	test.each([
		'reference',
		'pay_in',
		'pay_out',
		'profile_id',
		'status',
		'created_at',
		'updated_at',
		'expires_at',
		'rate',
		'fees',
	] as const)('a quote without %s', async (field) => {
		emulator.forms = { quoteHides: [field] };
		expect((await shown(payout())).quote).not.toHaveProperty(field);
	});

	test.each(['quote_id', 'reference', 'profile_id', 'pay_in', 'pay_out', 'source_amount', 'target_amount'] as const)(
		'a transfer without %s',
		async (field) => {
			emulator.forms = { transferHides: [field] };
			expect((await shown(payout())).transfer).not.toHaveProperty(field);
		},
	);

	test.each([
		['cut', 'Salary-Novem'],
		['lowerCase', 'salary-november-ada'],
	] as const)('the reference %s', async (reference, expected) => {
		emulator.forms = { reference };
		const { quote, transfer } = await shown(payout());
		expect([quote.reference, transfer.reference]).toEqual([expected, expected]);
	});

	test.each([
		['details', ['recipient_details', 'type']],
		['id', ['recipient_id', 'type']],
		['nothing', ['type']],
	] as const)('of the destination: %s', async (destination, fields) => {
		emulator.forms = { destination };
		const { quote, transfer } = await shown(payout());
		expect([quote.pay_out, transfer.pay_out].map((leg) => Object.keys(leg ?? {}).sort())).toEqual([fields, fields]);
	});

	test('amounts of a quote in whole units, while the transfer is exact', async () => {
		emulator.forms = { quoteAmounts: 'whole' };
		const { quote, transfer } = await shown(payout('1000.4'));
		expect([quote.source_amount, quote.target_amount]).toEqual(['1000', '893']);
		expect([transfer.source_amount, transfer.target_amount]).toEqual(['1000.4', '892.9']);
	});

	test('a field that nobody described, in the quote and in its legs', async () => {
		emulator.forms = { extraField: true };
		const { quote } = await shown(payout());
		expect(
			[quote.annotation, quote.pay_in, quote.pay_out].map((part) => JSON.stringify(part).includes('unasked')),
		).toEqual([true, true, true]);
	});

	test("the mobile-money payer's phone, only when asked for", async () => {
		expect((await shown(MOBILE_MONEY)).quote.pay_in?.phone).toBeUndefined();
		emulator.forms = { payerPhone: true };
		expect((await shown(MOBILE_MONEY)).quote.pay_in?.phone).toBe('+254 700000001');
	});

	test('everything at once still keeps what is left of the contract', async () => {
		emulator.forms = { extraField: true, payerPhone: true, firstStatus: 'awaiting_review', quoteHides: ['fees'] };
		await shown(MOBILE_MONEY);
		expect(emulator.violations).toEqual([]);
	});
});

describe('lists', () => {
	test('that ignore quote_id', async () => {
		const [first, second] = [await api.pay(CONVERSION), await api.pay(CONVERSION)];
		const of = async (quoteId: string) =>
			(await api.data<Shown[]>('GET', `/v1/transfers?quote_id=${quoteId}`)).map(({ id }) => id);
		expect(await of(first.quote_id)).toEqual([first.id]);
		emulator.forms = { quoteIdFilter: 'ignored' };
		expect(await of(first.quote_id)).toEqual([second.id, first.id]);
	});

	test('that ignore sort begin with the oldest row, page by page', async () => {
		const ids = [(await api.quote(CONVERSION)).id, (await api.quote(CONVERSION)).id, (await api.quote(CONVERSION)).id];
		expect((await api.all<Shown>('/v1/quotes?sort=desc', 2)).map(({ id }) => id)).toEqual([...ids].reverse());
		emulator.forms = { sort: 'ignored' };
		expect((await api.all<Shown>('/v1/quotes?sort=desc', 2)).map(({ id }) => id)).toEqual(ids);
	});

	test('with pages of their own size', async () => {
		for (let count = 0; count < 5; count++) await api.quote(CONVERSION);
		emulator.forms = { pageSize: 2 };
		const answer = await api.call('GET', '/v1/quotes?limit=100');
		expect([(answer.body.data as unknown as Shown[]).length, answer.body.pagination?.current_entries_size]).toEqual([
			2, 2,
		]);
		expect(await api.all('/v1/quotes', 100)).toHaveLength(5);
	});
});

describe('lag', () => {
	const status = async (path: string) => {
		const { status: code, body } = await api.call('GET', path);
		return code === 200 ? (body.data as unknown as { status: string }).status : code;
	};
	const statuses = async (path: string) =>
		(await api.data<Array<{ status: string }>>('GET', path)).map((row) => row.status);

	test('of lists: a new row, and a change, appear later; reads are up to date', async () => {
		emulator.forms = { quotesLagMs: 3000, transfersLagMs: 1000 };
		const { id } = await api.quote(CONVERSION);
		expect([await statuses('/v1/quotes'), await status(`/v1/quotes/${id}`)]).toEqual([[], 'pending']);
		emulator.clock.advance(2999);
		expect(await statuses('/v1/quotes')).toEqual([]);
		emulator.clock.advance(1);
		expect(await statuses('/v1/quotes')).toEqual(['pending']);
		await api.call('POST', '/v1/transfers', { body: { quote_id: id } });
		expect([await statuses('/v1/quotes'), await status(`/v1/quotes/${id}`), await statuses('/v1/transfers')]).toEqual([
			['pending'],
			'accepted',
			[],
		]);
		expect(await statuses(`/v1/transfers?quote_id=${id}`)).toEqual([]);
		emulator.clock.advance(1000);
		expect([await statuses('/v1/quotes'), await statuses('/v1/transfers')]).toEqual([['pending'], ['pending']]);
		emulator.clock.advance(2000);
		expect(await statuses('/v1/quotes')).toEqual(['accepted']);
	});

	test('of reads: a new object is a 404, a changed one is as it was', async () => {
		emulator.forms = { readsLagMs: 1000 };
		const { id } = await api.quote(CONVERSION);
		expect([await status(`/v1/quotes/${id}`), await statuses('/v1/quotes')]).toEqual([404, ['pending']]);
		const transfer = await api.data<{ id: string }>('POST', '/v1/transfers', { body: { quote_id: id } });
		expect(await status(`/v1/transfers/${transfer.id}`)).toBe(404);
		emulator.clock.advance(1000);
		expect([await status(`/v1/quotes/${id}`), await status(`/v1/transfers/${transfer.id}`)]).toEqual([
			'accepted',
			'pending',
		]);
		emulator.clock.advance(3000);
		expect([await status(`/v1/transfers/${transfer.id}`), await statuses('/v1/transfers')]).toEqual([
			'processing',
			['funds_converted'],
		]);
		emulator.clock.advance(1000);
		expect(await status(`/v1/transfers/${transfer.id}`)).toBe('funds_converted');
	});

	test('an expiry is seen late too', async () => {
		const { id } = await api.quote(CONVERSION);
		emulator.clock.advance(30 * 60_000);
		emulator.forms = { readsLagMs: 1000, quotesLagMs: 1000 };
		expect([await status(`/v1/quotes/${id}`), await statuses('/v1/quotes')]).toEqual(['pending', ['pending']]);
		emulator.clock.advance(1000);
		expect([await status(`/v1/quotes/${id}`), await statuses('/v1/quotes')]).toEqual(['expired', ['expired']]);
	});

	test('of bill orders, recipients and customers', async () => {
		emulator.forms = { otherListsLagMs: 1000, readsLagMs: 500 };
		const bill = {
			product_code: 'sample-disco',
			amount: '1000.00',
			recipient: '45000000001',
			phone_number: '+2348000000001',
			account_type: 'prepaid',
		};
		const order = await api.data<{ id: string }>('POST', '/v1/bill/purchase', { body: bill });
		const [recipient, customer] = [emulator.addRecipient(), emulator.addCustomer()];
		const lists = ['/v1/bill/orders', '/v1/recipients', '/v1/customers'];
		const reads = [`/v1/bill/orders/${order.id}`, `/v1/recipients/${recipient.id}`, `/v1/customers/${customer.id}`];
		const all = async () => [
			await Promise.all(lists.map(async (path) => (await api.data<unknown[]>('GET', path)).length)),
			await Promise.all(reads.map(async (path) => (await api.call('GET', path)).status)),
		];
		expect(await all()).toEqual([
			[0, 0, 0],
			[404, 404, 404],
		]);
		emulator.clock.advance(500);
		expect(await all()).toEqual([
			[0, 0, 0],
			[200, 200, 200],
		]);
		emulator.clock.advance(500);
		expect(await all()).toEqual([
			[1, 1, 1],
			[200, 200, 200],
		]);
	});

	test('out of order: a newer row is seen before an older one', async () => {
		emulator.forms = { quotesLagMs: 1000, outOfOrder: true };
		const ids = [(await api.quote(CONVERSION)).id, (await api.quote(CONVERSION)).id, (await api.quote(CONVERSION)).id];
		const seen = async () => (await api.data<Shown[]>('GET', '/v1/quotes?sort=asc')).map(({ id }) => id);
		expect(await seen()).toEqual([ids[1]]);
		emulator.clock.advance(1000);
		expect(await seen()).toEqual(ids);
	});
});

describe('a profile header that is ignored', () => {
	test('for quotes and transfers: the business pays the recipient of the customer', async () => {
		const customer = emulator.addCustomer();
		const recipient = emulator.addRecipient({}, customer.id);
		emulator.forms = { ignoresProfile: ['quotes', 'transfers'] };
		const transfer = await api.pay(PAYOUT(recipient.id), customer.id);
		expect([transfer.profile_id, emulator.balance('NGN').total]).toEqual([emulator.businessId, '1000000']);
		emulator.clock.advance(4000);
		expect([emulator.balance('NGN').total, emulator.balance('NGN', customer.id).total]).toEqual(['999000', '0']);
	});

	test('for bills: the business pays', async () => {
		const customer = emulator.addCustomer();
		const bill = {
			product_code: 'sample-disco',
			amount: '1000.00',
			recipient: '45000000001',
			phone_number: '+2348000000001',
			account_type: 'prepaid',
		};
		const buy = async () => (await api.call('POST', '/v1/bill/purchase', { body: bill, profile: customer.id })).status;
		expect(await buy()).toBe(400);
		emulator.forms = { ignoresProfile: ['bill'] };
		expect([await buy(), emulator.balance('NGN').available]).toEqual([201, '999000']);
	});
});

describe('executing', () => {
	const execute = async (quoteId: string) => await api.call('POST', '/v1/transfers', { body: { quote_id: quoteId } });

	test('one quote twice', async () => {
		emulator.forms = { secondTransfer: 'made' };
		const { id } = await api.quote(CONVERSION);
		expect([(await execute(id)).status, (await execute(id)).status]).toEqual([201, 201]);
		expect(await api.data<unknown[]>('GET', `/v1/transfers?quote_id=${id}`)).toHaveLength(2);
		emulator.clock.advance(4000);
		expect(emulator.balance('NGN').total).toBe('900000');
	});

	test.each([
		['NGN', 'USDT'],
		['USDT', 'NGN'],
	])('an expired quote of %s to %s at the market price: less arrives', async (source_currency, target_currency) => {
		const quote = await api.quote({ source_currency, target_currency, source_amount: '5000' });
		emulator.clock.advance(30 * 60_000);
		expect((await execute(quote.id)).status).toBe(400);
		emulator.forms = { expiredQuote: 'marketPrice' };
		const { target_amount, source_amount, rate } = (await execute(quote.id)).body.data as unknown as Transfer;
		expect(source_amount).toBe('5000');
		expect(Number(target_amount)).toBeCloseTo(Number(quote.target_amount) * 0.97, 4);
		const perSource = target_currency === 'USDT' ? 1 / Number(rate.rate) : Number(rate.rate);
		expect(perSource * 5000).toBeCloseTo(Number(target_amount), 2);
	});

	test.each([
		['pending', ['pending', 'funds_converted'], '950000'],
		['processing', ['processing', 'funds_converted'], '950000'],
		['awaiting_review', ['awaiting_review', 'funds_converted'], '950000'],
		['completed', ['completed', 'completed'], '950000'],
		['failed', ['failed', 'failed'], '1000000'],
	] as const)('a transfer that begins as %s', async (firstStatus, expected, total) => {
		emulator.forms = { firstStatus };
		const { id, status } = await api.pay(CONVERSION);
		emulator.clock.advance(4000);
		expect([status, (await api.data<Transfer>('GET', `/v1/transfers/${id}`)).status]).toEqual(expected);
		expect(emulator.balance('NGN')).toEqual({ available: total, pending: '0', total });
	});
});

describe('a quote that is not what was asked for', () => {
	const BUY = ['50000', '33.33111125'];
	const asked = async (quoted: Forms['quoted'], body: object = CONVERSION) => {
		emulator.forms = { quoted };
		return (await api.quote(body)) as unknown as Quote;
	};

	test.each([
		['lessTarget', [BUY[0], '29.99800012']],
		['moreSource', ['55000', BUY[1]]],
		['otherAmount', ['100000', '66.6622225']],
	] as const)('%s', async (quoted, amounts) => {
		const { source_amount, target_amount } = await asked(quoted);
		expect([source_amount, target_amount]).toEqual(amounts);
	});

	test('less target than was asked for', async () => {
		expect(
			(await asked('lessTarget', { source_currency: 'NGN', target_currency: 'USDT', target_amount: '10' }))
				.target_amount,
		).toBe('9');
	});

	test('rateOff: the amounts do not follow from the rate', async () => {
		const { rate, source_amount, target_amount } = await asked('rateOff');
		expect([source_amount, target_amount, rate.rate]).toEqual([...BUY, '1485.24752475']);
	});

	test('noFees: they are taken all the same', async () => {
		const { fees, target_amount } = await asked('noFees', payout());
		expect([fees, target_amount]).toEqual([[], '892.5']);
	});

	test('otherRecipient: shown, and paid', async () => {
		const other = emulator.addRecipient({ account_number: '1111111111' });
		const { id, pay_out } = await asked('otherRecipient', payout());
		expect([pay_out.recipient_id, pay_out.recipient_details?.account_number]).toEqual([other.id, '1111111111']);
		const transfer = await api.data<Transfer>('POST', '/v1/transfers', { body: { quote_id: id } });
		expect(transfer.pay_out.recipient_id).toBe(other.id);
	});
});

describe('the date of answers', () => {
	const date = async (path = '/v1/balances') => (await api.call('GET', path)).headers.date;

	test("follows the emulator's clock, also on refusals and faults", async () => {
		emulator.clock.advance(40 * 24 * 3_600_000);
		const expected = new Date(emulator.clock.now()).toUTCString();
		emulator.fault({ path: '/v1/pairs' }, { kind: 'answer', status: 500, commit: false });
		expect([await date(), await date('/nowhere'), await date('/v1/pairs')]).toEqual([expected, expected, expected]);
	});

	test('can be ahead of it', async () => {
		emulator.forms = { dateSkewMs: -90_000 };
		expect(await date()).toBe(new Date(emulator.clock.now() - 90_000).toUTCString());
	});

	test('can be missing', async () => {
		emulator.forms = { dateHidden: true };
		expect(await date()).toBeUndefined();
	});
});
