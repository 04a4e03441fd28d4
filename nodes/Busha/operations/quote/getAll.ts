import { getMany } from '../../api/list';
import type { Quote } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import { listOptions, paging, sort } from '../../fields/paging';
import { collection } from '../../fields/group';
import { define } from '../operation';
import { simpleQuote } from './simple';

/** Follows {@link https://docs.busha.io/api-reference/quotes/list-quotes}. */
export const getAllQuotes = define({
	resource: 'quote',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many quotes',
	description: 'Retrieve quotes, newest first',
	effect: 'read',
	fields: [onBehalfOf, ...paging, collection('filters', 'Filters', 'Add Filter', [sort]), listOptions],
	simple: simpleQuote,
	run: async ({ api, input }) => await getMany<Quote>(api, '/v1/quotes', { sort: input.filters.sort }, input),
});
