import type { Fee, Quote } from '../../nodes/Busha/api/types';
import {
	amountsAgree,
	chargedOf,
	type Charged,
	type Given,
	type Parity,
	parityOf,
} from '../../nodes/Busha/money/exchange';

/** 100 USDT sold for 150,000 NGN. */
const sale = (more: Partial<Quote> = {}): Quote => ({
	id: 'QUO_1',
	source_currency: 'USDT',
	target_currency: 'NGN',
	source_amount: '100',
	target_amount: '150000',
	rate: { rate: '1500', side: 'sell' },
	fees: [],
	...more,
});

/** 75,000 NGN buy 50 USDT. */
const purchase = (more: Partial<Quote> = {}): Quote =>
	sale({
		source_currency: 'NGN',
		target_currency: 'USDT',
		source_amount: '75000',
		target_amount: '50',
		rate: { rate: '1500', side: 'buy' },
		...more,
	});

/** 1,000 NGN paid out as they are. */
const payout = (more: Partial<Quote> = {}): Quote =>
	sale({ source_currency: 'NGN', source_amount: '1000', target_amount: '1000', rate: undefined, ...more });

const fee = (amount: string, currency: string, converted?: [string, string]): Fee => ({
	name: 'Fees',
	amount: { amount, currency },
	...(converted && { converted_amount: { amount: converted[0], currency: converted[1] } }),
});

test.each<[string, Quote, Parity | undefined]>([
	['a sale', sale(), { source: '1', target: '1500' }],
	['a purchase', purchase(), { source: '1500', target: '1' }],
	['one currency without a rate', payout(), { source: '1', target: '1' }],
	['one currency with an empty rate', payout({ rate: {} }), { source: '1', target: '1' }],
	['one currency with a rate but no side', payout({ rate: { rate: '0.5' } }), { source: '1', target: '0.5' }],
	['one currency with a rate that is none', payout({ rate: { rate: 'one' } }), undefined],
	['a rate without a side', sale({ rate: { rate: '1500' } }), undefined],
	['a side that is not known', sale({ rate: { rate: '1500', side: 'hold' } }), undefined],
	['no rate', sale({ rate: undefined }), undefined],
	['a rate of nothing', sale({ rate: { rate: '0', side: 'sell' } }), undefined],
	['a rate below nothing', sale({ rate: { rate: '-1', side: 'sell' } }), undefined],
	['a rate below one', sale({ rate: { rate: '0.5', side: 'sell' } }), { source: '1', target: '0.5' }],
	['a rate as a JavaScript number', sale({ rate: { rate: 1500 as never, side: 'sell' } }), undefined],
])('the rate of %s', (_name, quote, expected) => {
	expect(parityOf(quote)).toEqual(expected);
});

test.each<[string, Fee[] | undefined, Charged | string]>([
	['none shown', undefined, { inSource: '0', inTarget: '0' }],
	[
		'in both currencies, added up',
		[fee('1', 'USDT'), fee('0.5', 'USDT'), fee('70', 'NGN'), fee('5', 'NGN')],
		{ inSource: '1.5', inTarget: '75' },
	],
	[
		'in a third currency, by what it was converted to',
		[fee('1', 'USD', ['1500', 'NGN'])],
		{ inSource: '0', inTarget: '1500' },
	],
	[
		'in a currency of the quote, whatever it was converted to',
		[fee('1', 'USDT', ['1500', 'NGN'])],
		{ inSource: '1', inTarget: '0' },
	],
	['in a third currency', [fee('1', 'USDT'), fee('1', 'USD')], 'Fees'],
	['in two currencies that are no part of the quote', [fee('1', 'USD', ['1', 'EUR'])], 'Fees'],
	['without an amount or a name', [{}], 'without a name'],
	['with an amount that is none', [fee('a little', 'USDT')], 'Fees'],
])('fees %s', (_name, fees, expected) => {
	expect(chargedOf(sale({ fees }))).toEqual(expected);
});

/** A quote's amounts may be off by a thousandth, and by the smallest step of each amount: 0.01 USDT is 15 NGN. */
describe('the amounts of', () => {
	test.each<[string, Quote, boolean]>([
		['a sale', sale(), true],
		['a sale with all that rounding allows', sale({ target_amount: '150165.01' }), true],
		['a sale with a cent more', sale({ target_amount: '150165.02' }), false],
		['a sale with all that rounding takes away', sale({ target_amount: '149834.99' }), true],
		['a sale with a cent less', sale({ target_amount: '149834.98' }), false],
		['a sale with a fee, which is taken off', sale({ target_amount: '148500', fees: [fee('1', 'USDT')] }), true],
		['a sale with a fee, which is not taken off', sale({ fees: [fee('1', 'USDT')] }), true],
		['a sale with a fee in the target currency', sale({ target_amount: '145000', fees: [fee('5000', 'NGN')] }), true],
		['a sale that takes more than its fee', sale({ target_amount: '148334.98', fees: [fee('1', 'USDT')] }), false],
		['a sale that takes as much as its fee', sale({ target_amount: '148334.99', fees: [fee('1', 'USDT')] }), true],
		['a sale with a fee that is nothing', sale({ fees: [null] as never }), false],
		['a sale with a fee that cannot be compared', sale({ fees: [fee('1', 'USD')] }), false],
		['a sale without a rate', sale({ rate: undefined }), false],
		['a sale without what leaves', sale({ source_amount: undefined as never }), false],
		['a sale without what arrives', sale({ target_amount: undefined as never }), false],
		['a purchase', purchase(), true],
		['a purchase with all that rounding allows', purchase({ target_amount: '50.06' }), true],
		['a purchase with a step more', purchase({ target_amount: '50.07' }), false],
		['a purchase with all that rounding takes away', purchase({ target_amount: '49.94' }), true],
		['a purchase with a step less', purchase({ target_amount: '49.93' }), false],
		['a purchase with a fee in the target currency', purchase({ target_amount: '49', fees: [fee('1', 'USDT')] }), true],
		[
			'a purchase with a fee in the source currency',
			purchase({ target_amount: '49', fees: [fee('1500', 'NGN')] }),
			true,
		],
		['a purchase that takes more than its fee', purchase({ target_amount: '48.93', fees: [fee('1', 'USDT')] }), false],
		['a payout with its fee', payout({ target_amount: '950', fees: [fee('50', 'NGN')] }), true],
		['a payout with all that rounding allows', payout({ target_amount: '1001.02' }), true],
		['a payout with a cent more', payout({ target_amount: '1001.03' }), false],
		[
			'a payout of a ten-thousandth, whose steps are smaller',
			payout({ source_amount: '1.0001', target_amount: '1.0013' }),
			true,
		],
		[
			'a payout of a ten-thousandth, a step too far',
			payout({ source_amount: '1.0001', target_amount: '1.0014' }),
			false,
		],
	])('%s', (_name, quote, agree) => {
		expect(amountsAgree(quote, 'neither')).toBe(agree);
	});

	test.each<[string, Given, string, boolean]>([
		['what leaves was given, with all that rounding allows', 'source', '150150.01', true],
		['what leaves was given, with a cent more', 'source', '150150.02', false],
		['what arrives was given, with all that rounding allows', 'target', '150165', true],
		['what arrives was given, with a cent more', 'target', '150165.01', false],
	])('a sale of which %s', (_name, given, target_amount, agree) => {
		expect(amountsAgree(sale({ target_amount }), given)).toBe(agree);
	});
});
