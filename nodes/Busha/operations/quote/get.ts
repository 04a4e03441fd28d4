import { path } from '../../api/client';
import type { Quote } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import { quoteId } from '../../fields/ids';
import { define } from '../operation';
import { simpleQuote } from './simple';

export const getQuote = define({
	resource: 'quote',
	operation: 'get',
	name: 'Get',
	action: 'Get quote',
	description: 'Retrieve one quote and whether it can still be used',
	effect: 'read',
	fields: [onBehalfOf, quoteId],
	simple: simpleQuote,
	run: async ({ api, input }) => await api.get<Quote>(path`/v1/quotes/${input.quoteId}`),
});
