import { amount, choice, toggle, wholeNumber } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { moment } from '../../fields/date';
import { collection, rows } from '../../fields/group';
import { complete } from '../../fields/missing';
import { optional } from '../../fields/optional';
import { sized } from '../../fields/shape';
import { paragraphs, text, words } from '../../fields/text';

export const name = text('name', 'Name');
export const title = text('title', 'Title');
export const description = paragraphs('description', 'Description');
export const targetCurrency = currency('targetCurrency', 'Target Currency', {
	description: 'The currency that you receive',
});

export const targetAmount = amount('targetAmount', 'Target Amount', {
	description: 'The price in the target currency',
});

const extraInfo = rows(
	'requireExtraInfo',
	'Required Information',
	{ name: 'fields', displayName: 'Field', placeholder: 'Add Field' },
	[
		text('fieldName', 'Field Name', { placeholder: 'email' }),
		toggle('required', 'Required', 'Whether the payer has to fill it in'),
	],
);

/** Parts of a link that can be given and changed. */
export const changeable = [
	toggle('allowCustomerAmount', 'Allow Customer Amount', 'Whether the payer may choose the amount'),
	toggle('allowQuantitySelection', 'Allow Quantity Selection', 'Whether the payer may choose a quantity'),
	complete(
		collection('amountLimit', 'Amount Limit', 'Add Limit', [
			amount('maxAmount', 'Maximum Amount'),
			amount('minAmount', 'Minimum Amount'),
		]),
		['maxAmount', 'minAmount'],
	),
	words('images', 'Images', { description: 'Web addresses of pictures, separated by commas' }),
	amount('quoteAmount', 'Quote Amount', {
		description: 'The price in the quote currency, instead of a target amount',
	}),
	optional(currency('quoteCurrency', 'Quote Currency', { none: 'No Quote Currency' })),
	extraInfo,
] as const;

/** Parts of an invoice. */
export const invoice = [
	optional(text('customerEmail', 'Customer Email', { placeholder: 'name@email.com' })),
	optional(text('customerName', 'Customer Name')),
	moment('dueDate', 'Due Date'),
	rows('items', 'Items', { name: 'items', displayName: 'Item', placeholder: 'Add Item' }, [
		sized(text('item', 'Item'), { max: 255 }),
		wholeNumber('quantity', 'Quantity', 'How many', { initial: 1, min: 1 }),
		amount('amount', 'Amount'),
	]),
	optional(sized(paragraphs('note', 'Note'), { max: 250 })),
] as const;

export const linkType = choice(
	'type',
	'Type',
	[
		{ name: 'Invoice', value: 'invoice' },
		{ name: 'Payment Link', value: 'payment_link' },
	],
	{ default: 'payment_link' },
);

export const linkStatus = choice(
	'status',
	'Status',
	[
		{ name: 'Active', value: 'active' },
		{ name: 'Pending', value: 'pending' },
	],
	{ default: 'active' },
);

export const simpleLink = [
	'id',
	'link',
	'name',
	'status',
	'target_amount',
	'target_currency',
	'quote_amount',
	'quote_currency',
	'expires_at',
	'created_at',
] as const;
