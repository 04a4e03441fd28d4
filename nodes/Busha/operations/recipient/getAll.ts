import { getMany } from '../../api/list';
import type { Recipient } from '../../api/types';
import { choice } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { listOptions, paging, sort } from '../../fields/paging';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { define } from '../operation';
import { simpleRecipient } from './simple';

const category = choice(
	'category',
	'Category',
	[
		{ name: 'Bank', value: 'bank' },
		{ name: 'Crypto', value: 'crypto' },
		{ name: 'Mobile Money', value: 'mobile_money' },
	],
	{ default: 'bank' },
);

/** Follows {@link https://docs.busha.io/api-reference/recipients/list-recipients}. */
export const getAllRecipients = define({
	resource: 'recipient',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many recipients',
	description: 'Retrieve the recipients of your business or of one customer',
	effect: 'read',
	fields: [
		onBehalfOf,
		...paging,
		collection('filters', 'Filters', 'Add Filter', [
			category,
			optional(currency('currency', 'Currency', { none: 'Any Currency' })),
			sort,
		]),
		listOptions,
	],
	simple: simpleRecipient,
	run: async ({ api, input }) => {
		const { category: kind, currency, sort: order } = input.filters;
		return await getMany<Recipient>(api, '/v1/recipients', { category: kind, currency, sort: order }, input);
	},
});
