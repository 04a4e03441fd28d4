import {
	amountOf,
	digestOf,
	givenBy,
	inWords,
	kindOf,
	type Kind,
	type Legs,
	type Order,
	orderOf,
	type PaymentInput,
	type QuoteRequest,
} from '../../nodes/Busha/money/order';

const input = (more: Partial<PaymentInput> = {}): PaymentInput => ({
	sourceCurrency: 'NGN',
	targetCurrency: 'USDT',
	amountType: 'source',
	amount: '1000',
	options: {},
	...more,
});
const legs = { pay_in: { type: 'balance' }, pay_out: { type: 'address', address: 'TSample' } };

test.each<[PaymentInput['amountType'], object]>([
	['source', { source_amount: '1000' }],
	['target', { target_amount: '1000' }],
	['quote', { quote_amount: '1000', quote_currency: 'USD' }],
])('the amount of the type "%s"', (amountType, expected) => {
	expect(amountOf({ amountType, amount: '1000', quoteCurrency: 'USD' })).toEqual(expected);
});

test.each([
	['source', { source_amount: '1' }],
	['target', { target_amount: '1' }],
	['neither', { source_amount: '1', target_amount: '1' }],
	['neither', { quote_amount: '1', quote_currency: 'USD' }],
])('a request gives the amount of the %s', (given, amounts) => {
	expect(givenBy({ source_currency: 'USDT', target_currency: 'NGN', ...amounts })).toBe(given);
});

describe('an order', () => {
	test('asks for what the parameters say, with the defaults of what they leave out', () => {
		expect(orderOf('payout', input(), legs)).toEqual({
			kind: 'payout',
			quote: { source_currency: 'NGN', target_currency: 'USDT', source_amount: '1000', ...legs },
			guards: {},
			lookbackDays: 30,
			settlingSeconds: 2,
			waitSeconds: undefined,
		});
	});

	test('takes the options that are given, zero among them', () => {
		const guards = { maxFee: '1', minRate: '2', maxSourceAmount: '3' };
		const options = {
			...guards,
			referenceLookback: 7,
			settlingTime: 0,
			reversalPolicy: 'never',
			waitForCompletion: true,
			waitTimeout: 0,
		};
		expect(orderOf('convert', input({ options, reference: 'salary' }), {})).toMatchObject({
			quote: { reversal_policy: 'never', reference: 'salary' },
			guards,
			lookbackDays: 7,
			settlingSeconds: 0,
			waitSeconds: 0,
		});
	});

	test.each<[string, PaymentInput['options'], number | undefined]>([
		['five minutes when asked to', { waitForCompletion: true }, 300],
		['not at all unless asked to', { waitForCompletion: false, waitTimeout: 10 }, undefined],
	])('waits %s', (_name, options, seconds) => {
		expect(orderOf('payout', input({ options }), {}).waitSeconds).toBe(seconds);
	});
});

describe('the digest of an order', () => {
	const order = (more: Partial<Order> = {}): Order => ({ ...orderOf('payout', input(), legs), ...more });

	test('is the same for the same payment, however it is waited for and looked up', () => {
		expect(digestOf(order({ waitSeconds: 5, lookbackDays: 1, settlingSeconds: 9 }), 'CUS_1')).toBe(
			digestOf(order(), 'CUS_1'),
		);
	});

	test.each<[string, Order, string | undefined]>([
		['kind', order({ kind: 'convert' }), 'CUS_1'],
		['body', order({ quote: { ...order().quote, source_amount: '1001' } }), 'CUS_1'],
		['limit', order({ guards: { maxFee: '1' } }), 'CUS_1'],
		['profile', order(), undefined],
	])('is another one for another %s', (_name, other, profile) => {
		expect(digestOf(other, profile)).not.toBe(digestOf(order(), 'CUS_1'));
	});
});

const [balance, bank] = [{ type: 'balance' }, { type: 'bank_transfer' }];

test.each<[string, Legs, Kind]>([
	['from a balance to a bank', { pay_in: balance, pay_out: bank }, 'payout'],
	['to a bank, from where is not shown', { pay_out: bank }, 'payout'],
	['from a bank to a bank', { pay_in: bank, pay_out: bank }, 'payout'],
	['from a bank to a balance', { pay_in: bank, pay_out: balance }, 'deposit'],
	['from a bank, where to is not shown', { pay_in: bank }, 'deposit'],
	['from a balance to a balance', { pay_in: balance, pay_out: balance }, 'convert'],
	['without legs', {}, 'convert'],
	['with legs that do not show their type', { pay_in: {}, pay_out: {} }, 'convert'],
])('what a payment is for: %s', (_name, shown, kind) => {
	expect(kindOf(shown)).toBe(kind);
});

test.each<[string, Partial<QuoteRequest>]>([
	['5000 NGN', { source_amount: '5000', source_currency: 'NGN', target_currency: 'NGN' }],
	['5000 NGN into USDT', { source_amount: '5000', source_currency: 'NGN', target_currency: 'USDT' }],
	['NGN (3 USDT arriving)', { source_currency: 'NGN', target_amount: '3', target_currency: 'USDT' }],
	[
		'5000 NGN (3 USDT arriving), to the recipient one',
		{
			source_amount: '5000',
			source_currency: 'NGN',
			target_amount: '3',
			target_currency: 'USDT',
			pay_out: { recipient_id: 'one', address: 'TSample' },
		},
	],
	[
		'5000 NGN into USDT, to TSample',
		{ source_amount: '5000', source_currency: 'NGN', target_currency: 'USDT', pay_out: { address: 'TSample' } },
	],
	['5000 ', { source_amount: '5000' }],
	['5000  (3  arriving)', { source_amount: '5000', target_amount: '3' }],
	[' into USDT', { target_currency: 'USDT' }],
	['NGN into ', { source_currency: 'NGN' }],
])('in words: "%s"', (words, payment) => {
	expect(inWords(payment)).toBe(words);
});
