import type { INodePropertyOptions, IPollFunctions } from 'n8n-workflow';

import { TRANSFER_STATUSES } from '../api/transferStatus';
import { choice, wholeNumber } from '../fields/basic';
import { onBehalfOf } from '../fields/customer';
import { choices } from '../fields/choices';
import { moment } from '../fields/date';
import { type Condition, type Field, type Values, when } from '../fields/field';
import { collection, shownInside } from '../fields/group';
import { optional } from '../fields/optional';
import { CUSTOMER_STATUSES } from '../fields/statuses';
import { readSettings } from '../run/settings';

const watch = choice(
	'watch',
	'Watch For',
	[
		{
			name: 'Customer Status Changed',
			value: 'customerStatusChanged',
			description:
				'A customer was approved, refused, or put into review. Without a Customer ID, every poll compares up to 1,000 of the newest 5,000 customers in turn, so with many customers it takes several polls.',
		},
		{ name: 'New Transaction', value: 'newTransaction', description: 'Money came into a balance or went out of it' },
		{
			name: 'Transfer Status Changed',
			value: 'transferStatusChanged',
			description:
				'A deposit, conversion or payout was started, went on, or ended. Up to 500 unfinished transfers are followed.',
		},
	],
	{ default: 'transferStatusChanged', description: 'What starts the workflow' },
);

const whose = when(
	{ watch: ['newTransaction', 'transferStatusChanged'] },
	choice(
		'whose',
		'Whose',
		[
			{
				name: 'All Customers',
				value: 'allCustomers',
				description:
					'Those of every customer, but not of your business. Every poll costs one request for each of up to 50 customers, and goes on with the others in the next one: with 500 customers, each is asked for in every tenth poll.',
			},
			{
				name: 'My Business or One Customer',
				value: 'profile',
				description: 'Those of the customer in Customer ID or, when that is blank, of your business',
			},
		],
		{ default: 'profile', description: 'Whose transfers or transactions to watch' },
	),
);

const customerId: typeof onBehalfOf = {
	...onBehalfOf,
	property: {
		...onBehalfOf.property,
		displayOptions: { hide: { whose: ['allCustomers'] } },
		description:
			'Watch this customer. Leave blank to watch your business itself or, for Customer Status Changed, all customers. A value that turns out empty is an error.',
	},
};

function statuses(options: readonly INodePropertyOptions[], shown: Condition): Field<'statuses', string[] | undefined> {
	const description = 'Start the workflow only for changes to these statuses. Leave empty for all of them.';
	return when(shown, choices('statuses', 'Statuses', 'a status', options, { description }));
}

const transferStatuses = statuses(TRANSFER_STATUSES, { watch: ['transferStatusChanged'] });
const customerStatuses = statuses(CUSTOMER_STATUSES, { watch: ['customerStatusChanged'] });

const startFrom = moment('startFrom', 'Start From');
const START_FROM =
	'At the first activation, also tell what was made at this time or later. Otherwise the first poll only notes what is there. Later activations go on where the last poll ended.';

const options = collection('options', 'Options', 'Add Option', [
	wholeNumber(
		'maxItems',
		'Maximum Items per Poll',
		'How many items one poll gives at most. The rest follows in the next polls.',
		{ initial: 100, min: 1 },
	),
	{ ...optional(startFrom), property: { ...startFrom.property, description: START_FROM } },
]);

const fields = [watch, whose, customerId, transferStatuses, customerStatuses, options] as const;

/** The parameters of the polling trigger, in the order of its panel. */
export const pollingProperties = fields.map(shownInside);

/** Reads the parameters of the polling trigger. Throws an {@link InputError} if one of them cannot be used. */
export function settingsOf(n8n: IPollFunctions): Values<typeof fields> {
	return readSettings(n8n, fields);
}
