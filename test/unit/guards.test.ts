import { BushaError } from '../../nodes/Busha/api/failure';
import type { Quote } from '../../nodes/Busha/api/types';
import { check, type Guards } from '../../nodes/Busha/money/guards';

const quote = (more: Partial<Quote>): Quote => ({
	id: 'QUO_1',
	source_currency: 'USDT',
	target_currency: 'NGN',
	source_amount: '100',
	target_amount: '147912.5',
	rate: { rate: '1480.2', side: 'sell' },
	fees: [],
	...more,
});

/** 75,000 NGN buy USDT at 1,500 NGN for one. */
const purchase = (more: Partial<Quote> = {}) =>
	quote({
		source_currency: 'NGN',
		target_currency: 'USDT',
		source_amount: '75000',
		target_amount: '50',
		rate: { rate: '1500', side: 'buy' },
		...more,
	});

const fee = (amount: string, currency: string, converted?: [string, string]) => ({
	name: 'Fees',
	amount: { amount, currency },
	...(converted && { converted_amount: { amount: converted[0], currency: converted[1] } }),
});

function refusal(given: Quote, guards: Guards): string | undefined {
	try {
		check(given, guards);
		return undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(BushaError);
		expect((error as BushaError).failure).toMatchObject({ outcome: 'notSent', quoteId: 'QUO_1' });
		return (error as BushaError).message;
	}
}

describe('Maximum Fee', () => {
	test.each<[string, Quote, string, boolean]>([
		['no fees at all', quote({}), '0.01', true],
		['a fee in the source currency, at the limit', quote({ fees: [fee('1.5', 'USDT')] }), '1.50', true],
		['a fee in the source currency, above it', quote({ fees: [fee('1.500000000000000001', 'USDT')] }), '1.5', false],
		['a fee in the target currency, worth exactly the limit', quote({ fees: [fee('148.02', 'NGN')] }), '0.1', true],
		['a fee in the target currency, worth a little more', quote({ fees: [fee('148.03', 'NGN')] }), '0.1', false],
		['fees in both currencies together', quote({ fees: [fee('0.05', 'USDT'), fee('74.02', 'NGN')] }), '0.1', false],
		['a purchase: a fee in the target currency, at the limit', purchase({ fees: [fee('1', 'USDT')] }), '1500', true],
		['a purchase: a fee in the target currency, above it', purchase({ fees: [fee('1.001', 'USDT')] }), '1500', false],
		[
			'a fee in a third currency with its converted amount',
			quote({ fees: [fee('1', 'USD', ['1', 'USDT'])] }),
			'1',
			true,
		],
		['a fee in a third currency that cannot be compared', quote({ fees: [fee('0.01', 'USD')] }), '1000000', false],
		['a fee without a rate to compare it by', quote({ rate: {}, fees: [fee('1', 'NGN')] }), '1000000', false],
		['a fee without an amount', quote({ fees: [{ name: 'Fees' }] }), '1000000', false],
	])('%s', (_name, given, maxFee, passes) => {
		expect(refusal(given, { maxFee }) === undefined).toBe(passes);
	});
});

describe('Minimum Rate counts target units for one source unit', () => {
	test.each<[string, Quote, string, boolean]>([
		['selling, at the limit', quote({}), '1480.20', true],
		['selling, below it', quote({}), '1480.21', false],
		['buying, at the limit', purchase({ rate: { rate: '1250', side: 'buy' } }), '0.0008', true],
		['buying, below it', purchase({ rate: { rate: '1250.01', side: 'buy' } }), '0.0008', false],
		['one currency', quote({ target_currency: 'USDT', rate: undefined }), '1', true],
		['no rate', quote({ rate: undefined }), '0.000001', false],
		['a rate without a side', quote({ rate: { rate: '1480.2' } }), '0.000001', false],
	])('%s', (_name, given, minRate, passes) => {
		expect(refusal(given, { minRate }) === undefined).toBe(passes);
	});
});

test('Maximum Source Amount refuses what it cannot read', () => {
	expect(refusal(quote({ source_amount: '100.000' }), { maxSourceAmount: '100' })).toBeUndefined();
	expect(refusal(quote({ source_amount: 100 as never }), { maxSourceAmount: '1000' })).toContain(
		'Maximum Source Amount',
	);
});

test.each<[string, Quote, Guards, string]>([
	[
		'a fee in the source currency',
		quote({ fees: [fee('2', 'USDT')] }),
		{ maxFee: '1' },
		'The fees of 2 USDT are above Maximum Fee (1 USDT)',
	],
	[
		'a fee in the target currency',
		quote({ fees: [fee('1480', 'NGN')] }),
		{ maxFee: '0.1' },
		'The fees of 1480 NGN are above Maximum Fee (0.1 USDT)',
	],
	[
		'fees in both',
		quote({ fees: [fee('1', 'USDT'), fee('1', 'NGN')] }),
		{ maxFee: '1' },
		'The fees of 1 USDT and 1 NGN are above Maximum Fee (1 USDT)',
	],
	[
		'a rate of a sale',
		quote({}),
		{ minRate: '2000' },
		'The rate (1 USDT = 1480.2 NGN) is below Minimum Rate (2000 NGN for 1 USDT)',
	],
	[
		'a rate of a purchase',
		purchase(),
		{ minRate: '1' },
		'The rate (1 USDT = 1500 NGN) is below Minimum Rate (1 USDT for 1 NGN)',
	],
])('a refusal names %s', (_name, given, guards, message) => {
	expect(refusal(given, guards)).toBe(message);
});
