import { customer } from '../../fields/busha';
import { define } from '../operation';
import { verify } from './profile';

export const verifyCustomer = define({
	resource: 'customer',
	operation: 'verify',
	name: 'Verify',
	action: 'Submit customer for verification',
	description: "Submit a customer's documents to Busha for verification",
	effect: 'write',
	fields: [customer],
	run: async ({ api, input }) => ({ success: true, message: await verify(api, input.customerId) }),
});
