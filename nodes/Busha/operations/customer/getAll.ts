import { bodyNames } from '../../api/bodyNames';
import { getMany } from '../../api/list';
import type { Customer } from '../../api/types';
import { choice } from '../../fields/basic';
import { collection } from '../../fields/group';
import { optional } from '../../fields/optional';
import { listOptions, ownFilter, paging } from '../../fields/paging';
import { CUSTOMER_STATUSES } from '../../fields/statuses';
import { sized } from '../../fields/shape';
import { text } from '../../fields/text';
import { define } from '../operation';
import { simpleCustomer } from './simple';

/** What customers are searched for. */
export const search = sized(
	text('q', 'Search', { description: 'A name, an email address or an ID, 3 to 100 characters' }),
	{ min: 3, max: 100 },
	'Busha searches for neither shorter nor longer texts.',
);

const KYC_STATUSES = [
	{ name: 'Expired', value: 'expired' },
	{ name: 'Expiry Soon', value: 'expiry_soon' },
	{ name: 'In Review', value: 'in_review' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Rejected', value: 'rejected' },
	{ name: 'Unverified', value: 'unverified' },
	{ name: 'Verified', value: 'verified' },
] as const;

const filters = collection('filters', 'Filters', 'Add Filter', [
	ownFilter(choice('kycStatus', 'KYC Status', KYC_STATUSES, { default: 'verified' })),
	optional(search),
	ownFilter(choice('status', 'Status', CUSTOMER_STATUSES, { default: 'active' })),
	ownFilter(
		choice(
			'type',
			'Type',
			[
				{ name: 'Business', value: 'business' },
				{ name: 'Individual', value: 'individual' },
			],
			{ default: 'individual' },
		),
	),
]);

/** Follows {@link https://docs.busha.io/api-reference/customers/list-customers}. */
export const getAllCustomers = define({
	resource: 'customer',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many customers',
	description: 'Retrieve customers, newest first',
	effect: 'read',
	fields: [...paging, filters, listOptions],
	simple: simpleCustomer,
	run: async ({ api, input }) => {
		const { q, ...shown } = input.filters;
		const wanted = Object.entries(bodyNames(shown));
		const matches = (customer: Customer): boolean => wanted.every(([key, value]) => customer[key] === value);
		return await getMany(api, '/v1/customers', { q }, input, { keep: wanted.length > 0 ? matches : undefined });
	},
});
