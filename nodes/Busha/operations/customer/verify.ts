import { customer } from '../../fields/customer';
import { define } from '../operation';
import { customerIdOf, verify } from './profile';

export const verifyCustomer = define({
	resource: 'customer',
	operation: 'verify',
	name: 'Verify',
	action: 'Submit customer for verification',
	description: "Submit a customer's documents to Busha for verification, and return the customer as it is then",
	effect: 'write',
	fields: [customer],
	run: async ({ api, input }) => await verify(api, await customerIdOf(api, input.customerId)),
});
