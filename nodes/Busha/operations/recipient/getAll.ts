import { bodyNames } from '../../api/bodyNames';
import { getMany } from '../../api/list';
import type { Recipient } from '../../api/types';
import { choice } from '../../fields/basic';
import { choices } from '../../fields/choices';
import { country } from '../../fields/country';
import { currency, network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { listOptions, paging, sort } from '../../fields/paging';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { exactText, text } from '../../fields/text';
import { define } from '../operation';
import { RECIPIENT_TYPES } from './fields';
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

/** The types without what they are, which Recipient > Create tells. */
const TYPES = RECIPIENT_TYPES.map(({ name, value }) => ({ name, value }));

const filters = collection('filters', 'Filters', 'Add Filter', [
	optional(exactText('accountNumber', 'Account Number')),
	category,
	optional(country('country', 'Country', { none: 'Any Country' })),
	optional(currency('currency', 'Currency', { none: 'Any Currency' })),
	optional(network('network', 'Network', undefined, { none: 'Any Network' })),
	optional(text('phoneNumber', 'Phone Number', { description: 'As Busha shows it' })),
	sort,
	choices('type', 'Type', 'a type of recipient', TYPES, {
		description: 'Return recipients of one of these types',
	}),
	optional(text('username', 'Username', { description: 'The name of a user of Busha' })),
]);

/** Follows {@link https://docs.busha.io/api-reference/recipients/list-recipients}. */
export const getAllRecipients = define({
	resource: 'recipient',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many recipients',
	description: 'Retrieve the recipients of your business or of one customer',
	effect: 'read',
	fields: [onBehalfOf, ...paging, filters, listOptions],
	simple: simpleRecipient,
	run: async ({ api, input }) => {
		const { type = [], ...wanted } = input.filters;
		const query = { ...bodyNames(wanted), type: type.join(',') || undefined };
		return await getMany<Recipient>(api, '/v1/recipients', query, input);
	},
});
