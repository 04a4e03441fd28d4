import { customer } from '../../fields/customer';
import { define } from '../operation';
import { customerIdOf, verify } from './profile';

export const verifyCustomer = define({
	resource: 'customer',
	operation: 'verify',
	name: 'Submit for Verification',
	action: 'Submit customer for verification',
	description: "Let Busha check a customer's documents, and return the customer as it is then",
	effect: 'write',
	fields: [customer],
	run: async ({ api, input }) => await verify(api, await customerIdOf(api, input.customerId)),
});
