import type { Leg, Recipient } from '../../nodes/Busha/api/types';
import { needsAccount } from '../../nodes/Busha/money/payee';
import type { Match } from '../../nodes/Busha/money/match';
import type { Order, QuoteRequest } from '../../nodes/Busha/money/order';
import {
	both,
	differs,
	type Found,
	isProven,
	mayReport,
	type Sameness,
	sameness,
} from '../../nodes/Busha/money/sameness';

const order = (quote: Partial<QuoteRequest> = {}): Order => ({
	kind: 'payout',
	quote: { source_currency: 'NGN', target_currency: 'NGN', source_amount: '1000', ...quote },
	guards: {},
	lookbackDays: 30,
	settlingSeconds: 2,
});

const shown: Found = { source_currency: 'NGN', target_currency: 'NGN', source_amount: '1000', target_amount: '1000' };

const AGREEMENT: Sameness = {
	profile: 'agrees',
	currencies: 'agrees',
	amount: 'agrees',
	payIn: 'agrees',
	payOut: 'agrees',
	issuer: 'agrees',
	reversal: 'agrees',
};

describe('the profile', () => {
	test.each<[string, string | undefined, string | undefined, Match]>([
		['the customer that was asked for', 'CUS_1', 'CUS_1', 'agrees'],
		['another customer', 'CUS_1', 'CUS_2', 'differs'],
		['the business instead of a customer', 'CUS_1', 'BUS_1', 'differs'],
		['the business, as nobody else was asked for', undefined, 'BUS_1', 'agrees'],
		['a profile without a known beginning, for the business', undefined, 'profile-1', 'agrees'],
		['a customer instead of the business', undefined, 'CUS_1', 'differs'],
		['the business that was named', 'BUS_1', 'BUS_1', 'agrees'],
		['the business under another id', 'BUS_1', 'profile-1', 'agrees'],
		['a customer instead of the business that was named', 'BUS_1', 'CUS_1', 'differs'],
		['none', 'CUS_1', undefined, 'notShown'],
		['none, for the business', undefined, undefined, 'notShown'],
		['an empty one', undefined, '', 'notShown'],
	])('%s', (_name, asked, profile_id, expected) => {
		expect(sameness({ ...shown, profile_id }, order(), asked).profile).toBe(expected);
	});
});

describe('the currencies', () => {
	test.each<[string, Found, Match]>([
		['both shown', shown, 'agrees'],
		['another source', { ...shown, source_currency: 'KES' }, 'differs'],
		['another target', { ...shown, target_currency: 'KES' }, 'differs'],
		['no source', { ...shown, source_currency: undefined }, 'notShown'],
		['an empty target', { ...shown, target_currency: '' }, 'notShown'],
		['no source and another target', { target_currency: 'KES' }, 'differs'],
		['a source that is null', { ...shown, source_currency: null as never }, 'notShown'],
	])('%s', (_name, found, expected) => {
		expect(sameness(found, order(), undefined).currencies).toBe(expected);
	});
});

describe('the amount', () => {
	test.each<[string, Partial<QuoteRequest>, Found, Match]>([
		['what leaves', {}, shown, 'agrees'],
		['written in another way', { source_amount: '1000.00' }, shown, 'agrees'],
		['a unit more', { source_amount: '1001' }, shown, 'differs'],
		['not shown', {}, { ...shown, source_amount: undefined }, 'notShown'],
		['shown as a JavaScript number', {}, { ...shown, source_amount: 1000 as never }, 'notShown'],
		['what arrives', { source_amount: undefined, target_amount: '1000' }, shown, 'agrees'],
		['what arrives, another', { source_amount: undefined, target_amount: '999' }, shown, 'differs'],
		[
			'what arrives, not shown',
			{ source_amount: undefined, target_amount: '999' },
			{ ...shown, target_amount: undefined },
			'notShown',
		],
	])('%s', (_name, quote, found, expected) => {
		expect(sameness(found, order(quote), undefined).amount).toBe(expected);
	});

	const worth = { source_amount: undefined, quote_amount: '100', quote_currency: 'USD' };

	test.each<[string, Found, Match]>([
		['only repeated, which proves nothing', { quote_amount: '100', quote_currency: 'USD' }, 'notShown'],
		[
			'repeated, with what leaves and a rate that fits',
			{ quote_amount: '100', quote_currency: 'USD', quote_rate: { rate: '1500' }, source_amount: '150000' },
			'agrees',
		],
		['another amount', { quote_amount: '101', quote_currency: 'USD' }, 'differs'],
		['another currency', { quote_amount: '100', quote_currency: 'EUR' }, 'differs'],
		['without its currency', { quote_amount: '100' }, 'notShown'],
		['neither the amount nor a rate', {}, 'notShown'],
		['a rate without what leaves', { quote_rate: { rate: '1500' } }, 'notShown'],
		['a rate that is no number', { quote_rate: { rate: 'soon' }, source_amount: '150000' }, 'notShown'],
		[
			'units of the source for one of the fiat currency',
			{ quote_rate: { rate: '1500' }, source_amount: '150000' },
			'agrees',
		],
		[
			'units of the fiat currency for one of the source',
			{ quote_rate: { rate: '0.0005' }, source_amount: '200000' },
			'agrees',
		],
		[
			'the target at its own rate',
			{ rate: { rate: '1500' }, source_amount: '150000', target_currency: 'USD' },
			'agrees',
		],
		[
			'the target at the inverse of its own rate',
			{ rate: { rate: '0.01' }, source_amount: '10000', target_currency: 'USD' },
			'agrees',
		],
		[
			'the rate of another target',
			{ rate: { rate: '0.01' }, source_amount: '10000', target_currency: 'NGN' },
			'notShown',
		],
		['a hundredth more', { quote_rate: { rate: '1500' }, source_amount: '151500' }, 'agrees'],
		['more than that', { quote_rate: { rate: '1500' }, source_amount: '151501' }, 'differs'],
		['a hundredth less', { quote_rate: { rate: '1500' }, source_amount: '148515' }, 'agrees'],
		['less than that', { quote_rate: { rate: '1500' }, source_amount: '148514' }, 'differs'],
		[
			'another amount, whatever the rate says',
			{ quote_amount: '101', quote_currency: 'USD', quote_rate: { rate: '1500' }, source_amount: '150000' },
			'differs',
		],
		[
			'repeated, with a rate that does not fit',
			{ quote_amount: '100', quote_currency: 'USD', quote_rate: { rate: '1' }, source_amount: '150000' },
			'differs',
		],
	])('its worth: %s', (_name, found, expected) => {
		expect(sameness(found, order(worth), undefined).amount).toBe(expected);
	});
});

describe('where the money comes from', () => {
	const payIn = (asked: Leg | undefined, leg: Leg | undefined): Match =>
		sameness({ ...shown, pay_in: leg }, order({ pay_in: asked }), undefined).payIn;

	test.each<[string, Leg | undefined, Leg | undefined, Match]>([
		['a balance, and nothing is shown', undefined, undefined, 'agrees'],
		['a balance that is asked for by name, and nothing is shown', { type: 'balance' }, undefined, 'agrees'],
		['a balance that is shown', undefined, { type: 'balance' }, 'agrees'],
		['something else than a balance', undefined, { type: 'address' }, 'differs'],
		['a leg without its type', undefined, {}, 'notShown'],
		['an address, and nothing is shown', { type: 'address' }, undefined, 'notShown'],
		[
			'the phone of who pays',
			{ type: 'mobile_money', phone: '+254 700-000001' },
			{ type: 'mobile_money', phone: '254700000001' },
			'agrees',
		],
		[
			'the phone of somebody else',
			{ type: 'mobile_money', phone: '+254700000001' },
			{ type: 'mobile_money', phone: '+254700000002' },
			'differs',
		],
		[
			'a phone that is not shown',
			{ type: 'mobile_money', phone: '+254700000001' },
			{ type: 'mobile_money' },
			'notShown',
		],
		[
			'a phone that nobody asked for',
			{ type: 'mobile_money' },
			{ type: 'mobile_money', phone: '+254700000002' },
			'agrees',
		],
		['the network', { type: 'address', network: 'TRX' }, { type: 'address', network: 'TRX' }, 'agrees'],
		['another network', { type: 'address', network: 'TRX' }, { type: 'address', network: 'ETH' }, 'differs'],
	])('%s', (_name, asked, leg, expected) => {
		expect(payIn(asked, leg)).toBe(expected);
	});
});

describe('an address', () => {
	const asked = { type: 'address', address: 'TSample01', network: 'TRX', memo: '7' };
	const hexadecimal = { type: 'address', address: '0xAbCdEf01' };

	test.each<[string, Leg, Leg, Match]>([
		['the same', asked, asked, 'agrees'],
		['in another case', asked, { ...asked, address: 'tsample01' }, 'differs'],
		['another', asked, { ...asked, address: 'TSample02' }, 'differs'],
		['not shown', asked, { ...asked, address: undefined }, 'notShown'],
		['on another network', asked, { ...asked, network: 'ETH' }, 'differs'],
		['with another memo', asked, { ...asked, memo: '8' }, 'differs'],
		['without a memo', asked, { ...asked, memo: undefined }, 'notShown'],
		['with a memo that nobody asked for', { ...asked, memo: undefined }, asked, 'differs'],
		['with an empty memo where none is asked for', { ...asked, memo: undefined }, { ...asked, memo: '' }, 'agrees'],
		['hexadecimal, in another case', hexadecimal, { ...hexadecimal, address: '0xabcdef01' }, 'agrees'],
		[
			'hexadecimal, asked for in capitals',
			{ ...hexadecimal, address: '0XABCDEF01' },
			{ ...hexadecimal, address: '0xabcdef01' },
			'agrees',
		],
		['hexadecimal, shown in another case', { ...hexadecimal, address: '0xabcdef01' }, hexadecimal, 'agrees'],
		['hexadecimal, another', hexadecimal, { ...hexadecimal, address: '0xabcdef02' }, 'differs'],
		['hexadecimal, not shown', hexadecimal, { type: 'address' }, 'notShown'],
		[
			'that only begins hexadecimal',
			{ type: 'address', address: '0xAbZ' },
			{ type: 'address', address: '0xabz' },
			'differs',
		],
		[
			'that only ends hexadecimal',
			{ type: 'address', address: 'z0xAb' },
			{ type: 'address', address: 'z0xab' },
			'differs',
		],
	])('%s', (_name, wanted, leg, expected) => {
		expect(sameness({ ...shown, pay_out: leg }, order({ pay_out: wanted }), undefined).payOut).toBe(expected);
	});
});

describe('a recipient', () => {
	const asked = { type: 'bank_transfer', recipient_id: 'one' };
	const saved: Recipient = { id: 'one', account_number: '0123-456 789', bank_code: '000013', iban: 'GB33 BUKB' };
	const named: Recipient = { id: 'one', account_number: '01', bank_name: 'Sample Bank' };
	const by = (recipient_details?: Leg['recipient_details'], recipient_id?: string): Leg => ({
		type: 'bank_transfer',
		recipient_id,
		recipient_details,
	});

	test.each<[string, Leg, Recipient | undefined, Match | 'issuer notShown']>([
		['by its id', by(undefined, 'one'), undefined, 'agrees'],
		['by its id, whatever its account', by({ account_number: '1' }, 'one'), saved, 'agrees'],
		['by another id, without an account', by(undefined, 'two'), saved, 'differs'],
		[
			'by another id, for the same account',
			by({ account_number: '0123456789', bank_code: '000013' }, 'two'),
			saved,
			'agrees',
		],
		[
			'by another id, for the same number, of a bank that is not shown',
			by({ account_number: '0123456789' }, 'two'),
			saved,
			'differs',
		],
		['by another id, for another account', by({ account_number: '0123456780' }, 'two'), saved, 'differs'],
		[
			'by its account, written in another way',
			by({ account_number: '0123 456789', bank_code: '0000-13' }),
			saved,
			'agrees',
		],
		[
			'by its number alone, as another bank may give it out too',
			by({ account_number: '0123456789' }),
			saved,
			'issuer notShown',
		],
		['by its number and the name of its bank', by({ account_number: '01', bank_name: 'SAMPLE BANK' }), named, 'agrees'],
		[
			'by its number and another name of a bank',
			by({ account_number: '01', bank_name: 'Sample Bank Plc' }),
			named,
			'issuer notShown',
		],
		[
			'by its number and the code of a bank that was saved by its name',
			by({ account_number: '01', bank_code: '000013' }),
			named,
			'issuer notShown',
		],
		['by a number that no bank gives out', by({ account_number: '01' }), { id: 'one', account_number: '01' }, 'agrees'],
		[
			'by a number of a bank, saved without one',
			by({ account_number: '01', bank_name: 'Sample Bank' }),
			{ id: 'one', account_number: '01' },
			'issuer notShown',
		],
		['by its IBAN, written in another way', by({ iban: 'gb33bukb' }), saved, 'agrees'],
		['by an account of another bank', by({ account_number: '0123456789', bank_code: '000014' }), saved, 'differs'],
		['by an account of the same bank', by({ account_number: '0123456789', bank_code: '000013' }), saved, 'agrees'],
		[
			'by an account that agrees and an IBAN that does not',
			by({ account_number: '0123456789', bank_code: '000013', iban: 'GB34' }),
			saved,
			'differs',
		],
		['by a phone number that was never saved', by({ phone_number: '1' }), saved, 'notShown'],
		[
			'by an account, and a phone number that was never saved',
			by({ account_number: '0123456789', bank_code: '000013', phone_number: '1' }),
			saved,
			'agrees',
		],
		[
			'by a phone number in its local form',
			by({ phone_number: '0700 000001' }),
			{ id: 'one', phone_number: '+254700000001' },
			'agrees',
		],
		['by another till', by({ till_number: '20028' }), { id: 'one', till_number: '20029' }, 'differs'],
		[
			'by the same account of another paybill',
			by({ account_number: 'RENT', paybill: '200' }),
			{ id: 'one', account_number: 'RENT', paybill: '201' },
			'differs',
		],
		[
			'by an account, when the paybill is not shown',
			by({ account_number: 'RENT' }),
			{ id: 'one', account_number: 'RENT', paybill: '201' },
			'issuer notShown',
		],
		...['routing_number', 'sort_code', 'swift_code'].map((code): [string, Leg, Recipient, Match] => [
			`by the same account of another bank, by its ${code}`,
			by({ account_number: '1', bank_name: 'Sample Bank', [code]: '12' }),
			{ id: 'one', account_number: '1', bank_name: 'Sample Bank', [code]: '13' },
			'differs',
		]),
		['by an account that ends alike', by({ account_number: '990123456789' }), saved, 'differs'],
		['by an empty account', by({ account_number: '' }), saved, 'notShown'],
		['by an account that is no text', by({ account_number: 123456789 }), saved, 'notShown'],
		['by its bank alone', by({ bank_code: '000014' }), saved, 'notShown'],
		['by an account, when the recipient cannot be read', by({ account_number: '0123456789' }), undefined, 'notShown'],
		['not at all', by(), saved, 'notShown'],
		['by another kind of leg', { type: 'mobile_money', recipient_id: 'one' }, saved, 'differs'],
	])('%s', (_name, leg, recipient, expected) => {
		const { payOut, issuer } = sameness({ ...shown, pay_out: leg }, order({ pay_out: asked }), undefined, recipient);
		expect(payOut === 'agrees' && issuer !== 'agrees' ? `issuer ${issuer}` : payOut).toBe(expected);
	});

	test.each<[string, Leg | undefined, string, boolean]>([
		['only its account is shown', by({ account_number: '1' }), 'one', true],
		['its account is shown under another id', by({ account_number: '1' }, 'two'), 'one', true],
		['its id is shown', by({ account_number: '1' }, 'one'), 'one', false],
		['no account is shown', by(), 'one', false],
		['nothing is shown', undefined, 'one', false],
	])('has to be read to compare: %s', (_name, leg, id, expected) => {
		expect(needsAccount(leg, id)).toBe(expected);
	});
});

test.each<[string | undefined, string | undefined, Match]>([
	[undefined, 'always', 'notShown'],
	[undefined, undefined, 'agrees'],
	['always', 'always', 'agrees'],
	['always', 'never', 'differs'],
	['always', undefined, 'notShown'],
])('the reversal policy: %s asked, %s shown', (asked, reversal_policy, expected) => {
	expect(sameness({ ...shown, reversal_policy }, order({ reversal_policy: asked }), undefined).reversal).toBe(expected);
});

describe('the verdict', () => {
	const aspects = Object.keys(AGREEMENT) as Array<keyof Sameness>;

	test('of what agrees in everything', () => {
		expect([differs(AGREEMENT), isProven(AGREEMENT), mayReport(AGREEMENT)]).toEqual([false, true, true]);
	});

	test.each(aspects)('of what differs in the aspect %s', (aspect) => {
		const found = { ...AGREEMENT, [aspect]: 'differs' };
		expect([differs(found), isProven(found), mayReport(found)]).toEqual([true, false, false]);
	});

	test.each(aspects)('of what does not show the aspect %s', (aspect) => {
		const found = { ...AGREEMENT, [aspect]: 'notShown' };
		expect([differs(found), isProven(found), mayReport(found)]).toEqual([
			false,
			false,
			!['currencies', 'amount'].includes(aspect),
		]);
	});

	test.each<[Match, Match, Match]>([
		['agrees', 'agrees', 'agrees'],
		['agrees', 'notShown', 'agrees'],
		['notShown', 'agrees', 'agrees'],
		['notShown', 'notShown', 'notShown'],
		['differs', 'agrees', 'differs'],
		['agrees', 'differs', 'differs'],
		['differs', 'notShown', 'differs'],
		['notShown', 'differs', 'differs'],
	])('of a quote that says "%s" and its transfer that says "%s"', (a, b, expected) => {
		expect(both({ ...AGREEMENT, amount: a }, { ...AGREEMENT, amount: b })).toEqual({ ...AGREEMENT, amount: expected });
	});
});
