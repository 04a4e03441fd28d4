import { list } from '../../api/pages';
import type { Customer } from '../../api/types';
import { choice } from '../../fields/basic';
import { collection } from '../../fields/group';
import { InputError } from '../../fields/inputError';
import { optional } from '../../fields/optional';
import { paging } from '../../fields/paging';
import { CUSTOMER_STATUSES } from '../../fields/statuses';
import { text } from '../../fields/text';
import { define } from '../operation';
import { simpleCustomer } from './simple';

const search = text('q', 'Search', { description: 'A name, an email address or an ID, 3 to 100 characters' });

const filters = collection('filters', 'Filters', 'Add Filter', [
	optional({
		...search,
		read: (reading) => {
			const q = search.read(reading);
			if (q.length >= 3 && q.length <= 100) return q;
			throw new InputError('has to be 3 to 100 characters long', 'Busha searches for neither shorter nor longer texts.');
		},
	} satisfies typeof search),
	choice('status', 'Status', CUSTOMER_STATUSES, { default: 'active' }),
	choice(
		'type',
		'Type',
		[
			{ name: 'Business', value: 'business' },
			{ name: 'Individual', value: 'individual' },
		],
		{ default: 'individual' },
	),
]);

export const getAllCustomers = define({
	resource: 'customer',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many customers',
	description: 'Retrieve customers, newest first',
	effect: 'read',
	fields: [...paging, filters],
	simple: simpleCustomer,
	run: async ({ api, input }) => {
		const { q, status, type } = input.filters;
		const matches = (customer: Customer): boolean =>
			(status === undefined || customer.status === status) && (type === undefined || customer.type === type);
		return await list(api, '/v1/customers', { q }, input, status || type ? matches : undefined);
	},
});
