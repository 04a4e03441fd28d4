import { list } from '../../api/pages';
import type { Quote } from '../../api/types';
import { onBehalfOf, sort } from '../../fields/busha';
import { collection } from '../../fields/group';
import { paging } from '../../fields/paging';
import { define } from '../operation';
import { simpleQuote } from './simple';

export const getAllQuotes = define({
	resource: 'quote',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many quotes',
	description: 'Retrieve quotes, newest first',
	effect: 'read',
	fields: [onBehalfOf, ...paging, collection('filters', 'Filters', 'Add Filter', [sort])],
	simple: simpleQuote,
	run: async ({ api, input }) => await list<Quote>(api, '/v1/quotes', { sort: input.filters.sort }, input),
});
