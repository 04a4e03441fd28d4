import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { choice } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { define } from '../operation';

const filters = collection('filters', 'Filters', 'Add Filter', [
	optional(currency('base', 'Base', { description: 'The currency that is bought or sold' })),
	optional(currency('counter', 'Counter', { description: 'The currency of the prices' })),
	choice(
		'type',
		'Type',
		[
			{ name: 'Base Is a Cryptocurrency', value: 'base_crypto' },
			{ name: 'Base Is a Fiat Currency', value: 'base_fiat' },
			{ name: 'Counter Is a Cryptocurrency', value: 'crypto' },
			{ name: 'Counter Is a Fiat Currency', value: 'fiat' },
			{ name: 'Either Is a Stablecoin', value: 'stablecoin' },
		],
		{ default: 'stablecoin' },
	),
]);

export const getPairs = define({
	resource: 'reference',
	operation: 'getPairs',
	name: 'Get Pairs',
	action: 'Get pairs',
	description: 'Retrieve the pairs of currencies that can be exchanged, with their prices and limits',
	effect: 'read',
	fields: [filters],
	simple: [
		'id',
		'base',
		'counter',
		'type',
		'buy_price',
		'sell_price',
		'is_buy_supported',
		'is_sell_supported',
		'min_buy_amount',
		'min_sell_amount',
	],
	run: async ({ api, input }) => await whole<IDataObject>(api, '/v1/pairs', { ...input.filters }),
});
