import type { Busha } from '../../nodes/Busha/api/client';
import { BushaError, type Failure } from '../../nodes/Busha/api/failure';
import type { Quote, Transfer } from '../../nodes/Busha/api/types';
import type { Match } from '../../nodes/Busha/money/match';
import type { Kind, Order } from '../../nodes/Busha/money/order';
import { asAsked, asBefore, failed, notProven, output, result, told as toldOf } from '../../nodes/Busha/money/reported';
import type { Sameness } from '../../nodes/Busha/money/sameness';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const api = { serverNow: () => ({ earliest: NOW, latest: NOW + 900 }) } as Busha;
const unheard = { serverNow: () => undefined } as unknown as Busha;

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
	id: 'TRF_1',
	quote_id: 'QUO_1',
	status: 'pending',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	...more,
});
const order: Order = {
	kind: 'payout',
	quote: { source_currency: 'NGN', target_currency: 'NGN', source_amount: '900' },
	guards: {},
	lookbackDays: 30,
	settlingSeconds: 2,
};
const found = (amount: Match): Sameness => ({
	profile: 'agrees',
	currencies: 'agrees',
	amount,
	payIn: 'agrees',
	payOut: 'agrees',
	issuer: 'agrees',
	reversal: 'agrees',
});

function failureOf(task: () => unknown): Failure | undefined {
	try {
		task();
		return undefined;
	} catch (error) {
		return (error as BushaError).failure;
	}
}

describe('a transfer that failed', () => {
	test.each<[string, Partial<Transfer>, string]>([
		['its error', { error: { message: 'the bank said no' }, status_description: 'no luck' }, 'the bank said no'],
		['its description', { error: { code: 'x' }, status_description: 'no luck' }, 'no luck'],
		['its status', {}, 'failed'],
	])('is told by %s', (_name, more, reason) => {
		expect(failed(transfer({ status: 'failed', ...more })).failure).toMatchObject({
			outcome: 'rejected',
			message: `The transfer failed: ${reason}`,
			advice: expect.stringContaining('with a new reference') as string,
			transferId: 'TRF_1',
			quoteId: 'QUO_1',
		});
	});

	test('is an error, whoever made it', () => {
		for (const replayed of [true, false])
			expect(
				failureOf(() => result(api, { value: transfer({ status: 'cancelled' }), replayed }, 'payout')),
			).toMatchObject({ outcome: 'rejected', transferId: 'TRF_1' });
	});
});

describe('a deposit that is found', () => {
	const unpaid = (expires_at?: string, status = 'pending') =>
		transfer({ status, pay_in: { type: 'temporary_bank_account', expires_at } });

	test.each<[string, Transfer, Busha, boolean, Kind, boolean]>([
		['whose account has expired a minute and more ago', unpaid(at(-60_001)), api, true, 'deposit', true],
		['whose account has expired a minute ago', unpaid(at(-60_000)), api, true, 'deposit', true],
		[
			'whose account has just expired, as what is shown may be behind',
			unpaid(at(-59_999)),
			api,
			true,
			'deposit',
			false,
		],
		['whose account has not expired', unpaid(at(1)), api, true, 'deposit', false],
		['whose account does not say when it expires', unpaid(), api, true, 'deposit', false],
		['that does not show its account', transfer(), api, true, 'deposit', false],
		['that was paid before its account expired', unpaid(at(-60_001), 'funds_received'), api, true, 'deposit', false],
		['by a Busha that did not show its clock', unpaid(at(-60_001)), unheard, true, 'deposit', false],
		['though it was just made', unpaid(at(-60_001)), api, false, 'deposit', false],
		['though it is a payout', unpaid(at(-60_001)), api, true, 'payout', false],
	])('%s', (_name, value, busha, replayed, kind, refused) => {
		const failure = failureOf(() => expect(result(busha, { value, replayed }, kind)).toEqual({ value, replayed }));
		expect(failure).toEqual(
			refused ? expect.objectContaining({ outcome: 'rejected', transferId: 'TRF_1', quoteId: 'QUO_1' }) : undefined,
		);
	});
});

describe('a transfer that is found', () => {
	const told = (failure: Failure | undefined) => failure && [failure.outcome, failure.transferId, failure.quoteId];

	test.each<[Match, string | undefined, string | undefined]>([
		['agrees', undefined, undefined],
		['differs', 'notSent', 'notSent'],
		['notShown', 'unknown', undefined],
	])('and whose amount "%s" with the order', (amount, asOther, asOwn) => {
		expect(told(failureOf(() => expect(asAsked(transfer(), found(amount), order)).toEqual(transfer())))).toEqual(
			asOther && [asOther, 'TRF_1', 'QUO_1'],
		);
		expect(told(failureOf(() => expect(asBefore(transfer(), found(amount), order)).toEqual(transfer())))).toEqual(
			asOwn && [asOwn, 'TRF_1', 'QUO_1'],
		);
	});

	test('is told beside what is asked for', () => {
		expect(failureOf(() => asAsked(transfer(), found('differs'), order))).toMatchObject({
			message: 'Another payment was already made with this reference',
			advice: expect.stringMatching(/TRF_1 is for 1000 NGN.+asks for 900 NGN/) as string,
		});
		expect(failureOf(() => asBefore(transfer(), found('differs'), order))?.message).toBe(
			'Another payment was already made by an earlier try of this item',
		);
	});
});

test.each<[string, Match, string | undefined, RegExp, RegExp]>([
	[
		'asks for another payment',
		'differs',
		at(0),
		/asks for another payment$/,
		/can still be executed until 2026-11-25T12:00:00.000Z\./,
	],
	['may ask for another payment', 'notShown', undefined, /may ask for another payment$/, /can still be executed\./],
])('an open quote that %s is unknown', (_name, amount, expires_at, message, advice) => {
	const quote: Quote = {
		id: 'QUO_1',
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '1',
		target_amount: '1',
		expires_at,
	};
	expect(notProven(quote, found(amount)).failure).toMatchObject({
		outcome: 'unknown',
		quoteId: 'QUO_1',
		message: expect.stringMatching(message) as string,
		advice: expect.stringMatching(advice) as string,
	});
});

test('the output is the transfer as it is shown, marked only when it existed before', () => {
	expect(output({ value: transfer(), replayed: false })).toEqual(transfer());
	expect(output({ value: transfer(), replayed: true })).toEqual({ ...transfer(), replayed: true });
});

test.each([
	[undefined, 'QUO_noted'],
	['QUO_own', 'QUO_own'],
])('an error that names the quote %s is told with %s', async (quoteId, expected) => {
	const failing = Promise.reject(new BushaError({ outcome: 'unknown', message: 'M', advice: 'A', quoteId }));
	const error: unknown = await toldOf({ quote: { id: 'QUO_noted' } }, failing).catch((problem: unknown) => problem);
	expect((error as BushaError).failure.quoteId).toBe(expected);
});
