import type { Settled } from '../../nodes/Busha/api/client';
import type { BushaError, Failure } from '../../nodes/Busha/api/failure';
import type { Quote, Transfer } from '../../nodes/Busha/api/types';
import { newPaymentsOfRun } from '../../nodes/Busha/money/context';
import { executeGiven } from '../../nodes/Busha/money/given';
import { noteQuote } from '../../nodes/Busha/money/madeHere';
import type { Memory } from '../../nodes/Busha/once/memory';
import { rows, type Script, type Scripted, startScript } from '../support/script';

const MINUTE_MS = 60_000;
const legs = { pay_in: { type: 'balance' }, pay_out: { type: 'bank_transfer', recipient_id: 'one' } };
const refused: Scripted = { kind: 'answer', status: 400, commit: false };

let script: Script;
let memory: Memory;
let quoteId: string;
let tests = 0;
beforeEach(() => {
	memory = {};
	quoteId = `QUO_given_${++tests}`;
});
afterEach(async () => await script.close());

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
	id: 'TRF_1',
	quote_id: quoteId,
	profile_id: 'CUS_1',
	status: 'pending',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	target_amount: '1000',
	...legs,
	...more,
});

interface Given {
	/** Changes to the quote as Busha shows it. */
	quote?: Partial<Quote>;
	/** Milliseconds until it ends. */
	ends?: number;
	/** Quotes in Busha's list. */
	quotes?: Quote[];
	/** Transfers in Busha's list. */
	made?: Transfer[];
	answer?: Scripted;
}

const shownQuote = (more: Partial<Quote> = {}): Quote => ({
	id: quoteId,
	profile_id: 'CUS_1',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	target_amount: '1000',
	...legs,
	status: 'pending',
	...more,
});

/** Executes a quote of 1,000 NGN that the user names. */
async function executed({ quote, ends = 20 * MINUTE_MS, quotes = [], made = [], answer }: Given = {}): Promise<
	Settled<Transfer> | Failure
> {
	script = await startScript(
		({ method, path }) => {
			if (method === 'POST') return answer ?? transfer({ id: 'TRF_new' });
			if (path === '/v1/transfers') return rows(made);
			if (path === '/v1/quotes') return rows(quotes);
			return shownQuote({ expires_at: new Date(script.start + ends).toISOString(), ...quote });
		},
		{ profileId: 'CUS_1' },
	);
	const context = {
		api: script.api,
		memory,
		ownReference: 'own',
		continued: false,
		begunAt: script.start,
		payments: newPaymentsOfRun(false),
		itemIndex: 0,
	};
	return await executeGiven(context, quoteId).catch((error: BushaError) => error.failure);
}

const calls = (): string[] => script.asked.map(({ method, path }) => `${method} ${path.split('/')[2] ?? ''}`);

test('an open quote is executed without a look', async () => {
	expect(await executed()).toMatchObject({ value: { id: 'TRF_new' }, replayed: false });
	expect(calls()).toEqual(['GET quotes', 'GET quotes', 'POST transfers']);
	expect(memory).toMatchObject({
		quote: { id: quoteId, ends: script.start + 20 * MINUTE_MS, freshUntil: script.start + 20 * MINUTE_MS },
		posted: true,
		made: 'TRF_new',
		asked: expect.any(String) as string,
	});
});

test('an open quote that this process has posted before is looked for', async () => {
	await executed();
	await script.close();
	memory = {};
	expect(await executed({ made: [transfer()] })).toEqual({ value: transfer(), replayed: true });
	expect(calls()).not.toContain('POST transfers');
});

test.each<[string, string | undefined]>([
	['that was accepted', 'accepted'],
	['that does not show its status', undefined],
	['that has expired', 'expired'],
])('a quote %s gives the transfer that it made', async (_name, status) => {
	expect(await executed({ quote: { status }, made: [transfer()] })).toEqual({ value: transfer(), replayed: true });
	expect(calls()).not.toContain('POST transfers');
});

test('a quote whose transfer has failed is an error', async () => {
	expect(await executed({ quote: { status: 'accepted' }, made: [transfer({ status: 'failed' })] })).toMatchObject({
		outcome: 'rejected',
		transferId: 'TRF_1',
	});
});

describe('a quote that has expired', () => {
	const expired = { outcome: 'notSent', message: 'The quote has expired' };

	test.each<[string, Given]>([
		['by its status', { quote: { status: 'expired' }, ends: -MINUTE_MS }],
		['by its end, though it is called pending', { ends: -MINUTE_MS }],
	])('%s is not executed', async (_name, given) => {
		expect(await executed(given)).toMatchObject({ ...expired, quoteId });
		expect(calls()).not.toContain('POST transfers');
	});

	test('before it was executed is never executed any more', async () => {
		await executed({ ends: -MINUTE_MS });
		expect(memory).toMatchObject({ over: [quoteId], quote: undefined });
	});
});

test.each<[string, string | undefined]>([
	['that is pending', 'pending'],
	['that does not show its status', undefined],
])('the refusal of a quote %s is not believed, as somebody else may have executed it', async (_name, status) => {
	expect(await executed({ quote: { status }, answer: refused })).toMatchObject({ outcome: 'unknown', httpCode: 400 });
});

test('the refusal of a quote that this process made and did not post is believed', async () => {
	noteQuote(quoteId);
	expect(await executed({ answer: refused })).toMatchObject({ outcome: 'rejected', httpCode: 400 });
});

test('the transfer of an earlier try is given instead', async () => {
	memory = { quote: { id: quoteId }, posted: true };
	expect(await executed({ made: [transfer()] })).toEqual({ value: transfer(), replayed: true });
	expect(calls()).not.toContain('POST transfers');
});

describe('a quote that is not executed', () => {
	test.each<[string, Partial<Quote>, RegExp]>([
		['is of another profile', { profile_id: 'CUS_2' }, /another profile/],
		['does not show its profile', { profile_id: undefined }, /whose money/],
		['has amounts that do not follow from its rate', { target_amount: '2000' }, /do not follow/],
	])('%s', async (_name, quote, message) => {
		expect(await executed({ quote })).toMatchObject({
			outcome: 'notSent',
			message: expect.stringMatching(message) as string,
			quoteId,
		});
		expect(calls()).not.toContain('POST transfers');
	});
});

describe('a quote with a reference', () => {
	const reference = 'salary-november';
	const since = '2026-11-25T11:00:00Z';
	const own = () => shownQuote({ reference, created_at: '2026-11-25T11:30:00Z' });

	test('that nobody else used is executed after the settling time and a look', async () => {
		expect(await executed({ quote: { reference }, quotes: [own()] })).toMatchObject({
			value: { id: 'TRF_new' },
			replayed: false,
		});
		expect(calls()).toEqual(['GET quotes', 'GET quotes', 'GET quotes', 'POST transfers']);
		expect(script.asked.map(({ at }) => at)).toEqual([0, 0, 2_000, 2_000]);
	});

	test('that another quote was paid with gives that payment', async () => {
		const other = { ...own(), id: 'QUO_other', created_at: since };
		expect(
			await executed({ quote: { reference }, quotes: [own(), other], made: [transfer({ quote_id: 'QUO_other' })] }),
		).toMatchObject({ value: { id: 'TRF_1' }, replayed: true });
		expect(calls()).not.toContain('POST transfers');
	});

	test('for another recipient than the payment with it is refused', async () => {
		const other = { ...own(), id: 'QUO_other', created_at: since };
		const elsewhere = transfer({ quote_id: 'QUO_other', pay_out: { type: 'bank_transfer', recipient_id: 'two' } });
		expect(await executed({ quote: { reference }, quotes: [own(), other], made: [elsewhere] })).toMatchObject({
			outcome: 'notSent',
			transferId: 'TRF_1',
		});
	});

	test('of a kind that the list shows otherwise is not executed', async () => {
		expect(
			await executed({ quote: { reference }, quotes: [{ ...own(), pay_out: { type: 'balance' } }] }),
		).toMatchObject({ outcome: 'notSent', message: expect.stringContaining('list of quotes does not show') as string });
	});
});
