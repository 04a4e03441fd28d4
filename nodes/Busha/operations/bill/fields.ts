import { amount, choice } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { type Field, when } from '../../fields/field';
import { InputError } from '../../fields/inputError';
import { optional, relabelled } from '../../fields/optional';
import { phone } from '../../fields/phone';
import { sized } from '../../fields/shape';
import { exactText } from '../../fields/text';

export const productCode = sized(
	exactText('productCode', 'Product Code', {
		description: "Busha's code of the product, from the dashboard or from Busha's support",
	}),
	{ max: 100 },
);

export const billRecipient = sized(
	exactText('recipient', 'Recipient Number', { description: 'The meter, smartcard, phone or customer number' }),
	{ max: 50 },
);

export const billAmount = amount('amount', 'Amount', { description: "In the bill's currency" });

/** The currency of the balance that pays. */
export const sourceCurrency = optional(
	currency('sourceCurrency', 'Source Currency', {
		description: "Left blank, it is the bill's currency",
		none: "Same as the Bill's Currency",
	}),
);

const CATEGORIES = [
	{ name: 'Airtime', value: 'airtime' },
	{ name: 'Betting', value: 'betting' },
	{ name: 'Cable', value: 'cable' },
	{ name: 'Data', value: 'data' },
	{ name: 'Electricity', value: 'electricity' },
	{ name: 'Voucher', value: 'voucher' },
] as const;

const CHECKED: readonly string[] = ['betting', 'cable', 'electricity'];

/**
 * Bills are paid by the business: it is not known whether Busha takes a customer's money for them. A customer that is
 * filled in is refused, since the business would pay.
 */
export const businessOnly: Field<'customerId', undefined> = {
	...relabelled(onBehalfOf, { description: 'Leave blank: bills are paid from the balance of your business' }),
	read: (reading) => {
		if (onBehalfOf.read(reading) === undefined) return undefined;
		throw new InputError(
			'is filled in, but bills are paid by your business',
			'Clear the field. It is not known whether Busha takes the money of a customer here, so nothing was sent.',
		);
	},
};

export const category = choice('category', 'Category', CATEGORIES, { default: 'airtime' });

/** Categories whose recipients Busha can look up. */
export const checkedCategory = choice(
	'category',
	'Category',
	CATEGORIES.filter(({ value }) => CHECKED.includes(value)),
	{ default: 'electricity' },
);

export const accountType = when(
	{ category: ['electricity'] },
	choice(
		'accountType',
		'Account Type',
		[
			{ name: 'Postpaid', value: 'postpaid' },
			{ name: 'Prepaid', value: 'prepaid' },
		],
		{ default: 'prepaid', description: 'The kind of meter' },
	),
);

export const phoneNumber = when(
	{ category: ['airtime', 'betting', 'cable', 'data', 'electricity'] },
	phone('phoneNumber', 'Phone Number', {}, () => 'NG'),
);

export const status = choice(
	'status',
	'Status',
	[
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Completed', value: 'completed' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Pending', value: 'pending' },
		{ name: 'Processing', value: 'processing' },
	],
	{ default: 'completed' },
);

export const simpleOrder = [
	'id',
	'reference',
	'recipient',
	'amount',
	'currency',
	'status',
	'source_amount',
	'source_currency',
	'failure_reason',
	'created_at',
] as const;
