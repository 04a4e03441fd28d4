import type { IDataObject } from 'n8n-workflow';

import { list } from '../../api/list';
import { bodyNames } from '../../api/bodyNames';
import { toggle } from '../../fields/basic';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';
import { changeable, description, invoice, linkType, name, targetCurrency, title } from './fields';

interface Link extends IDataObject {
	id: string;
}

const SHOWN = ['name', 'title', 'description', 'target_currency', 'fixed', 'one_time'];
const NEWEST = { limit: 100 };

/** Follows {@link https://docs.busha.io/api-reference/paymentlinks/create-a-payment-link}. */
export const createPaymentLink = define({
	resource: 'paymentLink',
	operation: 'create',
	name: 'Create',
	action: 'Create payment link',
	description: 'Create a page where others can pay you, or an invoice',
	effect: 'write',
	fields: [
		onBehalfOf,
		name,
		title,
		description,
		targetCurrency,
		toggle('fixed', 'Fixed', 'Whether the amount is fixed. Otherwise the payer chooses it.'),
		toggle('oneTime', 'One Time', 'Whether the link can be paid only once'),
		collection('additionalFields', 'Additional Fields', 'Add Field', [...changeable, ...invoice, linkType]),
	],
	run: async (item) => {
		const { api, input } = item;
		const { dueDate, ...more } = input.additionalFields;
		const body = bodyNames({
			name: input.name,
			title: input.title,
			description: input.description,
			targetCurrency: input.targetCurrency,
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
