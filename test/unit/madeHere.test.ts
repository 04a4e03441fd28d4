import type { Busha } from '../../nodes/Busha/api/client';
import type { Quote } from '../../nodes/Busha/api/types';
import { madeFor, madeHere, noteMade } from '../../nodes/Busha/money/madeHere';
import type { Referenced } from '../../nodes/Busha/money/order';

const api = { account: 'account', profileId: undefined } as Busha;
const order = (reference: string, amount = '1000'): Referenced => ({
	kind: 'payout',
	quote: { source_currency: 'NGN', target_currency: 'NGN', source_amount: amount, reference },
	guards: {},
	lookbackDays: 30,
	settlingSeconds: 2,
});
const quote = (id: string): Quote => ({
	id,
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	target_amount: '1000',
});

test('all quotes that were made with a reference are remembered, each for its own order', () => {
	noteMade(api, order('one'), quote('QUO_1'));
	noteMade(api, order('one', '2000'), quote('QUO_2'));
	noteMade(api, order('two'), quote('QUO_3'));
	expect(madeHere(api, order('one')).map(({ id }) => id)).toEqual(['QUO_1', 'QUO_2']);
	const known = ['QUO_1', 'QUO_2', 'QUO_3'].map((id) => [
		madeFor(api, order('one'), id),
		madeFor(api, order('one', '2000'), id),
	]);
	expect(known).toEqual([
		[true, false],
		[false, true],
		[false, false],
	]);
	expect(madeFor(api, order('two'), 'QUO_3')).toBe(true);
});

test('a reference of which nothing was made has no quotes', () => {
	expect(madeHere(api, order('three'))).toEqual([]);
	expect(madeFor(api, order('three'), 'QUO_1')).toBe(false);
});
