import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../api/list';
import { onBehalfOf } from '../../fields/customer';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { listOptions, paging, sort } from '../../fields/paging';
import { text } from '../../fields/text';
import { define } from '../operation';
import { requestStatus, simpleRequest } from './fields';

export const getAllPaymentRequests = define({
	resource: 'paymentRequest',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many payment requests',
	description: 'Retrieve payment requests, newest first',
	effect: 'read',
	fields: [
		onBehalfOf,
		...paging,
		collection('filters', 'Filters', 'Add Filter', [optional(text('q', 'Search')), sort, requestStatus]),
		listOptions,
	],
	simple: simpleRequest,
	run: async ({ api, input }) => await getMany<IDataObject>(api, '/v1/payments/requests', { ...input.filters }, input),
});
