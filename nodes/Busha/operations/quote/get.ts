import { path } from '../../api/client';
import type { Quote } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import { text } from '../../fields/text';
import { define } from '../operation';
import { simpleQuote } from './simple';

export const getQuote = define({
	resource: 'quote',
	operation: 'get',
	name: 'Get',
	action: 'Get quote',
	description: 'Retrieve one quote and whether it can still be used',
	effect: 'read',
	fields: [onBehalfOf, text('quoteId', 'Quote ID', { placeholder: 'QUO_Sample000001' })],
	simple: simpleQuote,
	run: async ({ api, input }) => await api.get<Quote>(path`/v1/quotes/${input.quoteId}`),
});
