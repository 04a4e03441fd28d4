import { optional, relabelled } from '../../fields/optional';
import { text } from '../../fields/text';
import { define, OutputFile } from '../operation';
import { search } from './getAll';

const CSV = 'text/csv';

const binaryField = relabelled(
	text('binaryField', 'Put Output File in Field', { description: 'The name of the binary field of the file' }),
	{ default: 'data' },
);

export const exportCustomers = define({
	resource: 'customer',
	operation: 'export',
	name: 'Export',
	action: 'Export customers',
	description: 'Retrieve the customers as a CSV file',
	effect: 'read',
	fields: [binaryField, optional(search)],
	run: async ({ api, input: { binaryField: field, q } }) =>
		new OutputFile(field, 'customers.csv', CSV, await api.text('/v1/customers/export', CSV, { q })),
});
