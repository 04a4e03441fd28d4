import type { Settled } from '../../nodes/Busha/api/client';
import type { BushaError, Failure } from '../../nodes/Busha/api/failure';
import type { Quote, Transfer } from '../../nodes/Busha/api/types';
import { newPaymentsOfRun } from '../../nodes/Busha/money/context';
import { settleEarlier } from '../../nodes/Busha/money/earlier';
import { digestOf, type Referenced } from '../../nodes/Busha/money/order';
import type { Memory } from '../../nodes/Busha/once/memory';
import { rows, type Script, type Scripted, startScript } from '../support/script';

const MINUTE_MS = 60_000;
const legs = { pay_in: { type: 'balance' }, pay_out: { type: 'bank_transfer', recipient_id: 'one' } };
const shownLegs = { pay_in: { type: 'balance' }, pay_out: { type: 'bank_transfer', recipient_id: 'one' } };
const order: Referenced = {
	kind: 'payout',
	quote: { source_currency: 'NGN', target_currency: 'NGN', source_amount: '1000', ...legs, reference: 'own' },
	guards: {},
	lookbackDays: 30,
	settlingSeconds: 2,
};
const same = digestOf(order, undefined);

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
	id: 'TRF_1',
	quote_id: 'QUO_1',
	profile_id: 'BUS_1',
	status: 'pending',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	target_amount: '1000',
	...shownLegs,
	...more,
});

let script: Script;
let memory: Memory;
afterEach(async () => await script.close());

interface Left {
	memory: Memory;
	/** The transfer that Busha lists. */
	made?: Transfer;
	/** Changes to the quote as Busha shows it; `null`: it shows none. */
	quote?: Partial<Quote> | null;
	/** The answer to the look at the recipient. */
	recipient?: Scripted;
	/** Milliseconds until the quote ends. */
	ends?: number;
	/** The answer to the creation of a transfer. */
	answer?: Scripted;
}

/** Settles what an earlier try left. */
async function settled(
	{ memory: left, made, recipient, quote = {}, ends = 20 * MINUTE_MS, answer = transfer({ id: 'TRF_new' }) }: Left,
	asked = order,
): Promise<Settled<Transfer> | Failure | undefined> {
	memory = left;
	const end = () => new Date(script.start + ends).toISOString();
	script = await startScript(({ method, path }) => {
		if (method === 'POST') return answer;
		if (path.startsWith('/v1/recipients')) return recipient;
		if (made && path === `/v1/transfers/${made.id}`) return made;
		if (path === '/v1/transfers') return rows(made ? [made] : []);
		if (quote === null) return undefined;
		return { ...transfer(), id: 'QUO_1', status: 'pending', expires_at: end(), ...quote };
	});
	const context = {
		api: script.api,
		memory,
		ownReference: 'own',
		continued: true,
		begunAt: script.start,
		payments: newPaymentsOfRun(false),
		itemIndex: 0,
	};
	return await settleEarlier(context, asked).catch((error: BushaError) => error.failure);
}

const posts = (): number => script.asked.filter(({ method }) => method === 'POST').length;
const quote = { id: 'QUO_1' };
const ended = { over: ['QUO_1'], quote: undefined, posted: undefined };
const dropped = { dropped: ['QUO_1'], quote: undefined, posted: undefined };

describe('an earlier try that left', () => {
	test.each<[string, Memory, Memory]>([
		['nothing', {}, {}],
		['a quote that was not posted, for the same payment', { quote, asked: same }, { quote, asked: same }],
		['a quote that was not posted, for another payment', { quote, asked: 'other' }, { quote, asked: 'other' }],
	])('%s has made nothing, and nobody is asked', async (_name, left, then) => {
		expect(await settled({ memory: left })).toBeUndefined();
		expect(memory).toEqual(then);
		expect(script.asked).toEqual([]);
	});

	test('something in doubt cannot be settled', async () => {
		expect(await settled({ memory: { inDoubt: true } })).toMatchObject({
			outcome: 'unknown',
			message: 'An earlier try of this item may have paid already',
		});
	});
});

describe('a quote that was posted, for the same payment,', () => {
	const left = (): Memory => ({ quote, posted: true, asked: same });

	test.each<[string, Transfer]>([
		['as it was asked for', transfer()],
		['that has failed', transfer({ status: 'failed' })],
		['that shows little', transfer({ source_amount: undefined, pay_out: undefined })],
	])('and made a transfer %s gives it', async (_name, made) => {
		expect(await settled({ memory: left(), made })).toEqual({ value: made, replayed: true });
		expect(script.asked).toHaveLength(1);
	});

	test('and made a transfer of other amounts than it said stays in doubt', async () => {
		const known = { ...quote, source_amount: '1000', target_amount: '990' };
		const made = transfer({ target_amount: '900' });
		expect(await settled({ memory: { ...left(), quote: known }, made })).toMatchObject({
			outcome: 'unknown',
			message: 'Busha made another transfer than its quote said',
			transferId: 'TRF_1',
		});
	});

	test('whose transfer is known is not looked for: the transfer is read', async () => {
		expect(await settled({ memory: { ...left(), made: 'TRF_1' }, made: transfer() })).toEqual({
			value: transfer(),
			replayed: true,
		});
		expect(script.asked.map(({ path }) => path)).toEqual(['/v1/transfers/TRF_1']);
	});

	test('and made another transfer is an error that names it', async () => {
		expect(await settled({ memory: left(), made: transfer({ source_amount: '2000' }) })).toMatchObject({
			outcome: 'notSent',
			transferId: 'TRF_1',
			message: expect.stringContaining('by an earlier try of this item') as string,
		});
	});

	test('and is open is executed, since only this quote may be', async () => {
		expect(await settled({ memory: left() })).toMatchObject({ value: { id: 'TRF_new' }, replayed: false });
		expect(posts()).toBe(1);
	});

	test('and is open, but refused by now, stays in doubt', async () => {
		expect(await settled({ memory: left(), answer: { kind: 'answer', status: 400, commit: false } })).toMatchObject({
			outcome: 'unknown',
			httpCode: 400,
			quoteId: 'QUO_1',
		});
		expect(memory).toMatchObject({ quote: { id: 'QUO_1' }, posted: true });
	});

	test('and executed as another payment than it says is in doubt', async () => {
		expect(await settled({ memory: left(), quote: { source_amount: '7', target_amount: '7' } })).toMatchObject({
			outcome: 'unknown',
			transferId: 'TRF_new',
		});
	});

	test('and is over is never asked for again', async () => {
		expect(await settled({ memory: left(), ends: -MINUTE_MS })).toBeUndefined();
		expect(memory).toEqual({ ...ended, asked: same });
		expect(posts()).toBe(0);
	});
});

describe('a quote that was posted, for another payment,', () => {
	const left = (): Memory => ({ quote, posted: true, asked: 'other' });

	test('and made a transfer that has failed is dropped', async () => {
		expect(await settled({ memory: left(), made: transfer({ status: 'failed' }) })).toBeUndefined();
		expect(memory).toEqual({ ...dropped, asked: 'other' });
	});

	test('and made a transfer that is known, and that has failed, is dropped with it', async () => {
		const memory = { ...left(), made: 'TRF_1' };
		expect(await settled({ memory, made: transfer({ status: 'failed' }) })).toBeUndefined();
		expect(memory.made).toBeUndefined();
	});

	test("and made a transfer that has failed, with the user's reference, leaves it to the look for the reference", async () => {
		const asked = { ...order, quote: { ...order.quote, reference: 'salary' } };
		expect(await settled({ memory: left(), made: transfer({ status: 'failed' }) }, asked)).toBeUndefined();
		expect(memory).toMatchObject(dropped);
	});

	test('and made what is asked for now gives it', async () => {
		expect(await settled({ memory: left(), made: transfer() })).toEqual({ value: transfer(), replayed: true });
	});

	test('and made a transfer whose recipient cannot be read is in doubt, and named', async () => {
		const pay_out = { type: 'bank_transfer', recipient_details: { account_number: '0123456789' } };
		const recipient: Scripted = { kind: 'answer', status: 403, commit: false };
		expect(await settled({ memory: left(), made: transfer({ pay_out }), recipient })).toMatchObject({
			outcome: 'unknown',
			transferId: 'TRF_1',
		});
	});

	test('and made another transfer is an error that names it', async () => {
		expect(await settled({ memory: left(), made: transfer({ source_amount: '2000' }) })).toMatchObject({
			outcome: 'notSent',
			transferId: 'TRF_1',
		});
	});

	test.each<[string, Partial<Quote> | null, object]>([
		['shows what is asked for', {}, { value: { id: 'TRF_1' }, replayed: true }],
		['shows something else', { source_amount: '2000' }, { outcome: 'notSent', transferId: 'TRF_1' }],
		['is not shown', null, { outcome: 'unknown', transferId: 'TRF_1' }],
	])(
		'and made a transfer that does not show its amount is judged by the quote, which %s',
		async (_name, shown, expected) => {
			expect(
				await settled({ memory: left(), made: transfer({ source_amount: undefined }), quote: shown }),
			).toMatchObject(expected);
		},
	);

	test('and is open is in doubt until it has ended', async () => {
		expect(await settled({ memory: left() })).toMatchObject({
			outcome: 'unknown',
			quoteId: 'QUO_1',
			message: expect.stringContaining('An open quote') as string,
		});
		expect(posts()).toBe(0);
	});

	test('and is over is never asked for again', async () => {
		expect(await settled({ memory: left(), ends: -MINUTE_MS })).toBeUndefined();
		expect(memory).toEqual({ ...ended, asked: 'other' });
	});
});

describe('a quote that an input item brought along', () => {
	const left = (): Memory => ({ quote, posted: true });

	test('and that is open is executed when it is what is asked for', async () => {
		expect(await settled({ memory: left() })).toMatchObject({ value: { id: 'TRF_new' } });
	});

	test.each<[string, Partial<Quote>]>([
		['asks for something else', { source_amount: '2000' }],
		['does not show all that is asked for', { pay_out: undefined }],
	])('and that is open stays in doubt when it %s', async (_name, shown) => {
		expect(await settled({ memory: left(), quote: shown })).toMatchObject({ outcome: 'unknown', quoteId: 'QUO_1' });
		expect(posts()).toBe(0);
	});
});
