/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never published */
import { setImmediate } from 'node:timers/promises';

import type { INode } from 'n8n-workflow';

import { BushaError, type Failure } from '../../nodes/Busha/api/failure';
import { InputError } from '../../nodes/Busha/fields/inputError';
import { clock, pause } from '../../nodes/Busha/api/clock';
import { Recent } from '../../nodes/Busha/once/recent';
import { inTurn } from '../../nodes/Busha/once/turns';
import type { Operation } from '../../nodes/Busha/operations/operation';
import { getAllBalances, payout, updateCustomer } from '../../nodes/Busha/operations/all';
import { widthOf } from '../../nodes/Busha/run/sideBySide';
import { broughtAlong } from '../../nodes/Busha/run/broughtAlong';
import { errorItem, failureOf, nodeError } from '../../nodes/Busha/run/errors';
import { paidBy } from '../../nodes/Busha/run/paid';

describe('what an input item tells of an earlier try', () => {
	const inDoubt = { outcome: 'unknown' };

	test.each<[string, object, object]>([
		[
			'an unknown payment, by its quote',
			{ error: 'x', message: 'y', details: { ...inDoubt, quoteId: 'QUO_1' } },
			{ quote: { id: 'QUO_1' }, posted: true },
		],
		[
			'a payment that is known, whatever its outcome',
			{ error: 'x', details: { outcome: 'rejected', transferId: 'TRF_1' } },
			{ made: 'TRF_1', posted: true },
		],
		[
			'an unknown payment, by its quote and its transfer',
			{ error: 'x', details: { ...inDoubt, quoteId: 'QUO_1', transferId: 'TRF_1' } },
			{ quote: { id: 'QUO_1' }, made: 'TRF_1', posted: true },
		],
		['something unknown without a quote', { error: 'x', details: inDoubt }, { inDoubt: true }],
		['something unknown with an empty quote', { error: 'x', details: { ...inDoubt, quoteId: '' } }, { inDoubt: true }],
		[
			'something unknown with an empty transfer',
			{ error: 'x', details: { ...inDoubt, transferId: '' } },
			{ inDoubt: true },
		],
		[
			'something unknown with a quote that is no text',
			{ error: 'x', details: { ...inDoubt, quoteId: 1 } },
			{ inDoubt: true },
		],
		['a refusal', { error: 'x', details: { outcome: 'rejected', quoteId: 'QUO_1' } }, {}],
		['that nothing was sent', { error: 'x', details: { outcome: 'notSent', quoteId: 'QUO_1' } }, {}],
		['nothing: its details are of no error', { details: { ...inDoubt, quoteId: 'QUO_1' } }, {}],
		['nothing: its error is no text', { error: true, details: { ...inDoubt, quoteId: 'QUO_1' } }, {}],
		['nothing: its details are text', { error: 'x', details: 'unknown' }, {}],
		['nothing: its details are null', { error: 'x', details: null }, {}],
		['nothing: it is an ordinary item', { amount: '1000' }, {}],
	])('%s', (_name, json, memory) => {
		expect(broughtAlong(json as never)).toEqual(memory);
	});
});

describe('what was paid', () => {
	test.each<[string, object]>([
		['payout', { item: 3, transferId: 'ID_1' }],
		['bill', { item: 3, orderId: 'ID_1' }],
	])('is told of a %s by its id', (resource, paid) => {
		expect(paidBy([{ id: 'ID_1' }], 3, { resource } as Operation)).toEqual([paid]);
	});
});

describe('a memory of recent values', () => {
	test('keeps the newest, at most so many', () => {
		const recent = new Recent<string, number>(2);
		['a', 'b', 'c'].forEach((key, value) => recent.set(key, value));
		expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([undefined, 1, 2]);
		expect(['a', 'b', 'c'].map((key) => recent.has(key))).toEqual([false, true, true]);
	});

	test('counts a value that is set again as new', () => {
		const recent = new Recent<string, number>(2);
		['a', 'b', 'a', 'c'].forEach((key, value) => recent.set(key, value));
		expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([2, undefined, 3]);
	});

	test('keeps what has no value, and forgets it like the rest', () => {
		const recent = new Recent<string | undefined, true>(1);
		recent.set('a', true);
		recent.set('b', true);
		expect([recent.has('a'), recent.has('b')]).toEqual([false, true]);
	});
});

describe('a wait', () => {
	const real = { ...clock };
	afterEach(() => void Object.assign(clock, real));

	test.each([-60 * 60_000, 60 * 60_000])(
		'is as long as it is when the clock is set by %d ms meanwhile',
		async (step) => {
			let slept = 0;
			clock.now = () => (slept > 500 ? step : 0) + slept;
			clock.sleep = async (ms) => await Promise.resolve(void (slept += ms));
			await pause(2_100);
			expect(slept).toBe(2_100);
		},
	);
});

describe("this machine's clock", () => {
	afterEach(() => void jest.restoreAllMocks());

	test('goes on when it is set back, and counts at once when it is set forward', () => {
		const begun = clock.now();
		const wall = jest.spyOn(Date, 'now').mockReturnValue(begun - 60 * 60_000);
		const back = clock.now();
		wall.mockReturnValue(begun + 60 * 60_000);
		const forward = clock.now();
		expect([back >= begun, back - begun < 60_000, forward]).toEqual([true, true, begun + 60 * 60_000]);
	});
});

describe('payments in turn', () => {
	const events: string[] = [];
	const task =
		(name: string, fails = false) =>
		async () => {
			events.push(`${name} begins`);
			await setImmediate();
			events.push(`${name} ends`);
			if (fails) throw new Error(name);
			return name;
		};
	beforeEach(() => void events.splice(0));

	test('of one key run one after the other, also when one fails, and give what their own task gives', async () => {
		const ends = await Promise.allSettled([
			inTurn('key', task('a', true)),
			inTurn('key', task('b')),
			inTurn('key', task('c')),
		]);
		expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
		expect(ends).toMatchObject([{ reason: { message: 'a' } }, { value: 'b' }, { value: 'c' }]);
	});

	test('of two keys do not wait for each other', async () => {
		await Promise.all([inTurn('one', task('a')), inTurn('other', task('b'))]);
		expect(events.slice(0, 2)).toEqual(['a begins', 'b begins']);
	});

	test('wait for one that has already begun when the ones before it have ended', async () => {
		const first = inTurn('key', task('a'));
		const second = inTurn('key', task('b'));
		await first;
		const third = inTurn('key', task('c'));
		await Promise.all([second, third]);
		expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
	});
});

describe('the failure of an item', () => {
	const busha: Failure = { outcome: 'rejected', message: 'no', advice: 'do', httpCode: 400 };

	test.each<[string, unknown, object]>([
		["is Busha's", new BushaError(busha), busha],
		[
			'is bad input, which was never sent',
			new InputError('no', 'do'),
			{ outcome: 'notSent', message: 'no', advice: 'do' },
		],
		[
			'is any other error, with its own advice',
			Object.assign(new Error('no'), { description: 'do' }),
			{ outcome: 'unknown', message: 'no', advice: 'do' },
		],
		[
			'is any other error, without advice',
			Object.assign(new Error('no'), { description: null }),
			{ outcome: 'unknown', message: 'no', advice: 'Check the expressions and the credential of this node.' },
		],
	])('%s', (_name, problem, expected) => {
		expect(failureOf(problem, 'unknown')).toEqual(expected);
	});
});

describe('an error of the node', () => {
	const node: INode = {
		id: '1',
		name: 'Busha',
		type: 'n8n-nodes-busha.busha',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const failure: Failure = {
		outcome: 'rejected',
		message: 'refused by ENOTFOUND',
		advice: 'Do it.',
		quoteId: 'QUO_1',
		retryAfterMs: 7,
	};

	test.each<[string, Failure, number | undefined, string | undefined]>([
		['of an item', failure, 3, undefined],
		['of an item that Busha answered', { ...failure, httpCode: 400 }, 3, '400'],
		['of no item', failure, undefined, undefined],
	])('%s', (_name, given, itemIndex, httpCode) => {
		const error = nodeError(node, given, itemIndex);
		expect(error).toMatchObject({
			message: `refused by ENOTFOUND${itemIndex === undefined ? '' : ' [item 3]'}`,
			description: 'Do it.',
		});
		expect(error.context.itemIndex).toBe(itemIndex);
		expect((error as { httpCode?: string }).httpCode ?? undefined).toBe(httpCode);
		expect(error.context.details).toEqual({
			outcome: 'rejected',
			quoteId: 'QUO_1',
			...(httpCode && { httpCode: 400 }),
		});
	});

	test('lists what was paid before, what is in doubt, and what failed too', () => {
		const paid = [
			{ item: 0, transferId: 'TRF_1' },
			{ item: 1, orderId: 'ORD_1' },
		];
		const alsoFailed = [
			{ item: 2, outcome: 'unknown', quoteId: 'QUO_2' },
			{ item: 4, outcome: 'rejected', transferId: 'TRF_4', quoteId: 'QUO_4' },
			{ item: 5, outcome: 'unknown' },
		] as const;
		const error = nodeError(node, failure, 3, { paidEarlier: [{ item: 6, transferId: 'TRF_6' }], paid, alsoFailed });
		expect(error.description).toBe(
			'Do it. Paid before: item 0 (TRF_1), item 1 (ORD_1). Paid by an earlier try: item 6 (TRF_6). ' +
				'Perhaps paid, so look before you pay again: item 2 (QUO_2), item 5 (no ID). Failed too: item 4 (TRF_4).',
		);
		expect(error.context.details).toMatchObject({ outcome: 'rejected', quoteId: 'QUO_1', paid, alsoFailed });
	});

	test('is an item of three keys on the error output', () => {
		expect(errorItem(node, failure, 3)).toStrictEqual({
			json: { error: 'refused by ENOTFOUND', message: 'Do it.', details: { outcome: 'rejected', quoteId: 'QUO_1' } },
			pairedItem: { item: 3 },
		});
	});

	test('is beside the data too where there is an error output, for n8n before 2.36, and in no copy of the item', () => {
		const item = errorItem({ ...node, onError: 'continueErrorOutput' }, failure, 3);
		expect(item.error).toMatchObject({ message: 'refused by ENOTFOUND [item 3]', description: 'Do it.' });
		expect('error' in { ...item }).toBe(false);
		expect(errorItem({ ...node, onError: 'continueRegularOutput' }, failure, 3).error).toBeUndefined();
	});
});

test.each<[string, Operation, Array<object | undefined>, number]>([
	['that read', getAllBalances, [{}], 4],
	['that change something', updateCustomer, [{}], 1],
	['that pay without references', payout, [{}, undefined], 1],
	['of which one pays with a reference', payout, [{}, { reference: 'one' }, undefined], 10],
])('of items %s, so many are under way at once', (_name, operation, inputs, width) => {
	expect(widthOf(operation, inputs as never)).toBe(width);
});
