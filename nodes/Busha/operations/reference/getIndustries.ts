import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../api/pages';
import { define } from '../operation';

export const getIndustries = define({
	resource: 'reference',
	operation: 'getIndustries',
	name: 'Get Industries',
	action: 'Get industries',
	description: 'Retrieve the industries of businesses',
	effect: 'read',
	fields: [],
	run: async ({ api }) => await whole<IDataObject>(api, '/v1/customers/industries'),
});
