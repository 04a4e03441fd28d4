import { path } from '../../api/client';
import { customer } from '../../fields/customer';
import { text } from '../../fields/text';
import { define } from '../operation';
import { customerIdOf } from './profile';

const token = text('token', 'Token', {
	typeOptions: { password: true },
	description: "The one-time Sumsub share token, made for Busha's client ID",
});

/** Follows {@link https://docs.busha.io/api-reference/customers/share-customer-token}. */
export const shareCustomerToken = define({
	resource: 'customer',
	operation: 'shareToken',
	name: 'Share Token',
	action: 'Share customer token',
	description: 'Verify a customer with documents that Sumsub already holds',
	effect: 'write',
	fields: [customer, token],
	run: async ({ api, input }) => {
		const url = path`/v1/customers/${await customerIdOf(api, input.customerId)}/token-share`;
		const message = await api.command({ method: 'POST', path: url, effect: 'write', body: { token: input.token } });
		return { success: true, message: message ?? 'Token shared' };
	},
});
