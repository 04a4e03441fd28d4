import { path } from '../../api/client';
import type { Recipient } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import { recipient } from '../../fields/ids';
import { define } from '../operation';
import { simpleRecipient } from './simple';

export const getRecipient = define({
	resource: 'recipient',
	operation: 'get',
	name: 'Get',
	action: 'Get recipient',
	description: 'Retrieve one recipient',
	effect: 'read',
	fields: [onBehalfOf, recipient],
	simple: simpleRecipient,
	run: async ({ api, input }) => await api.get<Recipient>(path`/v1/recipients/${input.recipientId}`),
});
