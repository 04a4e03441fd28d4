import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../api/list';
import { daysAround } from '../../api/period';
import { choice } from '../../fields/basic';
import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { createdAfter, createdBefore, listOptions, paging, sort } from '../../fields/paging';
import { text } from '../../fields/text';
import { define } from '../operation';
import { requestStatus, simpleRequest } from './fields';

const filters = collection('filters', 'Filters', 'Add Filter', [
	optional(currency('asset', 'Asset', { description: 'The currency that the payer sends' })),
	optional(createdAfter),
	optional(createdBefore),
	optional(text('q', 'Search')),
	sort,
	requestStatus,
	choice(
		'type',
		'Type',
		[
			{ name: 'Checkout', value: 'checkout' },
			{ name: 'Donation', value: 'donation' },
			{ name: 'Invoice', value: 'invoice' },
		],
		{ default: 'checkout' },
	),
]);

export const getAllPaymentRequests = define({
	resource: 'paymentRequest',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many payment requests',
	description: 'Retrieve payment requests, newest first',
	effect: 'read',
	fields: [onBehalfOf, ...paging, filters, listOptions],
	simple: simpleRequest,
	run: async ({ api, input }) => {
		const { createdAfter: after, createdBefore: before, sort: order = 'desc', ...query } = input.filters;
		const period = { createdAfter: after, createdBefore: before };
		const { first, last } = daysAround(period);
		const asked = { ...query, start_time: first, end_time: last, sort: order };
		return await getMany<IDataObject>(api, '/v1/payments/requests', asked, input, { period });
	},
});
