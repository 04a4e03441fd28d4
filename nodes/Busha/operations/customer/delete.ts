import { path } from '../../api/client';
import { customer } from '../../fields/customer';
import { define } from '../operation';
import { customerIdOf } from './profile';

export const deleteCustomer = define({
	resource: 'customer',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete customer',
	description: 'Delete a customer',
	effect: 'write',
	fields: [customer],
	run: async ({ api, input }) => {
		const url = path`/v1/customers/${await customerIdOf(api, input.customerId)}`;
		const recover = async () => ((await api.find(url)) === undefined ? 'gone' : undefined);
		await api.command({ method: 'DELETE', path: url, effect: 'write', recover });
		return { deleted: true };
	},
});
