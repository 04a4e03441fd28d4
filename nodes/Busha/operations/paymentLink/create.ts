import type { IDataObject } from 'n8n-workflow';

import { list } from '../../api/list';
import { bodyNames } from '../../api/bodyNames';
import { toggle } from '../../fields/basic';
import { onBehalfOf } from '../../fields/customer';
import { when } from '../../fields/field';
import { collection } from '../../fields/group';
import { InputError } from '../../fields/inputError';
import { optional, relabelled } from '../../fields/optional';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';
import { changeable, description, invoice, linkType, name, targetAmount, targetCurrency, title } from './fields';

interface Link extends IDataObject {
	id: string;
}

const price = relabelled(optional(targetAmount), {
	description: 'The price in the target currency. Leave blank to give it as Quote Amount under Additional Fields.',
});

const SHOWN = ['name', 'title', 'description', 'target_currency', 'fixed', 'one_time'];
const NEWEST = { limit: 100 };

/** Follows {@link https://docs.busha.io/api-reference/paymentlinks/create-a-payment-link}. */
export const createPaymentLink = define({
	resource: 'paymentLink',
	operation: 'create',
	name: 'Create',
	action: 'Create payment link',
	description: 'Create a page where others can pay you, or an invoice. The field link is the end of its web address.',
	effect: 'write',
	fields: [
		onBehalfOf,
		name,
		title,
		description,
		targetCurrency,
		toggle('fixed', 'Fixed', 'Whether the amount is fixed. Otherwise the payer chooses it.'),
		when({ fixed: [true] }, price),
		toggle('oneTime', 'One Time', 'Whether the link can be paid only once'),
		collection('additionalFields', 'Additional Fields', 'Add Field', [...changeable, ...invoice, linkType]),
	],
	check: ({ fixed, targetAmount: amount, additionalFields: { quoteAmount, quoteCurrency } }) => {
		if ((quoteAmount === undefined) !== (quoteCurrency === undefined))
			throw new InputError('Quote Amount and Quote Currency belong together', 'Add both, or neither.');
		if (fixed && amount === undefined && quoteAmount === undefined)
			throw new InputError(
				'Target Amount is missing',
				'Enter the fixed amount, or turn Fixed off to let the payer choose.',
			);
	},
	run: async (item) => {
		const { api, input } = item;
		const { dueDate, ...more } = input.additionalFields;
		const body = bodyNames({
			name: input.name,
			title: input.title,
			description: input.description,
			targetCurrency: input.targetCurrency,
			targetAmount: input.targetAmount,
			fixed: input.fixed,
			oneTime: input.oneTime,
			dueDate: dueDate === undefined ? undefined : new Date(dueDate).toISOString(),
			...more,
		});
		const same = (link: Link): boolean => SHOWN.every((key) => link[key] === body[key]);
		const { value } = await makeOnce<Link>(item, {
			call: { path: '/v1/payments/links', body, effect: 'write' },
			finding: {
				alike: async () => (await list<Link>(api, '/v1/payments/links', { sort: 'desc' }, NEWEST)).filter(same),
				noun: 'payment link',
			},
		});
		return value;
	},
});
