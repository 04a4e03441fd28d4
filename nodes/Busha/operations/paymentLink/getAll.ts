import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../api/list';
import { onBehalfOf } from '../../fields/customer';
import { listOptions, paging, sort } from '../../fields/paging';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { text } from '../../fields/text';
import { define } from '../operation';
import { linkStatus, simpleLink } from './fields';

/** Follows {@link https://docs.busha.io/api-reference/paymentlinks/list-payment-links}. */
export const getAllPaymentLinks = define({
	resource: 'paymentLink',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many payment links',
	description: 'Retrieve payment links, newest first',
	effect: 'read',
	fields: [
		onBehalfOf,
		...paging,
		collection('filters', 'Filters', 'Add Filter', [optional(text('q', 'Search')), sort, linkStatus]),
		listOptions,
	],
	simple: simpleLink,
	run: async ({ api, input }) => await getMany<IDataObject>(api, '/v1/payments/links', { ...input.filters }, input),
});
