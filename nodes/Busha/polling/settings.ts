import type { INodePropertyOptions, IPollFunctions } from 'n8n-workflow';

import { choice } from '../fields/basic';
import { onBehalfOf } from '../fields/busha';
import { type Condition, type Field, type Values, when } from '../fields/field';
import { shownInside } from '../fields/group';
import { InputError } from '../fields/inputError';
import { CUSTOMER_STATUSES, TRANSFER_STATUSES } from '../fields/statuses';
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
			description: 'A deposit, conversion or payout was started, went on, or ended. Up to 500 unfinished transfers are followed.',
		},
	],
	{ default: 'transferStatusChanged', description: 'What starts the workflow' },
);

const customerId: typeof onBehalfOf = {
	...onBehalfOf,
	property: {
		...onBehalfOf.property,
		description:
			'Watch this customer. Leave blank to watch your business itself or, for Customer Status Changed, all customers. A value that turns out empty is an error.',
	},
};

function statuses(options: readonly INodePropertyOptions[], shown: Condition): Field<'statuses', string[] | undefined> {
	return when(shown, {
		name: 'statuses',
		property: {
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [...options],
			default: [],
			description: 'Start the workflow only for changes to these statuses. Leave empty for all of them.',
		},
		read: ({ value }): string[] => {
			const given: unknown[] = Array.isArray(value) ? value : [];
			const wrong = given.find((status) => !options.some((option) => option.value === status));
			if (value !== undefined && !Array.isArray(value)) throw new InputError('is not a list', 'Check the expression.');
			if (wrong !== undefined) throw new InputError(`"${String(wrong).slice(0, 40)}" is not a status`, 'Choose statuses from the list.');
			return given as string[];
		},
	});
}

const transferStatuses = statuses(TRANSFER_STATUSES, { watch: ['transferStatusChanged'] });
const customerStatuses = statuses(CUSTOMER_STATUSES, { watch: ['customerStatusChanged'] });

const fields = [watch, customerId, transferStatuses, customerStatuses] as const;

/** The parameters of the polling trigger, in the order of its panel. */
export const pollingProperties = fields.map(shownInside);

/** Reads the parameters of the polling trigger. Throws an {@link InputError} if one of them cannot be used. */
export function settingsOf(n8n: IPollFunctions): Values<typeof fields> {
	return readSettings(n8n, fields);
}
