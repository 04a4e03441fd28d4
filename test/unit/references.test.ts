import type { Settled } from '../../nodes/Busha/api/client';
import type { BushaError, Failure } from '../../nodes/Busha/api/failure';
import type { Quote, Transfer } from '../../nodes/Busha/api/types';
import { newPaymentsOfRun } from '../../nodes/Busha/money/context';
import { noteMade } from '../../nodes/Busha/money/madeHere';
import { digestOf, type Order, type Referenced } from '../../nodes/Busha/money/order';
import { pay } from '../../nodes/Busha/money/payment';
import type { Memory } from '../../nodes/Busha/once/memory';
import { rows, type Script, type Scripted, startScript } from '../support/script';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const legs = { pay_in: { type: 'balance' }, pay_out: { type: 'bank_transfer', recipient_id: 'one' } };
const REFERENCE = 'salary-november';
const order = (more: Partial<Order> = {}): Order => ({
	kind: 'payout',
	quote: { source_currency: 'NGN', target_currency: 'NGN', source_amount: '1000', ...legs, reference: REFERENCE },
	guards: {},
	lookbackDays: 30,
	settlingSeconds: 2,
	...more,
});

let script: Script;
let memory: Memory;
let tests = 0;
beforeEach(() => {
	memory = {};
	tests++;
});
afterEach(async () => await script.close());

/** A quote in Busha's list, some minutes old. */
const quote = (id: string, minutes: number, more: Partial<Quote> = {}): Quote => ({
	id: `${id}_${tests}`,
	profile_id: 'BUS_1',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	target_amount: '1000',
	...legs,
	reference: REFERENCE,
	status: 'pending',
	created_at: new Date(Date.parse('2026-11-25T12:00:00Z') - minutes * MINUTE_MS).toISOString(),
	expires_at: '2026-11-25T12:20:00Z',
	...more,
});
const transferOf = ({ id, ...shown }: Quote, more: Partial<Transfer> = {}): Transfer => ({
	...shown,
	id: `TRF_${id}`,
	quote_id: id,
	...more,
	status: more.status ?? 'processing',
});

interface World {
	/** Quotes that others have made. */
	quotes?: Quote[];
	transfers?: Transfer[];
	/** When others' quotes appear in the list, and when the own one does, in milliseconds since the script began. */
	othersFrom?: number;
	ownFrom?: number;
	/** Changes to the own quote. */
	own?: Partial<Quote>;
	/** The answer to the creation of a quote, instead of one. */
	quoteAnswer?: Scripted;
	/** The answer to the creation of a transfer. */
	answer?: Scripted;
	continued?: boolean;
	timeKnown?: boolean;
	/** Quotes that the list shows only after the first look at others. */
	later?: Quote[];
	/** The answer to the list of quotes, instead of one. */
	list?: Scripted | ((at: number) => Scripted);
	/** The answer to the look at the recipient. */
	recipient?: Scripted;
	/** A quote that this process has made for the order, and that the list does not show. */
	hidden?: Quote;
}

/** Pays the order. */
async function paid(
	{
		quotes = [],
		transfers = [],
		othersFrom = 0,
		ownFrom = 0,
		own,
		quoteAnswer,
		answer,
		continued = false,
		timeKnown,
		later = [],
		list,
		recipient = { id: 'one', account_number: '0123456789' },
		hidden,
	}: World = {},
	asked = order(),
): Promise<Settled<Transfer> | Failure> {
	let made: Quote | undefined;
	script = await startScript(
		({ method, path, at }) => {
			if (method === 'POST' && path === '/v1/quotes')
				return (
					quoteAnswer ??
					(made = quote('QUO_own', -at / MINUTE_MS, { reference: asked.quote.reference ?? 'own', ...own }))
				);
			if (method === 'POST') return answer ?? transferOf(quote('QUO_own', 0), { id: 'TRF_new', quote_id: undefined });
			if (path === '/v1/transfers') return rows(transfers);
			if (path.startsWith('/v1/recipients')) return recipient;
			if (path === '/v1/quotes')
				return (
					(typeof list === 'function' ? list(at) : list) ??
					rows(
						[
							...(at >= 15_000 ? later : []),
							...(made && at >= ownFrom ? [made] : []),
							...(at >= othersFrom ? quotes : []),
						].sort((a, b) => ((a.created_at ?? '') > (b.created_at ?? '') ? -1 : 1)),
					)
				);
			return [...quotes, ...later, ...(made ? [made] : [])].find(({ id }) => path.endsWith(id));
		},
		{ timeKnown },
	);
	if (hidden) noteMade(script.api, asked as Referenced, hidden);
	const context = {
		api: script.api,
		memory,
		ownReference: 'own',
		continued,
		begunAt: script.start,
		payments: newPaymentsOfRun(false),
		itemIndex: 0,
	};
	return await pay(context, asked).catch((error: BushaError) => error.failure);
}

const calls = (): string[] => script.asked.map(({ method, path }) => `${method} ${path.split('/')[2] ?? ''}`);
const listed = (): number[] =>
	script.asked.filter(({ method, path }) => method === 'GET' && path === '/v1/quotes').map(({ at }) => at);
const id = (name: string): string => `${name}_${tests}`;

describe('a reference that nobody has used', () => {
	test('is looked for before the quote is made, and after the settling time', async () => {
		expect(await paid()).toMatchObject({ value: { id: 'TRF_new' }, replayed: false });
		expect(calls()).toEqual(['GET quotes', 'POST quotes', 'GET quotes', 'POST transfers']);
		expect(listed()).toEqual([0, 2_000]);
		expect(memory.asked).toBe(digestOf(order(), undefined));
	});

	test('of the node itself is not looked for', async () => {
		await paid({}, order({ quote: { ...order().quote, reference: undefined } }));
		expect(calls()).toEqual(['POST quotes', 'POST transfers']);
	});

	test('of the node itself is looked for when the run is continued', async () => {
		await paid({ continued: true }, order({ quote: { ...order().quote, reference: undefined } }));
		expect(listed()).toEqual([0, 2_000]);
	});

	test('is waited for in the list: four looks in seven seconds', async () => {
		expect(await paid({ ownFrom: 9_000 })).toMatchObject({ value: { id: 'TRF_new' } });
		expect(listed()).toEqual([0, 2_000, 3_000, 5_000, 9_000]);
	});

	test('and that the list does not show then is not paid', async () => {
		expect(await paid({ ownFrom: 9_001 })).toMatchObject({
			outcome: 'notSent',
			quoteId: id('QUO_own'),
			message: expect.stringContaining('does not show the quote') as string,
		});
		expect(calls()).not.toContain('POST transfers');
	});

	test('and that cannot be looked for is not paid, and nothing is in doubt', async () => {
		expect(await paid({ list: { kind: 'answer', status: 403, commit: false } })).toMatchObject({
			outcome: 'notSent',
			httpCode: 403,
		});
		expect(calls()).not.toContain('POST transfers');
	});
});

describe('a reference that was paid with', () => {
	test('gives the payment before a quote is made', async () => {
		const other = quote('QUO_1', 5, { status: 'accepted' });
		expect(await paid({ quotes: [quote('QUO_2', 4), other], transfers: [transferOf(other)] })).toMatchObject({
			value: { id: id('TRF_QUO_1') },
			replayed: true,
		});
		expect(calls()).toEqual(['GET quotes', 'GET transfers']);
	});

	test.each<[string, Quote[]]>([
		['shows nothing else', []],
		['shows another open quote', [quote('QUO_1', 6)]],
	])(
		'by a quote of this process that the list does not show gives the payment, also when it %s',
		async (_name, quotes) => {
			const hidden = quote('QUO_hidden', 1);
			const transfers = [transferOf(hidden)];
			expect(await paid({ hidden, transfers, quotes })).toMatchObject({ value: transfers[0], replayed: true });
			expect(calls().filter((call) => call.startsWith('POST'))).toEqual([]);
		},
	);

	test('by one who was faster gives the payment after the own quote was made', async () => {
		const other = quote('QUO_1', 0, { status: 'accepted' });
		expect(await paid({ quotes: [other], transfers: [transferOf(other)], othersFrom: 1_000 })).toMatchObject({
			value: { id: id('TRF_QUO_1') },
			replayed: true,
		});
		expect(calls()).not.toContain('POST transfers');
	});

	test('longer ago than is looked back counts as new', async () => {
		const other = quote('QUO_1', (30 * DAY_MS) / MINUTE_MS + 1, { status: 'accepted' });
		expect(await paid({ quotes: [other], transfers: [transferOf(other)] })).toMatchObject({ value: { id: 'TRF_new' } });
	});

	test('just as long ago as is looked back counts', async () => {
		const other = quote('QUO_1', (30 * DAY_MS) / MINUTE_MS, { status: 'accepted' });
		expect(await paid({ quotes: [other], transfers: [transferOf(other)] })).toMatchObject({ replayed: true });
	});

	test('for another payment is an error', async () => {
		const other = quote('QUO_1', 5, { source_amount: '2000', target_amount: '2000' });
		expect(await paid({ quotes: [other], transfers: [transferOf(other)] })).toMatchObject({
			outcome: 'notSent',
			transferId: id('TRF_QUO_1'),
		});
	});

	test('for another payment by what only its transfer shows is an error', async () => {
		const other = quote('QUO_1', 5, { pay_out: undefined, pay_in: undefined });
		expect(
			await paid({
				quotes: [other],
				transfers: [transferOf(other, { pay_out: { type: 'bank_transfer', recipient_id: 'two' } })],
			}),
		).toMatchObject({ outcome: 'notSent', transferId: id('TRF_QUO_1') });
	});

	test('in vain is an error that names the payment that failed', async () => {
		const other = quote('QUO_1', 5);
		expect(await paid({ quotes: [other], transfers: [transferOf(other, { status: 'failed' })] })).toMatchObject({
			outcome: 'rejected',
			transferId: id('TRF_QUO_1'),
		});
	});

	test('in vain and then in earnest gives the payment that did not fail', async () => {
		const [failed, good] = [quote('QUO_1', 6), quote('QUO_2', 5)];
		expect(
			await paid({ quotes: [good, failed], transfers: [transferOf(failed, { status: 'failed' }), transferOf(good)] }),
		).toMatchObject({ value: { id: id('TRF_QUO_2') } });
	});
});

describe('open quotes with the reference', () => {
	test('for the same payment: the oldest is executed, once the list has settled', async () => {
		const [older, newer] = [quote('QUO_1', 6), quote('QUO_2', 5)];
		await paid({ quotes: [newer, older], answer: transferOf(older) });
		expect(memory.quote?.id).toBe(id('QUO_1'));
		expect(calls()).not.toContain('POST quotes');
		expect(listed()).toHaveLength(2);
	});

	test('that appear while the list settles count too', async () => {
		const [older, newer] = [quote('QUO_1', 6), quote('QUO_2', 5)];
		await paid({ quotes: [newer], later: [older], answer: transferOf(older) });
		expect(memory.quote?.id).toBe(id('QUO_1'));
	});

	test('are looked at once each, and executed after the settling time', async () => {
		const other = quote('QUO_1', 6);
		await paid({ quotes: [other], answer: transferOf(other) });
		expect(calls()).toEqual([
			'GET quotes',
			...Array<string[]>(5).fill(['GET transfers', 'GET quotes']).flat(),
			'GET quotes',
			'GET transfers',
			'GET quotes',
			'POST transfers',
		]);
		expect(listed()).toEqual([0, 17_000]);
	});

	test('that do not show their kind count unless something shows that they are another payment', async () => {
		const hidden = { pay_in: undefined, pay_out: undefined };
		const others = [
			quote('QUO_1', 3, { ...hidden, source_currency: 'KES' }),
			quote('QUO_2', 2, { ...hidden, source_amount: '2000' }),
		];
		expect(await paid({ quotes: others })).toMatchObject({ value: { id: 'TRF_new' } });
		await script.close();
		memory = {};
		expect(await paid({ quotes: [quote('QUO_3', 1, hidden)] })).toMatchObject({ quoteId: id('QUO_3') });
	});

	test("that this item has dropped are executed all the same with the user's reference, which others may rely on", async () => {
		const other = quote('QUO_1', 6);
		memory = { dropped: [id('QUO_1')] };
		await paid({ quotes: [other], answer: transferOf(other) });
		expect(memory.quote?.id).toBe(id('QUO_1'));
	});

	test('that this item has not dropped are executed with a reference of its own too', async () => {
		const own = { ...order(), quote: { ...order().quote, reference: undefined } };
		const other = quote('QUO_1', 6, { reference: 'own' });
		memory = { dropped: ['QUO_0'] };
		await paid({ quotes: [other], answer: transferOf(other), continued: true }, own);
		expect(memory.quote?.id).toBe(id('QUO_1'));
	});

	test('of which this item chose another are not taken for its own', async () => {
		memory = { quote: { id: 'QUO_mine' }, asked: digestOf(order(), undefined) };
		expect(await paid({ quotes: [quote('QUO_1', 1, { pay_out: { type: 'bank_transfer' } })] })).toMatchObject({
			outcome: 'unknown',
			quoteId: id('QUO_1'),
		});
	});

	test('for the same payment that are younger than the own one are not executed', async () => {
		expect(await paid({ quotes: [quote('QUO_1', -1)], othersFrom: 1_000 })).toMatchObject({ value: { id: 'TRF_new' } });
		expect(memory.quote?.id).toBe(id('QUO_own'));
	});

	test('to another saved recipient with the same account are executed', async () => {
		const details = { account_number: '0123456789', bank_code: '000013' };
		const pay_out = { type: 'bank_transfer', recipient_id: 'two', recipient_details: details };
		const recipient = { id: 'one', ...details };
		expect(await paid({ quotes: [quote('QUO_1', 5, { pay_out })], recipient })).toMatchObject({ replayed: false });
		expect(calls()).not.toContain('POST quotes');
	});

	test('of which Busha does not show when they were made are not executed, nor is the own one', async () => {
		const other = quote('QUO_1', 0, { created_at: undefined });
		expect(await paid({ quotes: [other], othersFrom: 1_000 })).toMatchObject({
			outcome: 'unknown',
			message: 'Several open quotes have the same reference, and Busha does not show which was made first',
			quoteId: id('QUO_own'),
			advice: expect.stringMatching(new RegExp(`paid nothing.*${other.id}`)) as string,
		});
		expect(calls()).not.toContain('POST transfers');
	});

	test('of which Busha does not show when it was made: the only one is executed', async () => {
		const other = quote('QUO_1', 0, { created_at: undefined });
		expect(await paid({ quotes: [other] })).toMatchObject({ replayed: false });
	});

	test('for the same payment that are older than the own one are executed instead', async () => {
		const other = quote('QUO_1', 1);
		await paid({ quotes: [other], othersFrom: 1_000, answer: transferOf(other) });
		expect(memory.quote?.id).toBe(id('QUO_1'));
	});

	test('are refused for good only in doubt, since somebody else may have executed them', async () => {
		expect(
			await paid({ quotes: [quote('QUO_1', 1)], answer: { kind: 'answer', status: 400, commit: false } }),
		).toMatchObject({ outcome: 'unknown', httpCode: 400 });
	});

	test.each<[string, Partial<Quote>]>([
		['for another amount', { source_amount: '2000', target_amount: '2000' }],
		['that do not show where the money goes', { pay_out: { type: 'bank_transfer' } }],
		['that do not show their profile', { profile_id: undefined }],
	])('%s stop the item', async (_name, more) => {
		expect(await paid({ quotes: [quote('QUO_1', 1, more)] })).toMatchObject({
			outcome: 'unknown',
			quoteId: id('QUO_1'),
		});
		expect(calls()).not.toContain('POST transfers');
	});

	test.each<[string, Partial<Quote>, Partial<Order>, RegExp]>([
		['whose amounts do not follow from the rate', { target_amount: '2000' }, {}, /do not follow/],
		['above a limit', {}, { guards: { maxSourceAmount: '999' } }, /Maximum Source Amount/],
	])('%s are not executed', async (_name, more, asked, message) => {
		expect(await paid({ quotes: [quote('QUO_1', 1, more)] }, order(asked))).toMatchObject({
			outcome: 'notSent',
			message: expect.stringMatching(message) as string,
		});
		expect(calls()).not.toContain('POST transfers');
	});

	test('that this item has dropped do not count', async () => {
		memory = { dropped: [id('QUO_1')] };
		expect(await paid({ quotes: [quote('QUO_1', 1)] })).toMatchObject({ value: { id: 'TRF_new' } });
	});

	test('that do not show what they are for stop the item, as the list may hide others too', async () => {
		expect(await paid({ quotes: [quote('QUO_1', 1, { pay_out: undefined, pay_in: undefined })] })).toMatchObject({
			outcome: 'notSent',
			quoteId: id('QUO_1'),
		});
		expect(calls()).not.toContain('POST transfers');
	});

	const hidden = { pay_out: { type: 'bank_transfer' } };

	test.each<[string, () => string, object]>([
		['the same payment are executed, whatever they show', () => digestOf(order(), undefined), { replayed: false }],
		['another payment have to show all of it', () => 'other', { outcome: 'unknown' }],
	])('that this item chose for %s', async (_name, asked, expected) => {
		memory = { quote: { id: id('QUO_1') }, asked: asked() };
		const mine = quote('QUO_1', 1, hidden);
		expect(await paid({ quotes: [mine], answer: transferOf(mine) })).toMatchObject(expected);
		expect(calls().includes('POST transfers')).toBe('replayed' in expected);
	});
});

describe('a new quote', () => {
	test.each<[string, Partial<Quote>, RegExp]>([
		['without an id', { id: '' }, /without a quote/],
		['with an id that is no text', { id: 7 as never }, /without a quote/],
		['of another amount', { source_amount: '2000', target_amount: '2000' }, /another payment/],
		['of another currency', { target_currency: 'KES' }, /another payment/],
		['that does not show its amount', { source_amount: undefined }, /another payment/],
		['that does not show its currencies', { source_currency: undefined }, /another payment/],
		[
			'to another recipient',
			{ pay_out: { type: 'bank_transfer', recipient_id: 'two', recipient_details: {} } },
			/another payment/,
		],
		[
			'to another recipient with the same account',
			{ pay_out: { type: 'bank_transfer', recipient_id: 'two', recipient_details: { account_number: '0123456789' } } },
			/another payment/,
		],
		['with the money of a customer', { profile_id: 'CUS_2' }, /another profile/],
	])('%s is not executed', async (_name, own, message) => {
		expect(await paid({ own })).toMatchObject({
			outcome: 'notSent',
			message: expect.stringMatching(message) as string,
		});
		expect(calls()).not.toContain('POST transfers');
	});

	test.each<[string, Partial<Quote>]>([
		['that does not show where the money goes', { pay_out: { type: 'bank_transfer' } }],
		['that does not show whose money it takes, for the business', { profile_id: undefined }],
	])('%s is executed all the same: nobody else made it', async (_name, own) => {
		expect(await paid({ own })).toMatchObject({ value: { id: 'TRF_new' } });
	});

	test('that ends at once is made anew once, and then given up', async () => {
		const made = await paid(
			{ own: { expires_at: '2026-11-25T12:00:01Z' } },
			order({ quote: { ...order().quote, reference: undefined } }),
		);
		expect(made).toMatchObject({ outcome: 'notSent', message: 'The quotes expired before they could be executed' });
		expect(calls().filter((call) => call === 'POST quotes')).toHaveLength(2);
		expect(memory.over).toHaveLength(2);
	});

	test('tells the time of Busha by when it was made, so that its end can be waited for', async () => {
		const made = await paid(
			{ own: { expires_at: '2026-11-25T12:00:20Z' }, answer: { kind: 'reset', commit: false }, timeKnown: false },
			order({ quote: { ...order().quote, reference: undefined } }),
		);
		expect(made).toMatchObject({ outcome: 'notSent', message: 'The quotes expired before they could be executed' });
	});

	test.each<[string, Scripted, string]>([
		['refused', { kind: 'answer', status: 400, commit: false }, 'rejected'],
		['not answered, as it would move no money', { kind: 'reset', commit: false }, 'notSent'],
	])('that is %s leaves nothing in doubt', async (_name, quoteAnswer, outcome) => {
		expect(await paid({ quoteAnswer })).toMatchObject({ outcome });
		expect(calls()).not.toContain('POST transfers');
	});
});

describe('a recipient that has to be read, and cannot be', () => {
	const pay_out = { type: 'bank_transfer', recipient_details: { account_number: '0123456789' } };
	const recipient: Scripted = { kind: 'answer', status: 403, commit: false };

	test('leaves it in doubt whether a payment with the reference is the same, and names it', async () => {
		const other = quote('QUO_1', 5, { pay_out });
		expect(await paid({ quotes: [other], transfers: [transferOf(other)], recipient })).toMatchObject({
			outcome: 'unknown',
			transferId: id('TRF_QUO_1'),
		});
	});

	test('leaves it in doubt whether an open quote is the same, and names it', async () => {
		expect(await paid({ quotes: [quote('QUO_1', 5, { pay_out })], recipient })).toMatchObject({
			outcome: 'unknown',
			quoteId: id('QUO_1'),
		});
	});

	test('leaves nothing in doubt when it is about the own quote', async () => {
		expect(await paid({ own: { pay_out }, recipient })).toMatchObject({ outcome: 'notSent', quoteId: id('QUO_own') });
		await script.close();
		const without = await paid({ own: { pay_out }, recipient: { id: 'one' } });
		expect(without).toMatchObject({
			outcome: 'notSent',
			message: expect.stringContaining('cannot be compared') as string,
		});
	});
});

test('a list that cannot be read after the own quote was made leaves nothing in doubt', async () => {
	const list = (at: number): Scripted => (at === 0 ? rows([]) : { kind: 'answer', status: 403, commit: false });
	expect(await paid({ list })).toMatchObject({ outcome: 'notSent', httpCode: 403 });
	expect(calls()).toEqual(['GET quotes', 'POST quotes', 'GET quotes']);
});
